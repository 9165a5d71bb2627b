// Earlier results on the screen: typed in at the panel, and taken from a list.
import { test } from "node:test";
import { clean, world } from "./world.mjs";

test("a result is typed in with its faults said, and a list of results is taken", async (t) => {
  const { page, ask, put } = await world(t, { sample: 30 });
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("tab", { name: "Ərizə" }).click();
  await panel.getByRole("button", { name: "Nəticə yaz…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("İmtahan").waitFor();
  await page.keyboard.type("rezidentura");
  await page.keyboard.press("Enter");
  await dialog.getByText("Kampaniyada belə imtahan günü yoxdur.").waitFor();
  await clean(page, "a result with faults");
  await dialog.getByLabel("İmtahan").fill("Rezidentura 2024, I mərhələ");
  await dialog.getByLabel("Tarix").fill("05.05.2024");
  await dialog.getByLabel("Bal").fill("61");
  await dialog.getByLabel("Mənbə").fill("DİM № 12");
  await page.keyboard.press("Enter");
  await page.getByText("Nəticə yazıldı.").waitFor();
  await panel.getByText("Rezidentura 2024 · I mərhələ · 1-ci cəhd: 61 · məqbul · DİM № 12").waitFor();
  await clean(page, "results");

  const sitting = (await ask("sittings.list")).sittings[0].id;
  const list = await ask("applications.list", { sitting, filter: {}, order: "name", descending: false });
  await page.keyboard.press("Control+9");
  await put("result_list", "results.csv", `FİN,İmtahan,Tarix,Bal,Nəticə\n${list.rows[1].fin},residency-2025-1-1,04.05.2025,37,qeyri-məqbul\n9ZZZZZZ,residency-2025-1-1,04.05.2025,50,məqbul\n`);
  await page.getByRole("button", { name: "Nəticələr siyahısı…" }).press("Enter");
  await dialog.getByRole("button", { name: "Siyahı seç…" }).press("Enter");
  await dialog.getByText("Reyestrdə bu FİN-li namizəd yoxdur.").waitFor();
  await clean(page, "list of results");
  await dialog.getByRole("button", { name: "Götür" }).press("Enter");
  await page.getByText("Nəticələr: yeni 1, dəyişən 0").waitFor();
});
