import { describe, expect, test } from "vitest";
import { elapsed, fitting, length, most, type Plotted, share } from "./plot";

const rows = (...counts: number[]): Plotted[] => counts.map((count, at) => ({ value: String(at), label: String(at), count }));

describe("plot", () => {
  test("a share has one decimal, and nothing of nothing is none", () => {
    expect([share(5, 7), share(0, 7), share(7, 7), share(0, 0)]).toEqual(["71,4\u00a0%", "0,0\u00a0%", "100,0\u00a0%", "–"]);
  });

  test("the longest bar fills its place; of none, none does", () => {
    expect(rows(4, 1, 0).map((row, _, all) => length(row.count, all))).toEqual([100, 25, 0]);
    expect(length(0, rows(0, 0))).toBe(0);
    expect(most(rows(1, 3, 3))?.value).toBe("1");
    expect(most(rows(0, 0))).toBeUndefined();
  });

  test.each([
    [3, 3],
    [5, 3],
    [40, 18],
  ])("%i columns in a room for %i add up", (many, room) => {
    const all = rows(...Array.from({ length: many }, (_, at) => at + 1));
    const shown = fitting(all, room, "earlier");
    expect(shown.length).toBe(Math.min(many, room));
    expect(shown.reduce((sum, row) => sum + row.count, 0)).toBe((many * (many + 1)) / 2);
    expect(shown.at(-1)?.value).toBe(String(many - 1));
  });

  test("days and hours, below a day hours and minutes", () => {
    const words = { days_hours: "{days} d {hours} h", hours_minutes: "{hours} h {minutes} min" };
    expect([0, 59, 390, 1440, 17_340].map((minutes) => elapsed(minutes, words).replaceAll("\u00a0", " "))).toEqual(["0 h 0 min", "0 h 59 min", "6 h 30 min", "1 d 0 h", "12 d 1 h"]);
  });
});
