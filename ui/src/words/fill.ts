// Puts values where a text says `{name}`.
import { count } from "./numbers";

export type Value = string | number;

/**
 * Numbers that name something (a row of a file, a year, a version) and do not count: written
 * without groups, as the file or the paper has them.
 */
const ORDINALS = new Set(["act", "other", "from", "to", "line", "version", "kind", "known", "run", "sheet", "row", "seed", "serial", "place", "year", "edition"]);

/** Fills a text; a name without a value stays visible, because a silent gap would mislead. */
export function fill(text: string, values: Readonly<Record<string, Value>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "string" || ORDINALS.has(name) ? String(value) : count(value);
  });
}

/** The names that a text has places for, in order. */
export function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}
