// Equivalence tables: a new version is written and agreed, its acts are recorded, who would change is said, and
// another person publishes it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

const PERSON = { fin: "7HN4PKD", document: "AZE10482213", surname: "Quliyev", given: "Cavid", birth: "02.11.1998", sex: "male", citizenship: "AZE", standing: "graduate_earlier", institution: "BDU", level: "master", graduated: "2022", city: "Bakı", sector: "azerbaijani", language: "en", path: "doctorate" };
const IELTS = { kind: "ielts", number: "25AZ123456QULC123A", tested_on: "03.11.2025", listening: "5.5", reading: "5.5", writing: "5.5", speaking: "5.5", overall: "5.5", name: "GULIYEV JAVID" };

test("a new version with its acts is published by another person, and who would change is named before", async (t) => {
  const { page, ask, pass, put } = await world(t, { sample: 12 });
  await pass(-4);
  const { id } = await ask("form.save", { sitting: "doctoral-2026-1-1", id: null, version: 0, draft: null, typed: PERSON });
  await ask("certificates.save", { of: null, entry: id, typed: IELTS, scans: [], kept: [] });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: /^1 Dərc olunub/ }).nth(3).press("Enter");
  await page.getByText("IELTS Academic 1", { exact: true }).waitFor();
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Bal, ən azı" }).nth(2).fill("6,5");
  await dialog.getByRole("textbox", { name: "CEFR" }).nth(4).fill("Z9");
  await clean(page, "edit table");
  await page.keyboard.press("Enter");
  await dialog.getByText("Belə səviyyə yoxdur.").waitFor();
  await dialog.getByRole("textbox", { name: "CEFR" }).nth(4).fill("A2");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Saxlanıldı: IELTS Academic 2").waitFor();
  const impact = page.getByRole("region", { name: "Dərc olunsa, kim dəyişər" });
  await impact.getByText("Dəyişən açıq iş: 1.").waitFor();
  await impact.getByRole("button", { name: "Quliyev Cavid" }).waitFor();
  await page.getByText("yalnız fərqlər").click();
  await page.getByText("yeni sətir").waitFor();
  await clean(page, "table");
  await page.getByRole("button", { name: "Razılaşdırmağa göndər" }).press("Enter");
  await page.getByText("Dərc etmək olmaz, bu aktlar yazılmayıb").last().waitFor();
  await put("scan", "əmr.pdf", "%PDF-1.4 əmr");
  for (const number of ["142", "07/391", "N-9"]) {
    await page.getByRole("button", { name: "Akt yaz…" }).press("Enter");
    await dialog.getByLabel("Nömrə").fill(number);
    await dialog.getByLabel("Tarix").fill("28.05.2026");
    if (number === "142") await dialog.getByRole("button", { name: "Skan seç…" }).click();
    if (number === "142") await clean(page, "record an act");
    await dialog.getByLabel("Nömrə").press("Enter");
    await dialog.waitFor({ state: "detached" });
  }
  const publish = page.getByRole("button", { name: "Dərc et" });
  assert.equal(await publish.getAttribute("aria-disabled"), "true", "who wrote it does not publish it");
  await ask("session.sign_in", { name: "tesdiq", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: /^2 Razılaşdırılır · 3/ }).press("Enter");
  await page.getByRole("button", { name: "Dərc et" }).press("Enter");
  await page.getByText("Cədvəl dərc olundu.").waitFor();
  await page.getByRole("button", { name: /^1 Qüvvədən düşüb/ }).waitFor();
  const { certificates } = { certificates: await ask("certificates.of", { entry: id }) };
  const { judged } = await ask("certificates.detail", { id: certificates.lines[0].id });
  assert.deepEqual([judged.verdict.decision, judged.verdict.table], ["refused", "ielts/2"]);
});

test("decisions that a published table does not carry are revoked together", async (t) => {
  const { page, ask, pass } = await world(t, { sample: 12 });
  const enter = (name) => ask("session.sign_in", { name, password: "numune" });
  await pass(-4);
  const { id } = await ask("form.save", { sitting: "doctoral-2026-1-1", id: null, version: 0, draft: null, typed: PERSON });
  const exempt = { ...IELTS, listening: "6.5", reading: "6.5", writing: "6.5", speaking: "6.5", overall: "6.5" };
  await enter("yoxlayan");
  const { id: certificate, version } = await ask("certificates.save", { of: null, entry: id, typed: exempt, scans: [], kept: [] });
  const step = { id: certificate, reason: "", how: null, found: null, looked_at: "", evidence: "" };
  const checked = await ask("certificates.step", { ...step, version, step: "check", how: "register", found: "agrees", looked_at: "12.06.2026 10:00" });
  await enter("tesdiq");
  await ask("certificates.step", { ...step, version: checked.version, step: "exempt" });
  await enter("yoxlayan");
  const rows = [["7.5", "C1"], ["7", "B2"], ["4", "B1"]].map(([score, level]) => ({ score, level, least: {}, source: "əmr" }));
  let table = await ask("equivalence.save", { of: null, kind: "ielts", from: "", to: "", replaces: "1", rows });
  const go_on = async (name, more) => (table = await ask(name, { id: table.line.id, version: table.version, ...more }));
  await go_on("equivalence.step", { step: "agree", reason: "" });
  for (const body of ["center", "anas", "ministry"]) await go_on("equivalence.act", { body, number: "7", date: "28.05.2026", scan: null });
  await enter("tesdiq");
  await go_on("equivalence.step", { step: "publish", reason: "" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: /^2 Dərc olunub/ }).first().press("Enter");
  const pane = page.getByRole("region", { name: "Dərc olunsa, kim dəyişər" });
  await pane.getByRole("heading", { name: "Cədvələ uyğun olmayan qərarlar" }).waitFor();
  await pane.getByRole("button", { name: "Quliyev Cavid" }).waitFor();
  await clean(page, "decisions that say otherwise");
  await pane.getByRole("button", { name: "1 qərarı ləğv et…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Cədvələ uyğun olmayan azadetmə: 1.").waitFor();
  await clean(page, "revoke decisions");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await pane.getByText("Bütün qərarlar cədvələ uyğundur.").waitFor();
  assert.equal((await ask("certificates.detail", { id: certificate })).state, "revoked");
});
