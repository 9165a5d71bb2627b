// A kind of certificates while it is written: its texts by the keys of their fields.

/** How scores come to one reading. */
export type ShapeKey = "overall" | "sum" | "lowest" | "diploma";
export const SHAPES: readonly ShapeKey[] = ["overall", "sum", "lowest", "diploma"];

type Typed = Record<string, string>;

/** How many a list has: `schemes.0.shape`, `schemes.1.shape`. */
export function countOf(typed: Typed, list: string): number {
  const places = Object.keys(typed).flatMap((key) => (key.startsWith(`${list}.`) ? [Number(key.slice(list.length + 1).split(".")[0])] : []));
  return places.length === 0 ? 0 : Math.max(...places) + 1;
}

/** The texts without one of a list; those behind it move up. */
export function dropFrom(typed: Typed, list: string, at: number): Typed {
  return Object.fromEntries(Object.entries(typed).flatMap(([key, text]): [string, string][] => {
    if (!key.startsWith(`${list}.`)) return [[key, text]];
    const [place = "", ...rest] = key.slice(list.length + 1).split(".");
    const number = Number(place);
    if (number === at) return [];
    return [[[list, number > at ? number - 1 : number, ...rest].join("."), text]];
  }));
}

/** What is typed of scales and flags that a shape does not have is left out. */
export function sent(typed: Typed): Typed {
  const rooms: Record<ShapeKey, readonly string[]> = { overall: ["overall", "skills", "mean"], sum: ["skills"], lowest: ["skills", "profile", "sum_printed"], diploma: ["diplomas"] };
  return Object.fromEntries(Object.entries(typed).filter(([key]) => {
    const [room, number, field = ""] = key.split(".");
    if (room !== "schemes" || ["from", "to", "shape"].includes(field)) return true;
    const shape = typed[`schemes.${number}.shape`] as ShapeKey;
    // Points are summed: the fields of rungs are hidden there.
    if ((shape === "sum" || shape === "diploma") && /\.(ladder|prefix)$/.test(key)) return false;
    return rooms[shape]?.includes(field) ?? false;
  }));
}

/** What was typed beside a kind that somebody saved meanwhile; what one of them lacks is empty. */
export function beside(typed: Typed, theirs: Typed): Typed {
  const lacking = Object.keys(theirs).filter((key) => !key.endsWith(".scan"));
  return { ...Object.fromEntries(lacking.map((key) => [key, ""])), ...sent(typed) };
}

/** What is typed once it was chosen what shall stay; a scheme of which nothing stays goes. */
export function joined(typed: Typed, kept: Typed): Typed {
  let all: Typed = Object.fromEntries(Object.entries({ ...typed, ...kept }).filter(([key, text]) => text !== "" || key in typed));
  for (let at = countOf(all, "schemes") - 1; at >= 0; at -= 1) if (!all[`schemes.${at}.shape`]) all = dropFrom(all, "schemes", at);
  return all;
}
