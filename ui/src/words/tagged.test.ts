import { expect, test } from "vitest";
import { rules as az } from "./az";
import { rules as en } from "./en";
import { rules as ru } from "./ru";
import { codeWords, failureWords, faultWords, unfitWords } from "./tagged";

test("a refusal names its columns by their words", () => {
  const said = failureWords({ circle: "refused", refusal: "columns_missing", columns: ["fin", "birth"], heads: ["Ad", "Soyad"] }, az);
  expect(said.what).toContain("FİN, doğum tarixi");
  expect(said.what).toContain("Ad, Soyad");
});

test("what lies inside a refusal speaks too", () => {
  const table = failureWords({ circle: "refused", refusal: "not_a_table", file: "a.pdf", problem: { problem: "too_large", most_megabytes: 100 } }, ru);
  expect(table.what).toContain("a.pdf");
  expect(table.what).toContain("100 МБ");
  const invalid = failureWords({ circle: "refused", refusal: "invalid", faults: [{ field: "rows", fault: { fault: "number", from: 1, to: 99 } }] }, az);
  expect(invalid.what).toContain("«sıralar»");
  expect(invalid.what).toContain("1–99");
});

test("counts in a refusal are grouped", () => {
  expect(failureWords({ circle: "refused", refusal: "rows_refused", refused: 12, rows: 12431 }, az).what).toContain("12\u00a0431");
});

test("a machine that broke says what is safe", () => {
  const said = failureWords({ circle: "broken", breakage: "disk_full", file: "partiya-15" }, az);
  expect(said.what).toContain("partiya-15");
  expect(said.remedy).toContain("Heç nə itməyib");
  expect(failureWords({ circle: "misasked", problem: "no command x" }, en).what).toContain("no command x");
});

test("a finding gives reason and remedy", () => {
  const fault = faultWords({ fault: "look_alikes", letters: [{ found: "ә", proposed: "ə", place: 4 }] }, az);
  expect(fault.reason).toContain("4. «ә» U+04D9 → «ə»");
  expect(faultWords({ fault: "fin_twice", other: 1204 }, az).reason).toContain("sətir 1204");
  expect(faultWords({ fault: "birth_date", from: 1930, to: 2010 }, en).reason).toContain("1930–2010");
});

test("codes and papers", () => {
  expect(codeWords({ fault: "length", found: 12 }, az)).toContain("12");
  expect(unfitWords({ reason: "letter_missing", letter: "ẞ" }, en)).toContain("ẞ");
});
