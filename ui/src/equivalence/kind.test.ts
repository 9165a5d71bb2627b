import { expect, test } from "vitest";
import { beside, countOf, dropFrom, joined, sent } from "./kind";

const typed = { name: "A", "schemes.0.shape": "sum", "schemes.0.skills.to": "30", "schemes.1.shape": "lowest", "schemes.1.skills.ladder": "U3, 3" };

test("a list is counted, and those behind one that goes move up", () => {
  expect(countOf(typed, "schemes")).toBe(2);
  expect(countOf({}, "schemes")).toBe(0);
  expect(dropFrom(typed, "schemes", 0)).toEqual({ name: "A", "schemes.0.shape": "lowest", "schemes.0.skills.ladder": "U3, 3" });
});

test("what the shape does not have is not sent", () => {
  const changed = { ...typed, "schemes.0.shape": "diploma", "schemes.0.diplomas.0.cefr": "B2", "schemes.0.mean": "yes", "schemes.0.from": "" };
  expect(sent(changed)).toEqual({ name: "A", "schemes.0.shape": "diploma", "schemes.0.from": "", "schemes.0.diplomas.0.cefr": "B2", "schemes.1.shape": "lowest", "schemes.1.skills.ladder": "U3, 3" });
});

test("rungs are not sent where points are summed", () => {
  const changed = { "schemes.0.shape": "sum", "schemes.0.skills.ladder": "1, 2", "schemes.0.skills.to": "30", "schemes.1.shape": "diploma", "schemes.1.diplomas.0.marks.prefix": "U", "schemes.1.diplomas.0.cefr": "B2", "schemes.2.shape": "overall", "schemes.2.skills.ladder": "3, 4" };
  expect(Object.keys(sent(changed))).toEqual(["schemes.0.shape", "schemes.0.skills.to", "schemes.1.shape", "schemes.1.diplomas.0.cefr", "schemes.2.shape", "schemes.2.skills.ladder"]);
});

test("both versions of a kind are laid side by side, and a scheme that is not chosen goes", () => {
  const theirs = { name: "B", "schemes.0.shape": "sum", "acts.center.0.number": "7", "acts.center.0.scan": "ab12" };
  const mine = beside(typed, theirs);
  expect(mine).toEqual({ ...typed, "acts.center.0.number": "" });
  const kept = { ...mine, name: "B", "acts.center.0.number": "7", "schemes.1.shape": "", "schemes.1.skills.ladder": "" };
  expect(joined(typed, kept)).toEqual({ name: "B", "schemes.0.shape": "sum", "schemes.0.skills.to": "30", "acts.center.0.number": "7" });
});
