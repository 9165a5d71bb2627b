import assert from "node:assert/strict";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { until, world } from "./world.mjs";

async function folderFor({ folder, pick }) {
  await mkdir(join(folder, "cap"));
  return pick("slip_folder", "cap");
}

test("all who have a seat: plan, preview, files, run", async (t) => {
  const here = await world(t, { sample: 120 });
  const { page, ask, shown } = here;
  const path = await folderFor(here);
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+5");
  const sitting = (await ask("sittings.list")).sittings[0];
  const act = page.getByRole("button", { name: `${sitting.seated} vərəqəni çap et…` });
  await act.waitFor();

  const slip = page.getByRole("img", { name: /^Buraxılış vərəqəsi: / });
  const first = await slip.getAttribute("aria-label");
  await page.getByRole("button", { name: "Növbəti" }).click();
  await page.getByText(`2 / ${sitting.seated}`).waitFor();
  assert.notEqual(await slip.getAttribute("aria-label"), first);

  await act.click();
  await page.getByRole("heading", { name: "Partiya № 1 hazırdır" }).waitFor({ timeout: 120_000 });
  const files = (await readdir(path)).filter((name) => name.endsWith(".pdf"));
  const listed = page.getByRole("main").getByRole("button", { name: /\.pdf/ });
  assert.equal(await listed.count(), files.length);
  await listed.first().click();
  await until(async () => (await shown()).length === 1);
  await page.getByRole("cell", { name: "№ 1", exact: true }).waitFor();
  assert.equal((await ask("sittings.list")).sittings[0].printed, sitting.seated);

  // The cover: the code in the list of runs is the one on the paper, and the journal holds it.
  const cover = await here.pick("run_cover", "qabiq.pdf");
  await page.getByRole("button", { name: "Üz qabığı… Partiya № 1" }).click();
  await page.getByText("Üz qabığı saxlanıldı: qabiq.pdf").waitFor();
  assert.equal((await readFile(cover)).subarray(0, 5).toString(), "%PDF-");
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
  const { anchor } = (await ask("slips.runs", { sitting: sitting.id })).runs[0];
  await page.getByRole("cell", { name: anchor }).waitFor();
  assert.equal((await ask("journal.verify", { anchor })).broken, null);
});

test("chosen in the list: only they, in the order of the list", async (t) => {
  const here = await world(t, { sample: 120 });
  const { page } = here;
  await folderFor(here);
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "Yer", exact: true }).click();
  await page.getByRole("option", { name: "Yeri var" }).click();
  await page.getByRole("button", { name: "Yer: filtri götür" }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  const name = await page.locator("#application-0 [lang=az]").innerText();
  await page.keyboard.press("Control+p");
  await page.getByRole("radio", { name: "Seçilənlər: 2" }).waitFor();
  await page.getByRole("button", { name: "2 vərəqəni çap et…" }).waitFor();
  await page.getByRole("img", { name: `Buraxılış vərəqəsi: ${name}` }).waitFor();
});

test("a stopped run leaves no file behind", async (t) => {
  const here = await world(t, { sample: 1448 });
  const { page, ask } = here;
  const path = await folderFor(here);
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+5");
  // A thousand sheets take about a second: the stop is pressed in the moment it can be.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const stop = [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("Dayandır"));
      if (!stop) return;
      observer.disconnect();
      stop.click();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole("button", { name: /vərəqəni çap et/ }).click();
  await page.getByText("İş sizin istəyinizlə dayandırıldı.").waitFor();
  assert.deepEqual(await readdir(path), []);
  assert.equal((await ask("sittings.list")).sittings[0].printed, 0);
});

test("digits that are no slip are said to be none, and why", async (t) => {
  const { page } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+5");
  const field = page.getByRole("textbox", { name: /^Vərəqəni yoxla/ });
  await field.fill("12345");
  await page.keyboard.press("Enter");
  await page.getByText("Etibarsızdır", { exact: true }).waitFor();
  await page.getByText("Kod 193 rəqəm olmalıdır; oxunan işarələr: 5.").waitFor();
  await field.fill("1".repeat(193));
  await page.getByText("Etibarsızdır", { exact: true }).waitFor();
});
