import assert from "node:assert/strict";
import { test } from "node:test";
import { admit, go, ownRegistry, PASSWORD, until, world } from "./world.mjs";

test("what was looked at stands in the journal; one reads what was done, and how it was then", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  await page.getByRole("region", { name: "Ərizə", exact: true }).getByRole("heading", { level: 2 }).waitFor();
  // The clock of the program stands still in tests: the window asks for it all the same.
  await go(page, "Jurnal");
  await page.getByRole("cell", { name: "Püşklə yerləşdirildi" }).click();
  await page.getByRole("heading", { name: "Püşklə yerləşdirildi" }).waitFor();
  await page.getByRole("button", { name: "O vaxt necə idi" }).first().click();
  await page.getByText("Yazının bu andakı halı").waitFor();
  await page.getByRole("button", { name: "Yalnız bu yazı" }).first().click();
  await until(async () => (await page.locator("tbody tr").count()) === 2);
  await page.getByRole("button", { name: "Filtri sıfırla" }).click();
  await page.getByRole("combobox", { name: "Əməl" }).selectOption("import_halls");
  await until(async () => (await page.locator("tbody tr").count()) === 1);
  await page.getByRole("button", { name: "Jurnalı yoxla" }).click();
  await page.getByText("Jurnal bütövdür.").waitFor();
  await page.getByLabel("Kod").fill("1-2-3");
  await page.keyboard.press("Enter");
  await page.getByText("Bu, jurnal kodu deyil.").waitFor();
  assert.equal((await ask("journal.verify", { anchor: null })).broken, null);
});

test("from an application and from a hall to their history, and to what they looked like then", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  const person = page.getByRole("region", { name: "Ərizə", exact: true });
  await person.getByRole("tab", { name: "Tarixçə" }).click();
  await person.getByRole("button", { name: "O vaxt necə idi" }).last().click();
  await person.getByText("Yazının bu andakı halı").waitFor();
  await person.getByRole("button", { name: "O vaxt necə idi", expanded: true }).click();
  await person.getByText("Yazının bu andakı halı").waitFor({ state: "detached" });
  await person.getByRole("button", { name: "Jurnal" }).click();
  await page.getByRole("cell", { name: "Püşklə yerləşdirildi" }).waitFor();
  assert.ok((await page.locator("tbody tr").count()) <= 3, "that record's acts alone");
  await page.getByText("Yalnız bu yazı").waitFor();
  await page.getByRole("cell", { name: "Püşklə yerləşdirildi" }).click();
  await page.getByText("göstərilən: 1, hamısı: 30").waitFor();
  const [first] = (await ask("halls.list")).halls;
  await ask("halls.save", { id: first.id, version: first.version, hall: { ...first.hall, address: "Palıd küçəsi 2" } });
  await go(page, "Binalar və zallar");
  await page.locator(`#hall-${first.id}`).click();
  await page.getByRole("button", { name: "Tarixçə" }).click();
  await until(async () => (await page.locator("tbody tr").count()) === 2);
});

test("the last act is taken back with one key, and says first what that does", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await go(page, "Binalar və zallar");
  const [first] = (await ask("halls.list")).halls;
  await ask("halls.save", { id: first.id, version: first.version, hall: { ...first.hall, address: "Palıd küçəsi 2" } });
  await page.keyboard.press("Control+z");
  await page.getByText("Dəyişən yazı: 1").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await ask("halls.list")).halls.find((line) => line.id === first.id).hall.address, first.hall.address);
});

test("an administrator gives the workstation a key; its revocation waits for another", async (t) => {
  const here = await world(t);
  const { page } = here;
  await ownRegistry(here);
  await admit(here, "sevil");
  await go(page, "Reyestr");
  await page.getByText("Bu kompüterin açarı yoxdur").waitFor();
  await page.getByLabel("Parol ifadəsi").fill("qısa");
  await page.getByRole("button", { name: "Yeni açar ver" }).click();
  await page.getByText("10 simvol").first().waitFor();
  await page.getByLabel("Parol ifadəsi").fill(PASSWORD);
  await page.getByRole("button", { name: "Yeni açar ver" }).click();
  await page.getByRole("cell", { name: "bu kompüter imzalayır" }).waitFor();
  await page.getByRole("button", { name: "Ləğv etməyi təklif et…" }).click();
  await page.getByLabel("Hansı andan").fill("2026-06-15 09:00");
  await page.getByLabel("Səbəb").fill("Noutbuk itib, akt № 7");
  await page.keyboard.press("Enter");
  await page.getByText("Noutbuk itib, akt № 7").waitFor();
  const agree = page.getByRole("button", { name: "Razıyam" });
  assert.equal(await agree.getAttribute("aria-disabled"), "true");
  await page.getByText("Qərarı siz verə bilməzsiniz").waitFor();
});
