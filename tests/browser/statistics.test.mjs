// Statistics of certificates: reached by keyboard from their queues, plots and their numbers, narrowed, exported, and
// left again; and that nothing is counted where there is nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

const SITTING = "doctoral-2026-1-1";
const PERSON = { surname: "Quliyev", given: "Cavid", sex: "male", citizenship: "AZE", standing: "graduate_earlier", institution: "BDU", level: "master", graduated: "2022", city: "Bakı", sector: "azerbaijani", path: "doctorate" };
const IELTS = { kind: "ielts", tested_on: "03.11.2025", listening: "6.5", reading: "6.5", writing: "5", speaking: "7", overall: "6.5", name: "GULIYEV JAVID" };
const DELF = { kind: "delf", tested_on: "03.11.2025", level: "B2", listening: "20", reading: "20", writing: "20", speaking: "20", overall: "80", name: "GULIYEV JAVID" };

const enter = (ask, name) => ask("session.sign_in", { name, password: "numune" });

/** Four people bring a certificate each: two are decided on after three days, one is given back, one waits. */
async function brought({ ask, pass }) {
  await pass(-6);
  const all = [];
  for (let at = 0; at < 4; at += 1) {
    const two = String(at).padStart(2, "0");
    const [language, typed] = at === 1 ? ["fr", { ...DELF, number: `0230040${two}` }] : ["en", { ...IELTS, number: `25AZ1234${two}QULC123A` }];
    const person = { ...PERSON, fin: `7HN4P${two}`, document: `AZE104822${two}`, birth: `0${at + 1}.11.1998`, language };
    const { id } = await ask("form.save", { sitting: SITTING, id: null, version: 0, draft: null, typed: person });
    all.push(await ask("certificates.save", { of: null, entry: id, typed, scans: [], kept: [] }));
  }
  const step = async ({ id }, step, more) => {
    const { version } = await ask("certificates.detail", { id });
    await ask("certificates.step", { id, version, step, reason: "skan oxunmur", how: null, found: null, looked_at: "", evidence: "", ...more });
  };
  await enter(ask, "yoxlayan");
  for (const [at, one] of all.entries()) {
    if (at < 2) await step(one, "check", { how: "register", found: "agrees", looked_at: "12.06.2026" });
    else if (at === 2) await step(one, "return");
  }
  await pass(3);
  await enter(ask, "tesdiq");
  for (const [at, one] of all.entries()) if (at < 2) await step(one, at === 0 ? "exempt" : "refuse");
  await pass(3);
}

test("plots and numbers say what was done; narrowed, exported and left by keyboard", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page, ask, pick } = here;
  await brought(here);
  await page.reload();
  await page.keyboard.press("Control+3");
  await page.getByRole("button", { name: "Statistika" }).press("Enter");
  await page.getByRole("heading", { name: "Sertifikat statistikası" }).waitFor();
  const plot = (name) => page.getByRole("figure").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await plot("Növ").getByText("Ən çox gətirilən növ: IELTS Academic, 3 sertifikat.").waitFor();
  assert.deepEqual(await plot("Növ").getByRole("listitem").allInnerTexts().then((all) => all.map((text) => text.replaceAll(/\s+/g, " ").trim())), ["IELTS Academic 3 75,0 %", "DELF 1 25,0 %"]);
  await plot("Qəbuldan qərara qədər").getByText(/^Qərarların yarısı ən çoxu 3\sgün\s0\ssaat ərzində/).waitFor();
  await plot("Qaydaların nəticəsi").getByText(/azad edilir\s1/).waitFor();
  await clean(page, "plots");
  // Both panes are reached by F6.
  const pane = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const seen = new Set();
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("F6");
    seen.add(await pane());
  }
  assert.ok(seen.has("Cəmi") && seen.has("Bölgü"), [...seen].join());
  await page.getByRole("button", { name: "Rəqəmlər" }).press("Enter");
  const rows = await plot("CEFR səviyyəsi").getByRole("row").allInnerTexts();
  assert.ok(rows.some((row) => /^B2\s+2\s+50,0/.test(row)) && rows.some((row) => /^Cəmi\s+4\s+100,0/.test(row)), rows.join(" | "));
  await clean(page, "numbers");
  const path = await pick("export", "statistika.csv");
  await page.keyboard.press("Control+e");
  await page.getByText("Statistika yazıldı: statistika.csv").waitFor();
  assert.match(await readFile(path, "utf8"), /Növ,IELTS Academic,3,"75,0%"/);
  await page.getByLabel("Kampaniya").selectOption("residency-2026");
  await page.getByText("Bu seçimdə sertifikat yoxdur.").waitFor();
  await clean(page, "nothing in the choice");
  await page.getByRole("main").getByRole("button", { name: "Filtrləri götür" }).last().press("Enter");
  await page.getByLabel("Qəbul, gündən").fill("2026-06-10");
  await page.getByText("Bu seçimdə sertifikat yoxdur.").waitFor();
  await page.getByLabel("günədək").fill("2026-06-01");
  await page.getByText("Son, başlanğıcdan əvvəldir.").waitFor();
  await clean(page, "days that make no sense");
  await page.getByRole("button", { name: "Filtrləri götür" }).press("Enter");
  await plot("Növ").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Statistika" }).waitFor();
  await page.getByRole("radio", { name: /^Bitib 2/ }).waitFor();
  assert.ok((await ask("certificates.statistics")).received === 4);
});

test("where no certificate came there is nothing to count, in words and dark alike", async (t) => {
  const { page, ask } = await world(t, { sample: 12 });
  await ask("preferences.write", { ...(await ask("preferences.read")), theme: "dark", language: "ru" });
  await page.reload();
  await go(page, "Сертификаты");
  await page.getByRole("button", { name: "Статистика" }).press("Enter");
  await page.getByText("Сертификатов ещё не принимали.").waitFor();
  await clean(page, "empty");
});
