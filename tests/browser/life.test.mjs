// The life of applications on the screen: steps with what they ask for, one or many, by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

test("two are withdrawn by keyboard, confirmed in vain with why, and given back with one key", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.locator("main footer.foot").first().getByRole("button", { name: "Daha" }).press("Enter");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Səbəb").waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByText("Xana boşdur").waitFor();
  await page.keyboard.type("Öz xahişi ilə");
  await clean(page, "step");
  await page.keyboard.press("Enter");
  await page.getByText("Geri götürüldü: 2").waitFor();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("grid").evaluate((grid) => grid === document.activeElement), true);
  await page.locator("#application-0").getByText("Geri götürülüb").waitFor();

  await page.keyboard.press("Control+Enter");
  await dialog.getByLabel("Komissiyanın adı").waitFor();
  await page.keyboard.type("Bakı 3");
  await page.keyboard.press("Enter");
  await dialog.getByText("dəyişməyib: 2").waitFor();
  assert.equal(await dialog.getByRole("listitem").count(), 2);
  await clean(page, "step");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Geri al" }).press("Enter");
  await page.locator("#application-0").getByText("Təsdiqlənib").waitFor();
  const sitting = (await ask("sittings.list")).sittings[0];
  assert.equal(sitting.seated, 30, "and everybody sits where they sat");
});

test("money is paid into an account, and what is wrong with it is said in its field", async (t) => {
  const { page } = await world(t, { sample: 30 });
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("tab", { name: "Hesab" }).click();
  await panel.getByRole("button", { name: "Hesaba yaz…" }).press("Enter");
  await page.keyboard.type("beş");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").locator(".fault").waitFor();
  await clean(page, "step");
  await page.getByLabel("Məbləğ, AZN").fill("5,50");
  await page.keyboard.press("Enter");
  await page.getByText("Hesaba yazıldı.").waitFor();
  await panel.getByRole("cell", { name: "+5,50" }).waitFor();
  await panel.getByRole("button", { name: "Daha" }).press("Enter");
  await page.getByRole("option", { name: "Yenidən aç…" }).waitFor();
  await page.keyboard.press("Escape");
});
