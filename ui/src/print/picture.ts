// Makes a sheet's picture safe to stand in the page: parsed apart as SVG, what could act removed.

const DRAWING = new Set([
  "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
  "text", "tspan", "title", "desc", "image", "clipPath", "mask", "pattern",
]);
/** Links within the picture, and pictures within the link. */
const LOCAL = /^(#|data:image\/(?:jpeg|png);base64,)/;

/** The picture as an element of this page; nothing when the text is no SVG. */
export function picture(svg: string, label: string): SVGSVGElement | undefined {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg" || parsed.querySelector("parsererror")) return undefined;
  clean(root);
  const adopted = document.importNode(root, true) as unknown as SVGSVGElement;
  adopted.removeAttribute("width");
  adopted.removeAttribute("height");
  adopted.setAttribute("role", "img");
  adopted.setAttribute("aria-label", label);
  return adopted;
}

function clean(element: Element): void {
  for (const attribute of [...element.attributes]) {
    const name = attribute.localName;
    const link = name === "href" && !LOCAL.test(attribute.value);
    if (link || name.startsWith("on") || name === "style") element.removeAttributeNode(attribute);
  }
  for (const child of [...element.children]) {
    if (DRAWING.has(child.localName)) clean(child);
    else child.remove();
  }
}
