import { describe, expect, test } from "vitest";
import { all, holds, nothing, replaced, selection, size, toggled, withRange } from "./choice";

test("nothing is chosen at first", () => {
  expect(size(nothing)).toBe(0);
  expect(selection(nothing, 7)).toEqual({ choice: "ids", ids: [] });
});

test("what is chosen by hand comes out in the order of the list", () => {
  const choice = toggled(toggled(toggled(nothing, 50, 9), 20, 2), 30, 5);
  expect(size(choice)).toBe(3);
  expect(selection(choice, 7)).toEqual({ choice: "ids", ids: [20, 30, 50] });
});

test("a second press takes out again", () => {
  const choice = toggled(toggled(nothing, 50, 9), 50, 9);
  expect(size(choice)).toBe(0);
  expect(holds(choice, 50)).toBe(false);
});

test("a range joins what was chosen before and counts nobody twice", () => {
  const choice = withRange(toggled(nothing, 11, 1), 0, [10, 11, 12]);
  expect(size(choice)).toBe(3);
  expect(selection(choice, 7)).toEqual({ choice: "ids", ids: [10, 11, 12] });
});

describe("all of a filter", () => {
  test("says how many and names the list, not the ids", () => {
    expect(size(all(12431))).toBe(12431);
    expect(selection(all(12431), 7)).toEqual({ choice: "list", list: 7, except: [] });
  });

  test("can leave some out and take them back", () => {
    const without = toggled(all(100), 5, 4);
    expect(size(without)).toBe(99);
    expect(holds(without, 5)).toBe(false);
    expect(selection(without, 7)).toEqual({ choice: "list", list: 7, except: [5] });
    expect(size(toggled(without, 5, 4))).toBe(100);
    expect(size(withRange(without, 3, [4, 5, 6]))).toBe(100);
  });
});

test("after a new order the choice follows it, and who left the list goes last", () => {
  const choice = withRange(nothing, 0, [10, 11, 12]);
  expect(selection(replaced(choice, [12, 10]), 8)).toEqual({ choice: "ids", ids: [12, 10, 11] });
  expect(replaced(all(3), [1, 2, 3])).toEqual(all(3));
});
