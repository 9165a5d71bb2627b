// F6: the focus goes from pane to pane in the order of the page.

/** Moves the focus by `step` panes; always answers true, as the key is taken. */
export function nextPane(step: 1 | -1): true {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>('[role="grid"], [aria-current="page"], input, button:not([tabindex="-1"])');
  (next?.tabIndex === 0 ? next : inside)?.focus();
  return true;
}
