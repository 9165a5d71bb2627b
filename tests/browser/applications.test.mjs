import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { world } from "./world.mjs";

const facts = (page) => page.locator(".facts").innerText();
const foot = (page) => page.locator("main footer.foot").first().innerText();

test("only rows in view are in the page, and the last one is a key away", async (t) => {
  const { page } = await world(t, { sample: 1448 });
  const grid = page.getByRole("grid");
  await grid.waitFor();
  assert.equal(await grid.getAttribute("aria-rowcount"), "1449");
  assert.ok((await grid.getByRole("row").count()) < 80);
  await page.keyboard.press("End");
  await page.locator("#application-1447").waitFor();
  assert.equal(await grid.getAttribute("aria-activedescendant"), "application-1447");
  await page.keyboard.press("Home");
  await page.locator("#application-0").waitFor();
});

test("names stand in Azerbaijani order, and a second press on the head turns it round", async (t) => {
  const { page } = await world(t, { sample: 400 });
  await page.getByRole("grid").waitFor();
  const names = async () => page.locator(".row [lang=az]").allInnerTexts();
  const first = await names();
  const order = new Intl.Collator("az");
  assert.deepEqual(first, [...first].sort(order.compare));
  await page.getByRole("columnheader").filter({ hasText: "Soyad" }).getByRole("button").click();
  await page.locator('[role="columnheader"][aria-sort="descending"]').waitFor();
  await page.waitForFunction((before) => document.querySelector(".row [lang=az]")?.textContent !== before, first[0]);
  const turned = await names();
  assert.ok(order.compare(turned[0], turned[turned.length - 1]) > 0);
});

