import assert from "node:assert/strict";
import { test } from "node:test";
import { until, world } from "./world.mjs";

test("the first start makes the sample campaign and opens it", async (t) => {
  const { page, ask } = await world(t);
  const make = page.getByRole("button", { name: "Nümunəni yarat" });
  await make.waitFor();
  assert.equal(await make.evaluate((button) => button === document.activeElement), true, "Enter alone must be enough");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Bütün vəzifələr" }).click({ timeout: 180_000 });
  await page.getByRole("grid").waitFor();
  const { candidates } = (await ask("sittings.list")).sittings[0];
  assert.equal(candidates, 1448);
  await page.getByText("1 448 ərizə", { exact: true }).waitFor();
  await page.getByRole("complementary", { name: "NÜMUNƏ" }).waitFor();
});

test("a sample under way can be stopped, nothing of it is left, and it can be made after all", async (t) => {
  const { page, ask } = await world(t);
  await page.getByRole("button", { name: "Nümunəni yarat" }).click();
  await page.getByRole("progressbar").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("İş sizin istəyinizlə dayandırıldı.").waitFor();
  const { open } = await ask("registry.status");
  if (open !== null) await ask("session.sign_in_sample");
  const left = open === null ? [] : (await ask("sittings.list")).sittings;
  assert.equal(left.reduce((sum, sitting) => sum + sitting.candidates, 0), 0);
  await page.getByRole("button", { name: /^Nümunəni (yarat|aç)$/ }).click();
  await page.getByRole("button", { name: "Bütün vəzifələr" }).click({ timeout: 180_000 });
  await page.getByText("1 448 ərizə", { exact: true }).waitFor();
});

test("a new registry asks for the name of the center and for its first administrator", async (t) => {
  const { page, ask } = await world(t);
  await page.getByRole("button", { name: "Yarat…", exact: true }).click();
  await page.keyboard.press("Enter");
  await page.getByText("Xana boşdur, doldurulmalıdır.").waitFor();
  await page.keyboard.type("Dövlət İmtahan Mərkəzi");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "İlk inzibatçı" }).waitFor();
  for (const text of ["Tağıyeva Sevil", "1aaaaaa", "sevil", "dəniz qıraqda", "dəniz qırağında"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.getByRole("button", { name: "Hesabı aç və daxil ol" }).click();
  await page.getByText("İki parol eyni deyil.").waitFor();
  await page.getByLabel("Təkrar").fill("dəniz qıraqda");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Əməkdaşlar" }).waitFor();
  await page.getByRole("cell", { name: "inzibatçı" }).waitFor();
  const { open } = await ask("registry.status");
  assert.deepEqual({ center: open.center, sample: open.sample }, { center: "Dövlət İmtahan Mərkəzi", sample: false });
  assert.equal(await page.getByRole("complementary", { name: "NÜMUNƏ" }).count(), 0);
});

test("language, theme and density are remembered", async (t) => {
  const { page, ask, open } = await world(t, { sample: 30 });
  await page.getByRole("button", { name: "ru", exact: true }).click();
  await page.getByRole("heading", { name: "Заявления" }).waitFor();
  await page.getByRole("button", { name: "Вид" }).click();
  await page.getByRole("radio", { name: "Тёмная" }).click();
  await page.getByRole("radio", { name: "Свободно" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "ru");
  await until(async () => {
    const { language, theme, density } = await ask("preferences.read");
    return `${language} ${theme} ${density}` === "ru dark roomy";
  });
  await open();
  await page.reload();
  await page.getByRole("heading", { name: "Заявления" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
});

test("many connections opened at once are all answered", async (t) => {
  const { ask } = await world(t);
  const answers = await Promise.all(Array.from({ length: 32 }, () => ask("registry.status")));
  assert.equal(answers.length, 32);
});
