import { beforeAll, expect, test, vi } from "vitest";
import { speech } from "./speech.svelte";
import { changeWords, valueWords } from "./values";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await speech.switchTo("en");
});

test("results are read from the history, whatever their source holds", () => {
  const results = [
    { sitting: "residency-2024-1-1", date: "2024-05-05", score: 61, outcome: "passing", source: "DİM № 12\nBakı | 2" },
    { sitting: "residency-2025-1-2", date: "2025-08-20", score: null, outcome: "absent", source: "list.csv" },
  ];
  const said = valueWords("results", JSON.stringify(results));
  expect(said.split("; ")).toHaveLength(2);
  expect(said).toContain(": 61 · passing");
  expect(said).toContain(": – · absent");
});

test("a change says the field and both values in words", () => {
  expect(changeWords({ field: "paid", before: null, after: "11000" })).toBe("Paid: empty → 110,00 AZN");
});
