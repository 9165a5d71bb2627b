import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { test } from "node:test";
import { admit, go, ownRegistry, until, world } from "./world.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** A public key whose private half nobody here has. */
const CENTER = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

async function clean(page, place) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(said, [], place);
}

test("an administrator sets backups up; the recovery key is shown once and opens them", async (t) => {
  const here = await world(t);
  const { page, ask, folder, pick } = here;
  await ownRegistry(here);
  await admit(here, "sevil");
  const cell = page.getByRole("contentinfo").getByRole("button", { name: /Nüsxə/ });
  await page.getByText("Nüsxə ayarlanmayıb").click();
  await page.getByRole("heading", { name: "Ehtiyat nüsxələri" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "İndi nüsxə çıxar" }).getAttribute("aria-disabled"), "true");

  await mkdir(join(folder, "disk"));
  await pick("backup_folder", "disk");
  await pick("recovery_sheet", "vereq.txt");
  await page.getByRole("button", { name: "Ayarla…" }).click();
  await page.getByLabel("Mərkəzin açıq açarı").fill("age1");
  await page.getByRole("button", { name: "Qovluğu seç…" }).click();
  await page.getByText("disk", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Vərəqin yerini seç…" }).click();
  await page.getByText("vereq.txt", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Ayarla", exact: true }).click();
  await page.getByText("Bu, açıq açar deyil.").waitFor();
  await clean(page, "set up");
  await page.getByLabel("Mərkəzin açıq açarı").fill(CENTER);
  await page.keyboard.press("Enter");
  await page.getByText("Bərpa açarı bir daha göstərilməyəcək.").waitFor();
  await page.getByText("AGE-SE CRET-K").waitFor();
  await clean(page, "recovery key");
  assert.match(await readFile(join(folder, "vereq.txt"), "utf8"), /AGE-SE CRET-K/);
  await page.getByRole("button", { name: "Bağla" }).last().click();

  await page.getByRole("button", { name: "İndi nüsxə çıxar" }).click();
  await page.getByText("Ehtiyat nüsxəsi yoxlanılıb möhürləndi.").waitFor();
  assert.equal((await readdir(join(folder, "disk"))).filter((name) => name.endsWith(".qabul")).length, 1);
  // A date, and in words that the other one is overdue.
  assert.match(await cell.textContent(), /Nüsxə: 15\.06\.2026 · Sınaq: hələ yoxdur \(gecikir\)/);
  await clean(page, "backups");

  await pick("key_file", "vereq.txt");
  await page.getByRole("button", { name: "Sınaqdan keçir…" }).click();
  await page.getByRole("button", { name: "Açar faylını seç…" }).click();
  await page.getByText("vereq.txt", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Sınağa başla" }).click();
  await page.getByText("Sınaq uğurludur").waitFor();
  await page.getByRole("button", { name: "Bağla" }).last().click();
  await until(async () => /Sınaq: 15\.06\.2026$/.test((await cell.textContent()).trim()));

  await page.getByRole("button", { name: "Bərpa et…" }).click();
  await page.getByRole("button", { name: "Açar faylını seç…" }).click();
  await page.getByRole("button", { name: "Nüsxəyə bax" }).click();
  await page.getByText("Sınaq Mərkəzi. Namizəd: 0").waitFor();
  await clean(page, "restore");
  await page.getByRole("button", { name: "Reyestri bərpa et" }).click();
  await page.getByLabel("Giriş adı").waitFor();
  assert.equal((await ask("registry.status")).open.signed, null);
});

test("in the sample everything goes without a key, and other roles read why they may not", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await go(page, "Reyestr");
  await page.getByText("Nümunə kampaniyasında açarlar hazırdır").waitFor();
  await page.getByRole("button", { name: "İndi nüsxə çıxar" }).click();
  await page.getByText("Ehtiyat nüsxəsi yoxlanılıb möhürləndi.").waitFor();
  await page.getByRole("button", { name: "Sınaqdan keçir…" }).click();
  await page.getByRole("button", { name: "Sınağa başla" }).click();
  await page.getByText("Sınaq uğurludur").waitFor();
  await ask("session.sign_in", { name: "qeydiyyat", password: "numune" });
  await page.reload();
  await go(page, "Reyestr");
  const restore = page.getByRole("button", { name: "Bərpa et…" });
  assert.equal(await restore.getAttribute("aria-disabled"), "true");
  assert.match(await restore.getAttribute("title"), /inzibatçı/);
  await page.getByRole("button", { name: "İndi nüsxə çıxar" }).click();
  await page.getByText("Ehtiyat nüsxəsi yoxlanılıb möhürləndi.").waitFor();
});

test("an administrator sets the minutes and the plan of backups", async (t) => {
  const here = await world(t);
  const { page, ask } = here;
  await ownRegistry(here);
  await admit(here, "sevil");
  await go(page, "Reyestr");
  await page.getByLabel("Nüsxə aralığı").fill("15");
  await page.getByLabel("Aylıq nüsxələr").fill("60");
  await page.keyboard.press("Enter");
  await page.getByText("Ayarlar saxlanıldı.").waitFor();
  const { backup_minutes, keep_months } = await ask("settings.read");
  assert.deepEqual([backup_minutes, keep_months], [15, 60]);
});

test("on a computer without a registry a backup and its key bring it back", async (t) => {
  const first = await world(t);
  await ownRegistry(first);
  await admit(first, "sevil");
  await mkdir(join(first.folder, "disk"));
  await first.pick("backup_folder", "disk");
  await first.pick("recovery_sheet", "vereq.txt");
  const picked = async (name, purpose) => (await first.ask(`files.${name}`, { purpose, suggested: null })).file.handle;
  const request = { folder: await picked("open_dialog", "backup_folder"), center: CENTER, sheet: await picked("save_dialog", "recovery_sheet") };
  await first.ask("backup.set_up", request);
  await first.ask("backup.make");
  const backup = async () => (await readdir(join(first.folder, "disk"))).find((name) => name.endsWith(".qabul"));
  await until(async () => (await backup()) !== undefined);

  const { page, put, pick } = await world(t);
  await pick("backup_file", join("..", basename(first.folder), "disk", await backup()));
  await put("key_file", "acar.txt", await readFile(join(first.folder, "vereq.txt"), "utf8"));
  await page.getByRole("button", { name: "Ehtiyat nüsxəsindən bərpa et…" }).click();
  await page.getByRole("button", { name: "Başqa fayl…" }).click();
  await page.getByRole("button", { name: "Açar faylını seç…" }).click();
  await page.getByText("acar.txt", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Nüsxəyə bax" }).click();
  await page.getByText("Sınaq Mərkəzi. Namizəd: 0").waitFor();
  await clean(page, "restore at the start");
  await page.getByRole("button", { name: "Reyestri bərpa et" }).click();
  await page.getByLabel("Giriş adı").waitFor();
});
