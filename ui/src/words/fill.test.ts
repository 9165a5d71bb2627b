import { expect, test } from "vitest";
import { fill } from "./fill";
import { words as az } from "./az";
import { words as ru } from "./ru";
import { lasting } from "./lasting";
import { count, date, dayOf, daysBetween, moment, momentOf, money, size } from "./numbers";
import { campaignName, capital, sittingName } from "./sitting";

test.each([
  [0, "0"],
  [999, "999"],
  [1448, "1\u00a0448"],
  [1234567, "1\u00a0234\u00a0567"],
  [-1448, "−1\u00a0448"],
])("%d is counted as %s", (number, written) => expect(count(number)).toBe(written));

test.each([
  [6000, "60,00"],
  [5, "0,05"],
  [12345678, "123\u00a0456,78"],
  [-150, "−1,50"],
])("%d qəpik are %s manats", (qepik, written) => expect(money(qepik)).toBe(written));

test.each([
  ["04.06.2026 23:59", "2026-06-04T23:59:00"],
  [" 4.6.2026\u00a00:05 ", "2026-06-04T00:05:00"],
  ["04.06.2026", "2026-06-04T23:59:00"],
  ["31.06.2026", undefined],
  ["04.06.2026 24:10", undefined],
  ["2026-06-04", undefined],
  ["", undefined],
])("%s is the moment %s", (typed, iso) => expect(momentOf(typed)).toBe(iso));

test("dates and times", () => {
  expect(date("2026-06-21")).toBe("21.06.2026");
  expect(date("soon")).toBe("soon");
  expect(moment("2026-06-15T10:12:03")).toBe("15.06.2026\u00a010:12");
  expect(moment("2026-06-15")).toBe("15.06.2026");
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

test("days to the exam cross months, years and leap days", () => {
  expect(daysBetween("2026-06-16", "2026-06-21")).toBe(5);
  expect(daysBetween("2026-06-21", "2026-06-21")).toBe(0);
  expect(daysBetween("2026-06-22", "2026-06-21")).toBe(-1);
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
});

test("sizes", () => {
  expect(size(4_200)).toBe("4,2\u00a0kB");
  expect(size(182_331_000)).toBe("182,3\u00a0MB");
});

test("counts are grouped, rows and years are not", () => {
  expect(fill("{rows} · {other} · {from}–{to}", { rows: 1471, other: 1204, from: 1930, to: 2010 })).toBe("1\u00a0471 · 1204 · 1930–2010");
});

test("a place without a value stays visible", () => {
  expect(fill("{a} {b}", { a: "x" })).toBe("x {b}");
});

test("what lasts", () => {
  expect(lasting(9.6, az)).toBe("10 san");
  expect(lasting(154, az)).toBe("2 dəq 34 san");
  expect(lasting(-1, az)).toBe("0 san");
});

test("sittings by their id", () => {
  expect(sittingName("residency-2026-1-2", az)).toBe("Rezidentura 2026 · I mərhələ · 2-ci cəhd");
  expect(sittingName("doctoral-2027-2-3", az)).toBe("Doktorantura 2027 · II mərhələ · 3-cü cəhd");
  expect(sittingName("residency-2026-1-2", ru)).toBe("Резидентура 2026 · этап I · попытка 2");
  expect(sittingName("something-else", az)).toBe("something-else");
});

test("a capital follows the language", () => {
  expect(capital("iş nömrəsi", "az")).toBe("İş nömrəsi");
  expect(capital("issue", "en")).toBe("Issue");
  expect(capital("", "az")).toBe("");
});

test("a campaign is named by its programme and year", () => {
  expect(campaignName("residency-2026", az)).toBe("Rezidentura 2026");
  expect(campaignName("doctoral-2027", ru)).toBe("Докторантура 2027");
  expect(campaignName("other", az)).toBe("other");
});
