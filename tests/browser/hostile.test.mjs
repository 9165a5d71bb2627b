import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { admit, candidateList, go, ownRegistry, world } from "./world.mjs";

const IMAGE = "<img src=x onerror=\"window.hit=1\">";
const FORMULA = "=cmd|'/C calc'!A0";
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** Nothing of what came in has become a part of the page, and nothing ran. */
async function nothingHappened(page) {
  const found = await page.evaluate(() => ({ hit: window.hit, images: document.querySelectorAll("img[onerror], script:not([src])").length }));
  assert.deepEqual(found, { hit: undefined, images: 0 });
}

test("hostile text is text on every screen that shows it", async (t) => {
  const here = await world(t);
  const { page, put, ask } = here;
  await ownRegistry(here);
  await ask("session.sign_in", { name: "sevil", password: "dəniz qıraqda" });
  await ask("staff.add", { name: "yad", person: IMAGE, fin: "1CCCCCC", roles: ["auditor"], password: "ilk gün üçün" });
  await page.reload();
  await go(page, "Əməkdaşlar");
  await page.getByText(IMAGE).first().waitFor();
  await nothingHappened(page);
  await admit(here, "sinaqci");
  await page.getByText("Bu imtahan günündə hələ ərizə yoxdur.").first().waitFor();

  // A name is refused and shown as what it is; what is no name is taken as it stands.
  const spoilt = (cells, at) => (at === 0 ? { ...cells, surname: quoted(IMAGE) } : { ...cells, institution: quoted(`${FORMULA} ${IMAGE}`) });
  await put("candidate_list", "list.csv", candidateList(3, spoilt));
  await page.keyboard.press("Control+i");
  await page.getByRole("button", { name: "Siyahı seç…" }).click();
  await page.getByRole("button", { name: "Siyahını yoxla" }).click();
  await page.getByRole("cell", { name: IMAGE }).first().waitFor();
  await nothingHappened(page);
  await page.getByRole("button", { name: "Yalnız 2 yararlı sətri götür" }).click();
  await page.getByRole("heading", { name: "İdxal olunub" }).waitFor();

  const halls = ["Şəhər;Bina;Ünvan;Zal;Mərtəbə;Sıra sayı;Sırada yer sayı"];
  for (const city of ["Bakı", "Naxçıvan"]) halls.push([city, quoted(IMAGE), quoted(FORMULA), "101", "2", "5", "6"].join(";"));
  await ask("halls.import", { file: await handle(here, "halls.csv", halls.join("\r\n")), dry_run: false });
  await go(page, "Zallar");
  await page.getByText(IMAGE).first().waitFor();
  await nothingHappened(page);

  await go(page, "Ərizələr");
  await page.getByText("2 ərizə", { exact: true }).waitFor();
  await page.getByRole("row").nth(1).click();
  await page.getByRole("tabpanel", { name: "Uyğunluq" }).getByRole("listitem").first().waitFor();
  await nothingHappened(page);
  await page.getByRole("tab", { name: "Ərizə" }).click();
  await page.getByText(`${FORMULA} ${IMAGE}`).first().waitFor();
  await nothingHappened(page);
});

/** A file that a dialog gave out. */
async function handle({ ask, put }, name, text) {
  await put("hall_list", name, text);
  return (await ask("files.open_dialog", { purpose: "hall_list", suggested: null })).file.handle;
}

test("an error of the page becomes an incident, and its report is read before it is saved", async (t) => {
  const here = await world(t, { sample: 20 });
  const { page, pick, errors } = here;
  await page.getByRole("grid").waitFor();
  await page.evaluate(() => { void Promise.reject(new TypeError("Əliyev")); });
  await page.getByText(/Hadisənin nömrəsi: \d{6}/).waitFor();
  await page.getByRole("button", { name: "Nasazlıq hesabatını saxla…" }).click();
  const report = page.getByRole("textbox", { name: "Hesabat" });
  await page.waitForFunction(() => document.querySelector("dialog textarea")?.value.includes("TypeError"));
  const text = await report.inputValue();
  assert.doesNotMatch(text, /Əliyev/);
  assert.match(text, /applications\.list/);
  await report.fill(`${text}\nİdxaldan sonra oldu.`);
  const saved = await pick("problem_report", "hesabat.txt");
  await page.getByRole("button", { name: "Saxla…" }).click();
  await page.getByText("Hesabat saxlanılıb.").waitFor();
  assert.match(await readFile(saved, "utf8"), /İdxaldan sonra oldu/);
  errors.splice(0);
});
