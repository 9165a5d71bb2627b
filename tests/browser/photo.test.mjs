// The photo in the form: chosen, cut by keys, taken.
import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

const PICTURE = fileURLToPath(new URL("../data/picture.png", import.meta.url));

test("a photo is chosen, cut by keys and taken", async (t) => {
  const { page, ask, pick, folder } = await world(t, { sample: 12 });
  await page.getByRole("grid").waitFor();
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const [first] = (await ask("applications.list", { sitting, filter: {}, order: "name", descending: false })).rows;
  const before = (await ask("form.open", { sitting, id: first.id, draft: null, fin: null })).photo;
  await copyFile(PICTURE, join(folder, "picture.png"));
  await page.keyboard.press("e");
  await pick("picture", "picture.png");
  await page.getByRole("button", { name: "Başqa şəkil…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("675×900").waitFor();
  await clean(page, "cut");
  const frame = dialog.getByRole("group", { name: "Kəsilən hissə" });
  await frame.focus();
  await page.keyboard.press("Minus");
  await page.keyboard.press("ArrowRight");
  await dialog.getByText("648×864").waitFor();
  await dialog.getByRole("button", { name: "Bu hissəni götür" }).press("Enter");
  await page.getByText("Şəkil saxlanıldı.").waitFor();
  await page.getByText(/648×864 · \d/).waitFor();
  const after = (await ask("form.open", { sitting, id: first.id, draft: null, fin: null })).photo;
  assert.notEqual(after, before);
});

test("the photo of a new application waits with its draft, and whoever has the same one is shown", async (t) => {
  const { page, ask, pick, folder } = await world(t, { sample: 12 });
  await page.getByRole("grid").waitFor();
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const [first] = (await ask("applications.list", { sitting, filter: {}, order: "name", descending: false })).rows;
  await copyFile(PICTURE, join(folder, "picture.png"));
  await pick("picture", "picture.png");
  const take = async (button) => {
    await page.getByRole("button", { name: button }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("675×900").waitFor();
    await dialog.getByRole("button", { name: "Bu hissəni götür" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
  };
  await page.keyboard.press("e");
  await take("Başqa şəkil…");
  await page.keyboard.press("Escape");
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+n");
  await page.waitForFunction(() => document.activeElement?.dataset?.field === "fin");
  await page.keyboard.type("7HN4PKD");
  await take("Şəkil seç…");
  await page.getByText("Eyni şəkil başqa namizəddə də var.").waitFor();
  await page.getByText(first.name).first().waitFor();
  await clean(page, "the same photo");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+n");
  await page.getByRole("button", { name: /adı yazılmayıb/ }).press("Enter");
  await page.getByRole("img", { name: "Şəkil" }).waitFor();
});
