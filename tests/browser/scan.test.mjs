// A scan that is a PDF, drawn beside the form of a certificate: leafed through by keyboard, and what is not drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, until, world } from "./world.mjs";

const PERSON = { fin: "7HN4PKD", document: "AZE10482213", surname: "Quliyev", given: "Cavid", birth: "02.11.1998", sex: "male", citizenship: "AZE", standing: "graduate_earlier", institution: "BDU", level: "master", graduated: "2022", city: "Bakı", sector: "azerbaijani", language: "en", path: "doctorate" };
const IELTS = { kind: "ielts", number: "25AZ123456QULC123A", tested_on: "03.11.2025", listening: "6.5", reading: "6.5", writing: "5", speaking: "7", overall: "6.5", name: "GULIYEV JAVID" };

/** A PDF with a word on every page, without a table of where its objects lie: readers find them. */
function pdf(words) {
  const pages = words.map((word, at) => {
    const drawing = `BT /F 80 Tf 60 ${700 - 200 * at} Td (${word}) Tj ET`;
    return `${10 + 2 * at} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${11 + 2 * at} 0 R>>\nendobj\n${11 + 2 * at} 0 obj\n<</Length ${drawing.length}>>stream\n${drawing}\nendstream\nendobj\n`;
  });
  const kids = words.map((_, at) => `${10 + 2 * at} 0 R`).join(" ");
  return `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[${kids}]/Count ${words.length}>>\nendobj\n3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n${pages.join("")}trailer\n<</Root 1 0 R>>\n%%EOF\n`;
}

async function open({ ask, pass, page, put }, scans) {
  await pass(-4);
  const { id } = await ask("form.save", { sitting: "doctoral-2026-1-1", id: null, version: 0, draft: null, typed: PERSON });
  const handles = [];
  for (const [name, bytes] of Object.entries(scans)) {
    await put("scan", name, bytes);
    handles.push((await ask("files.open_dialog", { purpose: "scan" })).file.handle);
  }
  await ask("certificates.save", { of: null, entry: id, typed: IELTS, scans: handles, kept: [] });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await page.reload();
  await page.keyboard.press("Control+3");
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
}

test("a PDF stands beside the form, and its pages are reached by keyboard", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page } = here;
  await open(here, { "skan.pdf": pdf(["Certificate", "Page two", "Page three"]) });
  const desk = page.getByRole("group", { name: "skan.pdf" });
  const shown = async (at) => {
    const image = desk.getByRole("img", { name: `skan.pdf, Səhifə ${at} / 3` });
    await image.waitFor();
    return image.getAttribute("src");
  };
  const first = await shown(1);
  assert.match(first, /^data:image\/jpeg;base64,/);
  await page.getByText("Ad başqa əlifba ilə yazılıb, eyni addır.").waitFor();
  await clean(page, "scan");
  await desk.focus();
  await page.keyboard.press("b");
  await page.keyboard.press("PageDown");
  const second = await shown(2);
  assert.notEqual(second, first);
  assert.equal(await desk.getByRole("img").evaluate((image) => image.style.rotate), "90deg");
  await page.getByText("Səhifə 2 / 3").waitFor();
  await clean(page, "second page of a scan");
  await page.keyboard.press("PageDown");
  await shown(3);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageUp");
  assert.equal(await shown(2), second);
  await page.getByRole("button", { name: "Əvvəlki səhifə" }).click();
  assert.equal(await shown(1), first);
});

test("what is not drawn says why and opens as a copy; the next scan is drawn", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page, pick, shown } = here;
  await open(here, { "qırıq.pdf": "%PDF-1.7\n", "skan.pdf": pdf(["Certificate"]) });
  await page.getByText("Skanın faylı zədəlidir, burada göstərilmir.").waitFor();
  await clean(page, "a scan that is not drawn");
  await pick("scan_copy", "surət.pdf");
  await page.getByRole("button", { name: "Surətini saxla və aç…" }).press("Enter");
  await until(async () => (await shown()).length === 1);
  await page.getByRole("button", { name: "Növbəti skan" }).press("Enter");
  await page.getByRole("img", { name: "skan.pdf" }).waitFor();
  assert.equal(await page.getByText(/^Səhifə 1/).count(), 0);
});
