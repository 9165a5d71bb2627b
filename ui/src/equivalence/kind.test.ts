import { expect, test } from "vitest";
import { countOf, dropFrom, sent } from "./kind";

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
