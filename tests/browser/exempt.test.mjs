// A certificate in the place of the language exam: received at the application, checked and sent on at its
// desk by keyboard alone, decided on by another, and what that does to fee and account.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

const SITTING = "doctoral-2026-1-1";
const PERSON = { fin: "7HN4PKD", document: "AZE10482213", surname: "Quliyev", given: "Cavid", birth: "02.11.1998", sex: "male", citizenship: "AZE", standing: "graduate_earlier", institution: "BDU", level: "master", graduated: "2022", city: "Bakı", sector: "azerbaijani", language: "en", path: "doctorate" };
const IELTS = { kind: "ielts", number: "25AZ123456QULC123A", tested_on: "03.11.2025", listening: "6.5", reading: "6.5", writing: "5", speaking: "7", overall: "6.5", name: "GULIYEV JAVID" };

async function applied({ ask, pass, page }) {
  await pass(-4);
  const { id } = await ask("form.save", { sitting: SITTING, id: null, version: 0, draft: null, typed: PERSON });
  await ask("accounts.open", { id, portal: null });
  await ask("preferences.write", { ...(await ask("preferences.read")), sitting: SITTING });
  await page.reload();
  return id;
}
const enter = (ask, name) => ask("session.sign_in", { name, password: "numune" });

test("received at the application with its verdict beneath, and the entry is pending", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page } = here;
  await applied(here);
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("tab", { name: "Hesab" }).click();
  await panel.getByText("Sertifikat yoxdur.").waitFor();
  await panel.getByRole("button", { name: "Sertifikat qəbul et…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Növ").selectOption("toefl-ibt");
  await dialog.getByLabel("İmtahan tarixi").fill("21.01.2026");
  await dialog.getByText("şkala 1–6").first().waitFor();
  await dialog.getByLabel("İmtahan tarixi").fill("20.01.2026");
  await dialog.getByText("şkala 0–30").first().waitFor();
  for (const [label, text] of [["Dinləmə", "16"], ["Oxu", "19"], ["Yazı", "16"], ["Danışıq", "17"], ["Ümumi nəticə", "68"], ["Vərəqdəki ad", "GULIYEV JAVID"]]) await dialog.getByLabel(text === "68" ? /^Ümumi/ : label).fill(text);
  await dialog.getByText("TOEFL iBT 68 (0–120; imtahan 20.01.2026): «TOEFL iBT 1» cədvəlində B1.").waitFor();
  await clean(page, "receive");
  await page.keyboard.press("Enter");
  await dialog.getByText("Boşdur").or(dialog.getByText("boş")).first().waitFor();
  await dialog.getByLabel("Nömrə").fill("0000 0000 4318 2207");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "TOEFL iBT" }).waitFor();
  await panel.getByText("yoxlanılır").first().waitFor();
  await clean(page, "certificates of an application");
});

test("checked by keyboard, then decided by another: nothing is paid; revoked, the fee is due", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page, ask } = here;
  const id = await applied(here);
  const received = await ask("certificates.save", { of: null, entry: id, typed: IELTS, scans: [], kept: [] });
  await enter(ask, "yoxlayan");
  await page.reload();
  await page.keyboard.press("Control+3");
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
  await page.getByText("Azad edir · B2").waitFor();
  await page.getByText("Ad başqa əlifba ilə yazılıb, eyni addır.").waitFor();
  await clean(page, "certificate");
  await page.keyboard.press("F4");
  await page.getByText("Yazıldı. Növbədə daha sertifikat yoxdur.").waitFor();
  await page.getByRole("radio", { name: /^Qərar/ }).click();
  await page.getByText("yoxlayan sizsiniz").waitFor();
  await enter(ask, "tesdiq");
  await page.reload();
  await go(page, "Bu gün");
  await page.getByRole("button", { name: /^Qərar gözləyən sertifikat/ }).press("Enter");
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
  await page.getByRole("button", { name: "Azad et F4" }).waitFor();
  await page.keyboard.press("F4");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Namizəd imtahan vermir").waitFor();
  await clean(page, "decide");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const judged = async () => (await ask("applications.judge", { id, at: null })).exemption;
  assert.equal(await judged(), "exempt");
  await page.getByRole("radio", { name: /^Bitib/ }).click();
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
  await page.getByRole("button", { name: "Qərarı ləğv et…" }).press("Enter");
  await dialog.getByText("Namizəd imtahan verir; təsdiqdə tutulacaq: 110,00 AZN.").waitFor();
  await dialog.getByLabel("Səbəb").fill("saxtadır");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await judged(), "none");
  assert.equal((await ask("certificates.detail", { id: received.id })).state, "revoked");
});

