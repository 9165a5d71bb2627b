// Campaigns by keyboard: a day is announced, a fault is said where it stands, next year's is made.
import assert from "node:assert/strict";
import { test } from "node:test";
import { world } from "./world.mjs";

test("the day of Stage II is announced by keyboard, and the old edition can still be looked at", async (t) => {
  const { page } = await world(t, { sample: 60 });
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "Kampaniyalar" }).click();
  await page.getByRole("heading", { name: "Pəncərələr" }).waitFor();
  await page.getByText("elan olunacaq").waitFor();
  await page.keyboard.press("Control+s");
  const date = page.getByRole("textbox", { name: "Tarix", exact: true }).last();
  await date.fill("9 avqust");
  await page.keyboard.press("Control+s");
  await page.getByText("Tarix deyil.").waitFor();
  await date.fill("09.08.2026");
  await page.keyboard.press("Control+s");
  await page.getByText("Saxlanıldı, redaksiya 2").waitFor();
  await page.getByText("09.08.2026").waitFor();
  await page.getByRole("button", { name: /^redaksiya 1/ }).press("Enter");
  await page.getByText("elan olunacaq").waitFor();
  const edit = page.getByRole("button", { name: "Düzəlt" });
  assert.equal(await edit.getAttribute("aria-disabled"), "true", "an older edition is only looked at");
});

test("next year's campaign is made of this year's, with nothing announced", async (t) => {
  const { page } = await world(t, { sample: 60 });
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "Kampaniyalar" }).click();
  await page.getByRole("heading", { name: "Pəncərələr" }).waitFor();
  await page.getByRole("button", { name: "Gələn ilin kampaniyası" }).press("Enter");
  await page.getByText("Kampaniya yaradıldı: residency-2027.").waitFor();
  await page.getByRole("button", { name: /Rezidentura 2027/ }).waitFor();
  await page.getByText("13.04.2027 00:00").waitFor();
  assert.equal(await page.getByText("elan olunacaq").count(), 3);
});
