// What a plot shows: parts of a whole, each with its number.
import { fill } from "../words/fill";

/** One bar or column. */
export interface Plotted {
  /** Tells it from the others. */
  value: string;
  /** As it is read, in a table and aloud. */
  label: string;
  count: number;
  /** Said beneath a bar. */
  note?: string;
  /** What stands beneath a column instead of the label, and beneath that what it shares with its neighbours. */
  short?: readonly [string, string?];
  /** A sum of others, drawn apart. */
  sum?: boolean;
}

/** A part of a whole in percent, with one decimal: `12,5 %`; nothing of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1).replace(".", ",")}\u00a0%`;
}

/** How long the bar of a number is, in percent of the longest. */
export function length(count: number, rows: readonly Plotted[]): number {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (count / most) * 100;
}

/** The part that holds most; nothing where none holds any. */
export function most(rows: readonly Plotted[]): Plotted | undefined {
  const first = rows.reduce<Plotted | undefined>((best, row) => (best === undefined || row.count > best.count ? row : best), undefined);
  return first && first.count > 0 ? first : undefined;
}

/** The last columns that have room; what came before them is one column, so that all of them still add up. */
export function fitting(rows: readonly Plotted[], room: number, earlier: string): readonly Plotted[] {
  if (rows.length <= room) return rows;
  const cut = rows.length - room + 1;
  const count = rows.slice(0, cut).reduce((sum, row) => sum + row.count, 0);
  return [{ value: "earlier", label: earlier, short: [earlier], count, sum: true }, ...rows.slice(cut)];
}

/** Whole minutes as days and hours, or as hours and minutes below a day. */
export function elapsed(minutes: number, words: { days_hours: string; hours_minutes: string }): string {
  const hours = Math.floor(minutes / 60);
  const said = hours < 24 ? fill(words.hours_minutes, { hours, minutes: minutes % 60 }) : fill(words.days_hours, { days: Math.floor(hours / 24), hours: hours % 24 });
  // It stays in one line.
  return said.replaceAll(" ", "\u00a0");
}
