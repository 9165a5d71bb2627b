import { expect, test } from "vitest";
import { fold, found } from "./fold";

test.each([
  ["cap", "Çap", [0, 3]],
  ["ÇAP", "Çap", [0, 3]],
  ["idxal", "İdxal", [0, 5]],
  ["zallar", "Binalar və zallar", [11, 17]],
  ["вид", "Вид", [0, 3]],
] as const)("%s is found in %s", (typed, label, range) => expect(found(label, typed)).toEqual(range));

test("what is not there is not found", () => expect(found("Çap", "x")).toBeUndefined());

test("one letter stays one letter, so that the underline fits", () => {
  for (const label of ["İdxal", "Iğdır", "ÇƏMƏN", "Ёлка"]) expect([...fold(label)]).toHaveLength([...label].length);
});
