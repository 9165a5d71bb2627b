// The first screen of queues, tags, notes and kept filters, and the payments of a bank's list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

const NO_FILTER = { city: null, sector: null, hall: null, seated: null, printed: null, photo: null, stand: null, exemption: null, waiting: null, claim: null, conclusion: null, tag: null, text: null };

test("the queues open as lists, by keyboard", async (t) => {
  const { page, ask } = await world(t, { sample: 60 });
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const { rows } = await ask("applications.list", { sitting, filter: NO_FILTER, order: "name", descending: false });
  const form = await ask("form.open", { sitting, id: rows[0].id, draft: null, fin: null });
  await ask("form.save", { sitting, id: rows[0].id, version: form.version, draft: null, typed: { ...form.typed, standing: "resident" } });
  await page.keyboard.press("Control+1");
  const queue = page.getByRole("button", { name: /^Yenidən təsdiq/ });
  await queue.getByText("1", { exact: true }).waitFor();
  await clean(page, "today");
  await queue.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("60 ərizədən 1 göstərilir").waitFor();
  await page.locator("#application-0").getByText("Yenidən təsdiqləmə").or(page.locator("#application-0").getByText(/[Yy]enidən/)).first().waitFor();
});

test("a tag on many, a filter by it that is kept, and a note", async (t) => {
  const { page } = await world(t, { sample: 60 });
  await page.getByRole("grid").waitFor();
  for (let at = 0; at < 3; at++) await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("Seçilib: 4").waitFor();
  await page.locator("main footer.foot").first().getByRole("button", { name: "Daha" }).press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Etiket" }).or(dialog.getByLabel("Etiket").last()).first().fill("zəng et");
  await clean(page, "tag");
  await page.keyboard.press("Enter");
  await page.getByText("Etiket dəyişdi: 4, dəyişməyib: 0").waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("group", { name: "Filtrlər" }).getByRole("button", { name: "Etiket" }).click();
  await page.keyboard.press("Enter");
  await page.getByText("60 ərizədən 4 göstərilir").waitFor();
  await page.getByRole("button", { name: "Filtri saxla…" }).press("Enter");
  await page.keyboard.type("Zəng ediləcək");
  await clean(page, "keep a filter");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Filtrləri götür" }).click();
  await page.getByText("60 ərizə", { exact: true }).waitFor();
  await page.getByRole("group", { name: "Filtrlər" }).getByRole("button", { name: "Saxlanmış" }).click();
  await page.keyboard.press("Enter");
  await page.getByText("60 ərizədən 4 göstərilir").waitFor();
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("tab", { name: "Tarixçə" }).click();
  await panel.getByRole("textbox", { name: "Qeyd" }).fill("Diplomun əslini gətirəcək");
  await page.keyboard.press("Enter");
  await panel.getByText("Diplomun əslini gətirəcək").first().waitFor();
  await panel.getByText("zəng et", { exact: true }).waitFor();
  await clean(page, "notes");
});

test("a bank's list is looked through, taken, and what is unclear is posted by a person", async (t) => {
  const { page, ask, put } = await world(t, { sample: 60 });
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const { rows } = await ask("applications.list", { sitting, filter: NO_FILTER, order: "name", descending: false });
  await page.keyboard.press("Control+4");
  await page.getByText("Gözləyən ödəniş yoxdur.").waitFor();
  await clean(page, "no payments");
  await put("payment_list", "bank.csv", `Tarix,Məbləğ,Təyinat,Ödəyən\n02.06.2026,"60,00",${rows[0].work_number},A\n02.06.2026,"60,00",aydın deyil,B\n`);
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Siyahı seç…" }).press("Enter");
  await dialog.getByText("Hesablara yazılacaq: 60,00 AZN").waitFor();
  await clean(page, "bank list");
  await dialog.getByRole("button", { name: "Götür" }).press("Enter");
  await page.getByText("Hesaba yazıldı: 1, növbəyə düşdü: 1").waitFor();
  await page.getByText("kimin olduğu bilinmir").waitFor();
  await clean(page, "payments");
  await page.getByRole("button", { name: "Hesaba yaz…" }).press("Enter");
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await dialog.getByText("Bu yazıya uyğun gələn namizəd sayı: 0.").waitFor();
  await dialog.getByLabel("Kimin hesabına").fill(rows[1].fin);
  await page.keyboard.press("Enter");
  await page.getByText("Ödəniş hesaba yazıldı.").waitFor();
  await page.getByText("Gözləyən ödəniş yoxdur.").waitFor();
  const { account } = await ask("applications.judge", { id: rows[1].id, at: null });
  assert.equal(account.movements[0].amount, 6000);
});
