// Campaigns by keyboard: a day is announced, a fault is said where it stands, next year's is made.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

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

test("a new version of the regulation is typed with its act and scan, and a campaign names it", async (t) => {
  const { page, ask, put } = await world(t, { sample: 12 });
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "Kampaniyalar" }).click();
  await page.getByRole("button", { name: "Yeni redaksiya…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Hansı gündən").fill("01.01.2026");
  await dialog.getByLabel("Mərkəz №").fill("14");
  await put("scan", "scan.pdf", "%PDF-1.7 əmr");
  await dialog.getByRole("button", { name: "Mərkəz: Skan seç…" }).press("Enter");
  await dialog.getByText("scan.pdf").waitFor();
  await dialog.getByLabel("I mərhələ, Keçid balı", { exact: true }).fill("400");
  await clean(page, "new regulation");
  await page.keyboard.press("Enter");
  await dialog.getByText("Tarix deyil.").first().waitFor();
  await dialog.getByLabel("Mərkəz, Tarix").fill("20.12.2026");
  await dialog.getByLabel("I mərhələ, Keçid balı", { exact: true }).fill("42");
  await page.keyboard.press("Enter");
  await page.getByText("Əsasnamə saxlanıldı: residency/2").waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("Control+s");
  await page.getByRole("combobox", { name: "Əsasnamə" }).selectOption("residency/2");
  await page.keyboard.press("Control+s");
  await page.getByText("Saxlanıldı, redaksiya 2").waitFor();
  await page.getByText("Mərkəz, № 14, 20.12.2026").waitFor();
  await clean(page, "regulation");
  const { regulation } = await ask("campaigns.detail", { name: "residency-2026", edition: null });
  assert.equal(regulation.exams[0].pass, 42);
});
