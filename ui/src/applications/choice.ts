// What is chosen in a list: named applications with their places, or the whole list but some.
import type { Selection } from "../bindings/Selection";

export type Choice =
  | { of: "some"; places: ReadonlyMap<number, number> }
  | { of: "all"; total: number; except: ReadonlySet<number> };

export const nothing: Choice = { of: "some", places: new Map() };

export function all(total: number): Choice {
  return { of: "all", total, except: new Set() };
}

export function size(choice: Choice): number {
  return choice.of === "some" ? choice.places.size : choice.total - choice.except.size;
}

export function holds(choice: Choice, id: number): boolean {
  return choice.of === "some" ? choice.places.has(id) : !choice.except.has(id);
}

/** Takes an application in or out; `place` is its row in the list, from 0. */
export function toggled(choice: Choice, id: number, place: number): Choice {
  if (choice.of === "all") {
    const except = new Set(choice.except);
    if (!except.delete(id)) except.add(id);
    return { ...choice, except };
  }
  const places = new Map(choice.places);
  if (!places.delete(id)) places.set(id, place);
  return { of: "some", places };
}

/** Takes in a run of rows that begins at `from`. */
export function withRange(choice: Choice, from: number, ids: readonly number[]): Choice {
  if (choice.of === "all") {
    const except = new Set(choice.except);
    for (const id of ids) except.delete(id);
    return { ...choice, except };
  }
  const places = new Map(choice.places);
  ids.forEach((id, at) => places.set(id, from + at));
  return { of: "some", places };
}

/** After a new order: places by the list's ids now; what the list no longer holds goes last. */
export function replaced(choice: Choice, ids: readonly number[]): Choice {
  if (choice.of === "all") return choice;
  const place = new Map(ids.map((id, at) => [id, at]));
  return { of: "some", places: new Map([...choice.places.keys()].map((id) => [id, place.get(id) ?? ids.length])) };
}

/** As the program takes it, named applications in the order of the list. */
export function selection(choice: Choice, list: number): Selection {
  if (choice.of === "all") return { choice: "list", list, except: [...choice.except] };
  const ids = [...choice.places].sort(([, a], [, b]) => a - b).map(([id]) => id);
  return { choice: "ids", ids };
}
