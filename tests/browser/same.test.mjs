// Two records of one person, merged by keyboard alone; and the list of organisations.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

const NO_FILTER = { city: null, sector: null, hall: null, seated: null, printed: null, photo: null, stand: null, exemption: null, waiting: null, claim: null, conclusion: null, tag: null, text: null };

test("two records of one person are merged by keyboard, lead to the one who is kept, and are parted with one key", async (t) => {
  const { page, ask } = await world(t, { sample: 60 });
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const { rows } = await ask("applications.list", { sitting, filter: NO_FILTER, order: "name", descending: false });
  const [kept, other] = [rows[0], rows[5]];
  await page.getByRole("grid").waitFor();
  await page.getByRole("heading", { name: kept.name }).waitFor();
  await page.getByRole("button", { name: "Daha", exact: true }).press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Kimlə").waitFor();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await dialog.getByText("Bu yazıya uyğun gələn namizəd sayı: 0.").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(other.fin);
  await page.keyboard.press("Enter");
  await dialog.getByText("geri götürülür, tutulmuş ödəniş hesaba qaytarılır").waitFor();
  await clean(page, "merge");
  await page.keyboard.press("Enter");
  await dialog.getByText("Yazılmayıb").or(dialog.getByText("boşdur")).first().waitFor();
  await dialog.getByLabel("Səbəb").focus();
  await page.keyboard.type("Vəsiqə dəyişdirilib");
  await page.keyboard.press("Enter");
  await page.getByText(`Birləşdirildi: ${kept.work_number}`).waitFor();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("grid").focus();
  for (let row = 0; row < 5; row++) await page.keyboard.press("ArrowDown");
  await page.getByText(`Bu yazı ${kept.name} ilə birləşdirilib.`).first().waitFor();
  await page.getByRole("tab", { name: "Tarixçə" }).press("Enter");
  await page.getByText(`Eyni şəxs: boş → ${kept.fin}`).waitFor();
  await page.getByText("Birləşmə səbəbi: boş → Vəsiqə dəyişdirilib").waitFor();
  await clean(page, "merged");
  await page.getByRole("button", { name: `Onu aç: ${kept.work_number}` }).press("Enter");
  await page.getByText("60 ərizədən 1 göstərilir").waitFor();

  await page.keyboard.press("Control+z");
  await page.getByRole("dialog").getByText("İki namizəd birləşdirildi").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const { same } = await ask("applications.detail", { id: other.id });
  assert.equal(same, null);
});

test("the list of organisations is typed, put in order and kept", async (t) => {
  const { page, ask } = await world(t, { sample: 12 });
  await go(page, "Kampaniyalar");
  await page.getByRole("button", { name: "Müəssisələr…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Siyahı hələ yoxdur.").waitFor();
  await page.keyboard.type("Şərqşünaslıq İnstitutu\nBakı Dövlət Universiteti");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Müəssisələr…" }).press("Enter");
  await dialog.getByText("Siyahı hələ yoxdur.").waitFor();
  await clean(page, "organisations");
  await page.keyboard.press("Control+s");
  await page.getByText("Siyahı saxlanıldı: 2").waitFor();
  assert.deepEqual((await ask("organisations.read")).names, ["Bakı Dövlət Universiteti", "Şərqşünaslıq İnstitutu"]);

  // Another desk saves first: nobody's names are lost.
  await page.getByRole("button", { name: "Müəssisələr…" }).press("Enter");
  await dialog.getByRole("textbox").waitFor();
  await ask("organisations.save", { edition: 1, names: ["Bakı Dövlət Universiteti", "Fizika İnstitutu"] });
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nKimya İnstitutu");
  await page.keyboard.press("Control+s");
  await dialog.getByText("siyahını dəyişib").waitFor();
  await clean(page, "joined");
  await page.keyboard.press("Control+s");
  await page.getByText("Siyahı saxlanıldı: 3").waitFor();
  assert.deepEqual((await ask("organisations.read")).names, ["Bakı Dövlət Universiteti", "Fizika İnstitutu", "Kimya İnstitutu"]);
});
