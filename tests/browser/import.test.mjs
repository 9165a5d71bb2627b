import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { candidateList, hallList, ownRegistry, world } from "./world.mjs";

async function checked(page) {
  await page.keyboard.press("Control+i");
  await page.getByRole("button", { name: "Siyahı seç…" }).click();
  await page.getByRole("button", { name: "Siyahını yoxla" }).click();
  await page.getByText("Yoxlamanın nəticəsi").waitFor();
}

test("a clean list is checked, imported, and stands in the list", async (t) => {
  const here = await world(t);
  const { page, put } = here;
  await ownRegistry(here);
  await put("candidate_list", "namizedler.csv", candidateList(120));
  await checked(page);
  await page.getByText("Sətirlərin cəmi tutur: 120 + 0 + 0 + 0 = 120").waitFor();
  await page.getByRole("button", { name: "İdxal et", exact: true }).click();
  await page.getByRole("heading", { name: "İdxal olunub" }).waitFor();
  await page.getByRole("button", { name: "Ərizələrə bax" }).click();
  await page.getByText("120 ərizə", { exact: true }).waitFor();
});

test("refused rows close the act with its reason; the good ones can be taken, the rest saved", async (t) => {
  const here = await world(t);
  const { page, put, pick, ask } = here;
  await ownRegistry(here);
  const spoilt = (cells, at) => (at === 3 ? { ...cells, birth: "31.02.1998" } : at === 7 ? { ...cells, fin: "5KQ2M8" } : cells);
  await put("candidate_list", "namizedler.csv", candidateList(40, spoilt));
  await checked(page);
  const commit = page.getByRole("button", { name: "İdxal et", exact: true });
  assert.equal(await commit.getAttribute("aria-disabled"), "true");
  await page.getByText("Qəbul edilməyən sətirlər var: 2.").waitFor();
  await page.getByRole("cell", { name: "31.02.1998" }).waitFor();
  const findings = await pick("findings", "tapintilar.csv");
  await page.getByRole("button", { name: "Tapıntıları saxla…" }).click();
  await page.getByText("Saxlanılıb, sətir: 2").waitFor();
  assert.match(await readFile(findings, "utf8"), /31\.02\.1998/);
  await page.getByRole("button", { name: "Yalnız 38 yararlı sətri götür" }).click();
  await page.getByRole("heading", { name: "İdxal olunub" }).waitFor();
  const refused = await pick("refused_rows", "yararsiz.csv");
  await page.getByRole("button", { name: "Yararsız sətirləri saxla…" }).click();
  await page.getByText("yararsiz.csv").waitFor();
  assert.match(await readFile(refused, "utf8"), /5KQ2M8/);
  assert.equal((await ask("sittings.list")).sittings.reduce((sum, line) => sum + line.candidates, 0), 38);
});

test("a file that is no table is refused calmly, with what helps", async (t) => {
  const here = await world(t);
  const { page, put } = here;
  await ownRegistry(here);
  await put("candidate_list", "list.csv", "\u0000\u0001\u0002 not a table \u0000");
  await page.keyboard.press("Control+i");
  await page.getByRole("button", { name: "Siyahı seç…" }).click();
  await page.getByRole("button", { name: "Siyahını yoxla" }).click();
  await page.getByRole("alert").waitFor();
  assert.doesNotMatch(await page.getByRole("alert").innerText(), /[{}]|undefined/);
});

test("halls from a list, one by hand, the draw, and the shortage with its numbers", async (t) => {
  const here = await world(t);
  const { page, put, ask } = here;
  await ownRegistry(here);
  await put("candidate_list", "namizedler.csv", candidateList(120));
  await checked(page);
  await page.getByRole("button", { name: "İdxal et", exact: true }).click();
  await page.getByRole("button", { name: "Yerləşdirməyə keç" }).click();

  await put("hall_list", "zallar.csv", hallList(1));
  await page.getByRole("button", { name: "Siyahı idxal et…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Siyahı seç…" }).click();
  await dialog.getByText("yeni zal").waitFor();
  await dialog.getByRole("button", { name: "İdxal et", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("bina: 2 · zal: 2 · yer: 60").waitFor();

  const draw = page.getByRole("banner").or(page.locator("main header")).getByRole("button", { name: "Yerləşdir…" });
  await draw.click();
  await page.getByRole("dialog").getByRole("button", { name: /namizədi yerləşdir/ }).click();
  const alert = page.getByRole("dialog").getByRole("alert");
  await alert.getByRole("cell", { name: "Bakı" }).first().waitFor();
  await page.keyboard.press("Escape");

  await put("hall_list", "zallar.csv", hallList(6));
  await page.getByRole("button", { name: "Siyahı idxal et…" }).click();
  await dialog.getByRole("button", { name: "Siyahı seç…" }).click();
  await dialog.getByRole("button", { name: "İdxal et", exact: true }).click();
  await dialog.waitFor({ state: "detached" });

  await page.keyboard.press("Control+n");
  await page.getByLabel("Zalın kodu").fill("305");
  await page.getByLabel("Sıra", { exact: true }).fill("0");
  await page.keyboard.press("Enter");
  await page.getByText("mümkün hədlər: 1–99").waitFor();
  await page.getByLabel("Sıra", { exact: true }).fill("4");
  await page.keyboard.press("Enter");
  await page.getByText("Saxlanılıb: zal 305").waitFor();

  await draw.click();
  await page.getByRole("dialog").getByLabel("Püşk nömrəsi").fill("2026");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Yerləşdirmə bitdi" }).waitFor();
  assert.equal((await ask("sittings.list")).sittings.find((line) => line.candidates > 0).seated, 120);
});