test("a list of certificates is checked row by row", async (t) => {
  const { page, put, pick } = await world(t, { sample: 12 });
  const list = "kind,language,number,tested_on,listening,reading,writing,speaking,overall,level,profile,expires_on\nielts,en,25AZ123456QULC123A,03.11.2025,6.5,6.5,5,7,6.5,,,\ndelf,fr,1,03.11.2015,4,25,25,25,79,B2,,\ngoethe,de,,03.11.2015,,,,,,,,\n";
  await put("candidate_list", "siyahı.csv", list);
  await pick("export", "nəticə.csv");
  await go(page, "Sertifikatlar");
  await page.getByText("Bu növbədə sertifikat yoxdur.").waitFor();
  await page.getByRole("button", { name: "Siyahını yoxla…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await page.keyboard.press("Enter");
  await dialog.getByText("Hissənin balı azdır: dinləmə 4, ən azı 5 lazımdır; diplom verilmir.").waitFor();
  await dialog.getByText("Belə sertifikat növü yoxdur: «goethe».").waitFor();
  await clean(page, "check list");
  await dialog.getByRole("button", { name: "Nəticəni saxla…" }).press("Enter");
  await page.getByText("Nəticə saxlanıldı: nəticə.csv").waitFor();
});

test("the same number on two people is looked into before anybody is exempt, and the notice is printed", async (t) => {
  const here = await world(t, { sample: 12 });
  const { page, ask, pick } = here;
  const id = await applied(here);
  const other = await ask("form.save", { sitting: SITTING, id: null, version: 0, draft: null, typed: { ...PERSON, fin: "5KQ2M8A", document: "AZE09417725", surname: "Məmmədova", given: "Fidan", birth: "05.04.1997" } });
  const first = await ask("certificates.save", { of: null, entry: id, typed: IELTS, scans: [], kept: [] });
  await ask("certificates.save", { of: null, entry: other.id, typed: { ...IELTS, name: "MAMMADOVA AYSEL" }, scans: [], kept: [] });
  await page.keyboard.press("Control+3");
  await page.getByRole("radio", { name: "Şübhəli 2" }).click();
  await page.getByRole("button", { name: "Məmmədova Fidan" }).waitFor();
  await clean(page, "suspects");
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
  await page.getByRole("heading", { name: "Şübhələr" }).waitFor();
  await clean(page, "suspicions");
  await page.getByRole("button", { name: "Araşdır…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await page.keyboard.press("Enter");
  await dialog.getByText("Boşdur").or(dialog.getByText("boş")).first().waitFor();
  await page.keyboard.type("reyestrdə Quliyevindir");
  await clean(page, "look into");
  await page.keyboard.press("Enter");
  await page.getByText("əsassızdır: reyestrdə Quliyevindir").waitFor();
  const step = async (name, step, more) => {
    await enter(ask, name);
    const { version } = await ask("certificates.detail", { id: first.id });
    await ask("certificates.step", { id: first.id, version, step, reason: "", how: null, found: null, looked_at: "", evidence: "", ...more });
  };
  await step("yoxlayan", "check", { how: "register", found: "agrees", looked_at: "12.06.2026" });
  await step("tesdiq", "exempt");
  await enter(ask, "qeydiyyat");
  await page.reload();
  await page.keyboard.press("Control+3");
  await page.getByRole("radio", { name: /^Bitib/ }).click();
  await page.getByRole("button", { name: "Quliyev Cavid" }).press("Enter");
  await pick("letters", "bildiriş.pdf");
  await page.getByRole("button", { name: "Bildiriş çap et…" }).press("Enter");
  await clean(page, "notice");
  await page.keyboard.press("Enter");
  await page.getByText(/^Bildiriş yazıldı: AB26 № 000001-/).waitFor();
  await page.getByText(/AB26 № 000001-\d ·/).waitFor();
  await clean(page, "exempt");
});
