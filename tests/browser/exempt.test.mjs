// A certificate decided on at the desk: of the language exam alone, and what falls due is said.
import { test } from "node:test";
import { clean, world } from "./world.mjs";

test("pending, then refused: the fee is due by a day, which the account says", async (t) => {
  const { page, ask, pass } = await world(t, { sample: 12 });
  await pass(-4);
  const sitting = "doctoral-2026-1-1";
  const typed = { fin: "7HN4PKD", document: "AZE10482213", surname: "Quliyev", given: "Cavid", birth: "02.11.1998", sex: "male", citizenship: "AZE", standing: "graduate_earlier", institution: "BDU", level: "master", graduated: "2022", city: "Bakı", sector: "azerbaijani", language: "en", path: "doctorate" };
  const { id } = await ask("form.save", { sitting, id: null, version: 0, draft: null, typed });
  await ask("accounts.open", { id, portal: null });
  await ask("preferences.write", { ...(await ask("preferences.read")), sitting });
  await page.reload();
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("tab", { name: "Hesab" }).click();
  const decide = async (kind, reason) => {
    await panel.getByRole("button", { name: "Qərar ver…" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: kind }).click();
    await clean(page, "exemption");
    await dialog.getByLabel("Səbəb").fill(reason);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
  };
  await decide("yoxlanılır", "");
  await panel.getByText("yoxlanılır").waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Komissiyanın adı").waitFor();
  await page.keyboard.type("Bakı 3");
  await page.keyboard.press("Enter");
  await page.locator("#application-0").getByText("Təsdiqlənib").waitFor();
  await decide("yoxdur", "B1 göstərilib");
  await panel.getByText("110,00 AZN, son gün 15.06.2026").waitFor();
  await panel.getByRole("tab", { name: "Tarixçə" }).click();
  await panel.getByText("Azadolma: yoxlanılır → boş").waitFor();
  await clean(page, "history");
});