test("a choice is a set that says its count: by hand, by range, all of the filter", async (t) => {
  const { page } = await world(t, { sample: 1448 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Space");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("Seçilib: 5").waitFor();
  await page.keyboard.press("Control+a");
  await page.getByText("Seçilib: 1 448").waitFor();
  await page.keyboard.press("Space");
  await page.getByText("Seçilib: 1 447").waitFor();
  await page.keyboard.press("Escape");
  assert.doesNotMatch(await foot(page), /Seçilib/);
});

test("the list is found in by text, with or without Azerbaijani letters", async (t) => {
  const { page, ask } = await world(t, { sample: 400 });
  await page.getByRole("grid").waitFor();
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const filter = { city: null, sector: null, hall: null, seated: null, printed: null, photo: null, stand: null, text: "memmed" };
  const { total, of } = await ask("applications.list", { sitting, filter, order: "name", descending: false });
  await page.keyboard.press("/");
  await page.keyboard.type("memmed");
  assert.ok(total > 0 && total < of, `${total} of ${of}`);
  await page.getByText(`${of} ərizədən ${total} göstərilir`).waitFor();
  await page.keyboard.press("Escape");
  await page.getByText(`${of} ərizə`, { exact: true }).waitFor();
});

test("a filter is picked with the keys, taken away again, and an empty one says why", async (t) => {
  const { page } = await world(t, { sample: 200 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("f");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".facts")?.textContent?.includes("göstərilir"));
  assert.match(await facts(page), /^200 ərizədən \d+ göstərilir$/);
  await page.getByRole("textbox", { name: "Siyahıda tap" }).fill("qqqqqq");
  await page.getByText("Bu filtrdə ərizə yoxdur.").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Filtrləri götür" }).last().click();
  await page.getByText("200 ərizə", { exact: true }).waitFor();
});

test("the panel shows the row that has the keys, with its photo and place", async (t) => {
  const { page, ask } = await world(t, { sample: 60 });
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("ArrowDown");
  const name = await page.locator("#application-1 [lang=az]").innerText();
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByRole("heading", { name }).waitFor();
  const number = await page.locator("#application-1 .work_number").innerText();
  assert.match(await panel.innerText(), new RegExp(number));
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const { rows } = await ask("applications.list", { sitting });
  const detail = await ask("applications.detail", { id: rows[1].id });
  assert.equal(await panel.getByRole("img").count(), detail.photo === null ? 0 : 1);
  await page.keyboard.press("Enter");
  assert.equal(await panel.evaluate((region) => region === document.activeElement), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("grid").evaluate((grid) => grid === document.activeElement), true);
});

test("what is exported is what is chosen", async (t) => {
  const { page, pick } = await world(t, { sample: 60 });
  const path = await pick("export", "chosen.csv");
  await page.getByRole("grid").waitFor();
  for (const key of ["Space", "ArrowDown", "ArrowDown", "Space"]) await page.keyboard.press(key);
  const numbers = await page.locator(".row[aria-selected=true] .work_number").allInnerTexts();
  await page.keyboard.press("Control+e");
  await page.getByText("İxrac olunub, sətir: 2").waitFor();
  const lines = (await readFile(path, "utf8")).trim().split(/\r?\n/);
  assert.equal(lines.length, 3);
  for (const [at, number] of numbers.entries()) assert.ok(lines[at + 1].includes(number.slice(0, 6)), lines[at + 1]);
});

test("the palette finds people by FİN and name, underlines what matched, and shows them in the list", async (t) => {
  const { page } = await world(t, { sample: 200 });
  await page.getByRole("grid").waitFor();
  const fin = await page.locator("#application-3 .fin").innerText();
  const name = await page.locator("#application-3 [lang=az]").innerText();
  await page.keyboard.press("Control+k");
  await page.keyboard.type(fin.toLowerCase());
  await page.getByRole("option").filter({ hasText: fin }).waitFor();
  await page.getByRole("combobox").fill(name.split(" ")[0]);
  await page.getByRole("option").locator("mark").first().waitFor();
  await page.getByRole("combobox").fill(fin);
  await page.getByRole("option").filter({ hasText: fin }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("200 ərizədən 1 göstərilir").waitFor();
  await page.getByRole("region", { name: "Ərizə", exact: true }).getByRole("heading", { name }).waitFor();
});

test("every rule says why and by which paper, as of another day too, and the account what moved", async (t) => {
  const { page, ask } = await world(t, { sample: 30 });
  const panel = page.getByRole("region", { name: "Ərizə", exact: true });
  await panel.getByText("Qeydiyyatdan keçib.").waitFor();
  const sitting = (await ask("sittings.list")).sittings[0].id;
  const { rows } = await ask("applications.list", { sitting });
  const { judged } = await ask("applications.judge", { id: rows[0].id, at: null });
  assert.equal(await panel.getByRole("listitem").count(), judged.length);
  await panel.getByRole("button", { name: "başqa günə bax" }).press("Enter");
  const day = panel.getByLabel("başqa günə bax");
  await day.fill("31.06.2026");
  await day.press("Enter");
  assert.equal(await day.getAttribute("aria-invalid"), "true");
  await day.fill("1.5.2026");
  await day.press("Enter");
  await panel.getByText("01.05.2026 23:59 vəziyyəti ilə").waitFor();
  await panel.getByRole("button", { name: "indi" }).click();
  await panel.getByText("15.06.2026 10:12 vəziyyəti ilə").waitFor();
  // The tabs by their arrows: the account comes after the application.
  await panel.getByRole("tab", { name: "Uyğunluq" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await panel.getByRole("cell", { name: "Tutulma" }).waitFor();
  await panel.getByRole("cell", { name: "−60,00" }).waitFor();
});

test("where applications stand is shown, and filtered by", async (t) => {
  const { page } = await world(t, { sample: 30 });
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "Vəziyyət", exact: true }).click();
  await page.getByRole("option", { name: "Dayandırılıb" }).click();
  await page.getByText("Bu filtrdə ərizə yoxdur.").waitFor();
});

test("the panel asks for a person once, not over and over", async (t) => {
  const { page } = await world(t, { sample: 30 });
  let asked = 0;
  page.on("request", (request) => (asked += request.url().endsWith("/desk/applications.detail") ? 1 : 0));
  await page.getByRole("region", { name: "Ərizə", exact: true }).getByRole("tab", { name: "Uyğunluq" }).waitFor();
  await page.waitForTimeout(600);
  const before = asked;
  await page.waitForTimeout(900);
  assert.equal(asked, before);
});
