// Kinds of certificates: an act makes one count once another person confirms it, a new one is written as data, a
// fault is said where it stands, and two who write one see both versions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

test("a kind is accepted by its act, and a new one is written with its scheme", async (t) => {
  const { page, ask, put } = await world(t, { sample: 12 });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: "Cambridge English · qəbul olunmur" }).press("Enter");
  await page.getByText("aktı burada yazılmayınca qəbul olunmur").waitFor();
  await clean(page, "kind");
  await page.getByRole("button", { name: "Növü düzəlt…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /aktlara əsasən/ }).press("Space");
  await dialog.getByLabel("Ad", { exact: true }).press("Enter");
  await dialog.getByText("Növ imtahanı yalnız aktla əvəz edir").waitFor();
  await dialog.getByLabel("Nazirlər Kabineti №").fill("118");
  await dialog.getByLabel("Nazirlər Kabineti, Tarix").fill("14.04.2023");
  await put("scan", "qərar.pdf", "%PDF-1.4 qərar");
  await dialog.getByRole("button", { name: "Nazirlər Kabineti: Skan seç…" }).press("Enter");
  await dialog.getByRole("button", { name: "Nazirlər Kabineti: qərar.pdf" }).waitFor();
  await clean(page, "edit a kind");
  await dialog.getByLabel("Nazirlər Kabineti №").press("Enter");
  await dialog.waitFor({ state: "detached" });
  // It waits for another person: nothing counts yet, and its writer is told why.
  await page.getByText("aktı burada yazılmayınca qəbul olunmur").waitFor();
  const pending = page.getByRole("region", { name: "Hələ qüvvədə deyil" });
  await pending.getByText("Yazan: yoxlayan").waitFor();
  await pending.getByRole("row", { name: "İmtahanı əvəz edir xeyr bəli" }).waitFor();
  await pending.getByRole("paragraph").getByText("Növü siz yazmısınız").waitFor();
  await page.getByRole("button", { name: /Cambridge English.*təsdiq gözləyir/ }).waitFor();
  await clean(page, "a kind that waits");
  await ask("session.sign_in", { name: "tesdiq", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: /Cambridge English.*təsdiq gözləyir/ }).press("Enter");
  await pending.getByRole("button", { name: "Skan", exact: true }).waitFor();
  await pending.getByRole("button", { name: "Təsdiq et" }).press("Enter");
  await page.getByText("Növ qüvvəyə mindi: Cambridge English").waitFor();
  await page.getByText("Nazirlər Kabineti, № 118, 14.04.2023").waitFor();
  await page.getByRole("button", { name: "Cambridge English", exact: true }).waitFor();

  // Whoever ends acceptance by unticking it is told what goes.
  await page.getByRole("button", { name: "Növü düzəlt…" }).press("Enter");
  await dialog.getByRole("checkbox", { name: /aktlara əsasən/ }).press("Space");
  await dialog.getByText("Aktlar və skanları növdən çıxarılır").waitFor();
  await clean(page, "acceptance ends");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Yeni növ…" }).press("Enter");
  await dialog.getByLabel("Ad", { exact: true }).fill("PTE Academic");
  await dialog.getByLabel("Açar").fill("PTE");
  await dialog.getByLabel("Dillər").fill("en");
  const overall = dialog.getByRole("group", { name: "Ümumi nəticə" });
  await overall.getByLabel("Ümumi nəticə: ən aşağı").fill("10");
  await overall.getByLabel("Ümumi nəticə: ən yuxarı").fill("90");
  await overall.getByLabel("Ümumi nəticə: addım").fill("7");
  await page.keyboard.press("Enter");
  await dialog.getByText("Açar 2–40 kiçik latın hərfi").waitFor();
  await dialog.getByText("Addım şkalanın ən aşağı balından").waitFor();
  const wrong = (field) => overall.getByLabel(`Ümumi nəticə: ${field}`).getAttribute("aria-invalid");
  assert.deepEqual([await wrong("addım"), await wrong("ən aşağı")], ["true", "false"]);
  await clean(page, "new kind with faults");
  await dialog.getByLabel("Açar").fill("pte");
  await overall.getByLabel("Ümumi nəticə: addım").fill("1");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("başqa əməkdaş təsdiq edir: PTE Academic").waitFor();
  await pending.getByText("Yeni növdür").waitFor();
  const { version } = await ask("kinds.detail", { kind: "pte" });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await ask("kinds.confirm", { kind: "pte", version });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: "PTE Academic · qəbul olunmur" }).press("Enter");
  // Until the kind is shown, a new version is one of the table that was shown before.
  await page.getByRole("button", { name: /^Yeni cədvəl/ }).waitFor();
  await page.keyboard.press("Control+n");
  await dialog.getByRole("heading", { name: "PTE Academic · yeni versiya" }).waitFor();
  await dialog.getByRole("textbox", { name: "Bal, ən azı" }).fill("59");
  await dialog.getByRole("textbox", { name: "CEFR" }).fill("B2");
  await page.keyboard.press("Enter");
  await page.getByText("Saxlanıldı: PTE Academic 1").waitFor();
  const { fields } = await ask("kinds.detail", { kind: "pte" });
  assert.deepEqual([fields["schemes.0.overall.to"], fields["schemes.0.shape"]], ["90", "overall"]);
});

test("two who write one kind see both versions, and what is not wanted is taken back", async (t) => {
  const { page, ask } = await world(t, { sample: 12 });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: "Cambridge English · qəbul olunmur" }).press("Enter");
  await page.getByRole("button", { name: "Növü düzəlt…" }).press("Enter");
  const form = page.getByRole("dialog", { name: "Növ: Cambridge English" });
  await form.getByLabel("Ad", { exact: true }).fill("Cambridge");
  const seen = await ask("kinds.detail", { kind: "cambridge" });
  await ask("kinds.save", { of: ["cambridge", seen.version], fields: { ...seen.fields, name: "Cambridge Q", validity: "years", years: "4" } });
  await form.getByLabel("Ad", { exact: true }).press("Enter");
  const both = page.getByRole("dialog", { name: "İki variant" });
  await both.waitFor();
  await both.getByRole("row", { name: /^Ad / }).waitFor();
  await clean(page, "both versions of a kind");
  // Closed, nothing is saved over: the form still says over what it is written.
  await both.getByRole("button", { name: "Vaz keç" }).press("Enter");
  await both.waitFor({ state: "detached" });
  await form.getByLabel("Ad", { exact: true }).press("Enter");
  await both.getByRole("radio", { name: "imtahandan sonra müəyyən il" }).check();
  await both.getByRole("radio", { name: "4", exact: true }).check();
  await both.getByRole("button", { name: "Seçilmişləri saxla" }).press("Enter");
  await form.waitFor({ state: "detached" });
  const { pending } = await ask("kinds.detail", { kind: "cambridge" });
  assert.deepEqual([pending.fields.name, pending.fields.years, pending.changes.map(([field]) => field)], ["Cambridge", "4", ["name", "validity", "years"]]);
  await page.getByRole("button", { name: "Geri götür…" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Geri götür", exact: false }).press("Enter");
  await page.getByText("Geri götürüldü: Cambridge English").waitFor();
  assert.equal((await ask("kinds.detail", { kind: "cambridge" })).pending, null);
});
