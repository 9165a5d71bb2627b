// The form of an application on the screen: typed, judged, kept, saved and confirmed by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, world } from "./world.mjs";

const NO_FILTER = { city: null, sector: null, hall: null, seated: null, printed: null, photo: null, stand: null, exemption: null, waiting: null, claim: null, conclusion: null, tag: null, text: null };
const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-field]")?.dataset.field);

/** Types texts into fields one after another, as the Tab key goes from each to the next. */
async function type(page, fields) {
  for (const [key, text] of fields) {
    assert.equal(await focused(page), key);
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
}

/** Picks of a list by its place, by arrows. */
async function choose(page, key, place) {
  assert.equal(await focused(page), key);
  for (let at = 0; at < place; at++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
}

test("a whole application by keyboard alone: typed, saved, its cabinet opened, paid and confirmed", async (t) => {
  const { page, pass } = await world(t, { sample: 60 });
  await pass(-13);
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("heading", { name: "Yeni ərizə" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.dataset?.field === "fin");
  await type(page, [["fin", "7hn4pkd"], ["document", "AZE 1048221"], ["surname", "Quliyev"], ["given", "Cavid"], ["patronymic", "Xəyyam oğlu"], ["birth", "02.11.2002"]]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await type(page, [["citizenship", ""], ["phone", "050 312 44 07"], ["email", "cavid@example.az"], ["residence", "Bakı, Nizami küç. 1"]]);
  await choose(page, "standing", 3);
  await type(page, [["institution", "Azərbaycan Tibb Universiteti"], ["country", ""]]);
  await choose(page, "level", 1);
  await type(page, [["direction", "Müalicə işi"], ["completed_year", "4"], ["final_year", ""]]);
  assert.equal(await focused(page), "sector", "what is not asked of a student is passed over");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");

  await page.getByText("səhv: 1").waitFor();
  await page.getByText(/Qaralama saxlanılıb/).waitFor();
  await clean(page, "form");
  await page.keyboard.press("F8");
  assert.equal(await focused(page), "document");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("AZE 10482213");
  await page.getByText("səhv: 1").waitFor({ state: "detached" });
  await page.getByText("Təsdiqləmək olmaz: Şəxsi kabinet, Ödəniş").first().waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText(/^Saxlanıldı: \d{6}-\d/).waitFor();

  await page.getByRole("grid").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("Quliyev Cavid");
  await page.getByText("61 ərizədən 1 göstərilir").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  await page.getByRole("heading", { name: "Quliyev Cavid Xəyyam oğlu" }).waitFor();
  await page.getByRole("tab", { name: /^Uyğunluq \d/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Şəxsi kabinet açıldı.").waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hesaba yaz…" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Məbləğ, AZN").waitFor();
  await page.keyboard.type("60");
  await page.keyboard.press("Enter");
  await page.getByText("Hesaba yazıldı.").waitFor();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("grid").focus();
  await page.keyboard.press("e");
  await page.getByText("Qeydiyyata alına bilər.").waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog.getByLabel("Komissiyanın adı").waitFor();
  await page.keyboard.type("Bakı 3");
  await page.keyboard.press("Enter");
  await page.getByText("Təsdiqləndi: 1").waitFor();
  await page.locator("#application-0").getByText("Təsdiqlənib").waitFor();
});

test("Esc loses nothing, a Cyrillic letter is asked about, and somebody alike is shown side by side", async (t) => {
  const { page, ask } = await world(t, { sample: 60 });
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const [first] = (await ask("applications.list", { sitting, filter: NO_FILTER, order: "name", descending: false })).rows;
  const { typed } = await ask("form.open", { sitting, id: first.id, draft: null, fin: null });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Control+n");
  await page.waitForFunction(() => document.activeElement?.dataset?.field === "fin");
  await type(page, [["fin", "7HN4PKD"], ["document", ""], ["surname", typed.surname], ["given", typed.given], ["patronymic", ""], ["birth", typed.birth]]);
  await page.getByText("Ad və doğum tarixi eynidir, FİN fərqlidir.").waitFor();
  await page.keyboard.press("Control+d");
  const dialog = page.getByRole("dialog");
  await dialog.getByText(typed.document).waitFor();
  await clean(page, "side by side");
  await dialog.getByRole("button", { name: "Eyni deyil" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.getByText("Ad və doğum tarixi eynidir").count(), 0);

  await page.locator('[data-field="surname"]').fill("Quliуev");
  await page.getByText("Latın əlifbası ilə yazılmış adda").waitFor();
  await page.getByRole("button", { name: "«у» əvəzinə latın «y» yaz" }).press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-field="surname"]').value === "Quliyev");
  await page.keyboard.press("Escape");
  await page.getByRole("grid").waitFor();

  await page.keyboard.press("Control+n");
  await page.getByRole("button", { name: /^Quliyev/ }).press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-field="fin"]')?.value === "7HN4PKD");
  await page.getByRole("button", { name: "Qaralamanı at" }).press("Enter");
  await page.getByRole("heading", { name: "Yeni ərizə" }).waitFor();
  assert.deepEqual((await ask("form.open", { sitting, id: null, draft: null, fin: null })).drafts, []);
});
