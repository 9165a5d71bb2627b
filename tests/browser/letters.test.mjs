// Letters printed from the list: who gets one, and who does not and why.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

/** An act of the list's foot, from its menu. */
async function foot(page, name) {
  await page.locator("main footer.foot").first().getByRole("button", { name: "Daha" }).press("Enter");
  await page.getByRole("option", { name }).click();
}

test("letters of confirmation for those who are registered, by keyboard", async (t) => {
  const { page, pick } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("Seçilib: 2").waitFor();
  await foot(page, "Məktub…");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "təsdiq" }).waitFor();
  await clean(page, "letters");
  const path = await pick("letters", "letters.pdf");
  await dialog.getByRole("button", { name: "PDF yarat…" }).press("Enter");
  await page.getByText("Məktub: 2, fayl letters.pdf").waitFor();
  await dialog.waitFor({ state: "detached" });
  assert.match((await readFile(path)).subarray(0, 5).toString(), /%PDF-/);
  await foot(page, "Məktub…");
  await dialog.getByRole("radio", { name: "rədd" }).click();
  await pick("letters", "none.pdf");
  await dialog.getByRole("button", { name: "PDF yarat…" }).press("Enter");
  await dialog.getByText("Məktub: 0, məktub verilmədi: 2.").waitFor();
  await clean(page, "without letters");
});
