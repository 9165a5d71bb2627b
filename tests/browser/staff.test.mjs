import assert from "node:assert/strict";
import { test } from "node:test";
import { admit, go, ownRegistry, PASSWORD, until, world } from "./world.mjs";

/** Signs in at the door with the keyboard alone. */
async function enter(page, name, password) {
  await page.getByLabel("Giriş adı").waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

test("one signs in and out with the keyboard; a wrong password is said and slows down", async (t) => {
  const here = await world(t);
  const { page } = here;
  await ownRegistry(here);
  await page.getByRole("button", { name: /Sınaqçı/ }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  for (const said of ["Ad və ya parol düzgün deyil.", "Ad və ya parol düzgün deyil.", "2 saniyə gözləyin"]) {
    await page.getByLabel("Giriş adı").fill("sinaqci");
    await page.getByLabel("Parol").fill("səhv parol");
    await page.keyboard.press("Enter");
    await page.getByText(said).waitFor();
    await until(async () => (await page.getByLabel("Parol").inputValue()) === "");
  }
  assert.equal(await page.getByLabel("Parol").getAttribute("type"), "password");
  await page.reload();
  await enter(page, "sevil", PASSWORD);
  await page.getByRole("button", { name: /Tağıyeva Sevil/ }).waitFor();
  // Who keeps the accounts does not see candidates, and is told who does.
  await page.getByText("Bu məlumatları sizin vəzifəniz görmür.").first().waitFor();
});

test("in the sample every role looks with its own rights, and closed acts say why", async (t) => {
  const { page } = await world(t, { sample: 30, signed: false });
  await page.getByRole("complementary", { name: "NÜMUNƏ" }).or(page.getByText("NÜMUNƏ", { exact: true })).first().waitFor();
  await page.getByRole("button", { name: /auditor/i }).click();
  await page.getByRole("heading", { name: "Bu gün" }).waitFor();
  await go(page, "Ərizələr");
  await page.getByText("30 ərizə", { exact: true }).waitFor();
  const print = page.getByRole("button", { name: "Çap…" });
  assert.equal(await print.getAttribute("aria-disabled"), "true");
  assert.match(await print.getAttribute("title"), /çap məsulu/);
  await go(page, "Binalar və zallar");
  assert.equal(await page.getByRole("button", { name: "Yeni zal" }).first().getAttribute("aria-disabled"), "true");
  await go(page, "Əməkdaşlar");
  await page.getByRole("cell", { name: "qeydiyyat", exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Yeni hesab" }).getAttribute("aria-disabled"), "true");
});

test("an administrator makes an account; its owner chooses a password before anything else", async (t) => {
  const here = await world(t);
  const { page, ask } = here;
  await ownRegistry(here);
  await admit(here, "sevil");
  await go(page, "Əməkdaşlar");
  await page.getByRole("cell", { name: "sinaqci", exact: true }).waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("heading", { name: "Yeni hesab" }).waitFor();
  for (const text of ["Əliyev Kərim", "1CCCCCC", "kerim", "birinci gün"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByText("Xana boşdur, doldurulmalıdır.").waitFor();
  await page.getByRole("checkbox", { name: "inzibatçı" }).check();
  await page.getByText("Bir nəfərdə birləşmir").waitFor();
  assert.equal(await page.getByRole("checkbox", { name: "yoxlayan" }).isDisabled(), true);
  await page.getByRole("checkbox", { name: "inzibatçı" }).uncheck();
  await page.getByRole("checkbox", { name: "yoxlayan" }).check();
  await page.getByRole("button", { name: "Saxla" }).click();
  await page.getByRole("cell", { name: "Parolunu dəyişməlidir" }).waitFor();
  await ask("session.sign_out");
  await page.reload();
  await enter(page, "kerim", "birinci gün");
  await page.getByRole("heading", { name: "Yeni parol" }).waitFor();
  for (const text of ["birinci gün", "öz uzun parolum", "öz uzun parolum"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.getByRole("button", { name: "Parolu dəyiş" }).click();
  await page.getByRole("button", { name: /Əliyev Kərim/ }).waitFor();
});

test("an idle screen locks, and what was typed is there again", async (t) => {
  const here = await world(t);
  const { page } = here;
  await ownRegistry(here);
  await page.keyboard.press("Control+8");
  await page.getByRole("heading", { name: "Binalar və zallar" }).waitFor();
  await page.keyboard.press("Control+n");
  await page.getByLabel("Zalın kodu").fill("207");
  // A dialog stands over it, too.
  await page.keyboard.press("F1");
  await page.getByRole("heading", { name: "Düymələr" }).waitFor();
  await page.clock.setFixedTime(new Date("2026-06-15T10:21:30"));
  await page.waitForTimeout(2_500);
  assert.equal(await page.getByRole("heading", { name: "Ekran kilidlidir" }).count(), 0, "nine minutes and a half are not ten");
  await page.clock.setFixedTime(new Date("2026-06-15T10:22:30"));
  await page.getByRole("heading", { name: "Ekran kilidlidir" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "Düymələr" }).isVisible(), false);
  await assert.rejects(here.ask("sittings.list"), /locked/);
  await page.keyboard.press("Escape");
  await page.keyboard.type("səhv parol");
  await page.keyboard.press("Enter");
  await page.getByText("Ad və ya parol düzgün deyil.").waitFor();
  await page.getByLabel("Parol").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Düymələr" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByLabel("Zalın kodu").inputValue(), "207");
});

test("of two who change one hall both see both, and neither is lost", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await go(page, "Binalar və zallar");
  const [first] = (await ask("halls.list")).halls;
  await page.locator(`#hall-${first.id}`).click();
  await page.getByLabel("Mərtəbə").fill("5");
  const hall = { ...first.hall, address: "Palıd küçəsi 2" };
  await ask("halls.save", { id: first.id, version: first.version, hall });
  await page.getByRole("button", { name: "Saxla" }).click();
  await page.getByRole("heading", { name: "İki variant" }).waitFor();
  await page.getByRole("radio", { name: "Palıd küçəsi 2" }).check();
  await page.getByRole("button", { name: "Seçilmişləri saxla" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await until(async () => (await ask("halls.list")).halls.find((line) => line.id === first.id).version === first.version + 2);
  const kept = (await ask("halls.list")).halls.find((line) => line.id === first.id).hall;
  assert.deepEqual([kept.address, kept.floor], ["Palıd küçəsi 2", 5]);
});

test("an administrator sets the minutes of the lock; others read why they cannot", async (t) => {
  const here = await world(t);
  const { page, ask } = here;
  await ownRegistry(here);
  await go(page, "Reyestr");
  await page.getByText("inzibatçı").last().waitFor();
  assert.equal(await page.getByLabel("Ekran kilidi").getAttribute("readonly"), "");
  await admit(here, "sevil");
  await go(page, "Reyestr");
  await page.getByLabel("Ekran kilidi").fill("0");
  await page.keyboard.press("Enter");
  await page.getByText("1–240").waitFor();
  await page.getByLabel("Ekran kilidi").fill("3");
  await page.keyboard.press("Enter");
  await page.getByText("Ayarlar saxlanıldı.").waitFor();
  assert.equal((await ask("settings.read")).idle_minutes, 3);
});
