import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { candidateList, clean, world, go } from "./world.mjs";

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing on the first start, ${theme}`, async (t) => {
    const { page, ask } = await world(t);
    await ask("preferences.write", { language: "az", theme, density: "dense", sitting: null });
    await page.reload();
    await page.getByRole("heading", { name: "Nümunə kampaniyası" }).waitFor();
    await clean(page, "start");
    await page.getByRole("button", { name: "Yarat…", exact: true }).click();
    await clean(page, "center");
    await ask("registry.create", { center: "Sınaq Mərkəzi" });
    await page.reload();
    await page.getByRole("heading", { name: "İlk inzibatçı" }).waitFor();
    await clean(page, "first administrator");
  });

  test(`axe finds nothing at the door, ${theme}`, async (t) => {
    const { page, ask } = await world(t, { sample: 60, signed: false });
    await ask("preferences.write", { language: "ru", theme, density: "dense", sitting: null });
    await page.reload();
    await page.getByRole("heading", { name: "Вход" }).waitFor();
    await clean(page, "sample door");
  });

  test(`axe finds nothing on any place, ${theme}`, async (t) => {
    const { page, ask, put, pick, folder } = await world(t, { sample: 60 });
    await ask("preferences.write", { language: "az", theme, density: "dense", sitting: null });
    await page.reload();
    await page.getByRole("grid").waitFor();
    await page.getByRole("region", { name: "Ərizə", exact: true }).getByRole("heading", { level: 2 }).waitFor();
    await clean(page, "applications");
    await page.getByRole("button", { name: "Bölmə", exact: true }).click();
    await clean(page, "filter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("a");
    await page.getByRole("option").first().waitFor();
    await clean(page, "palette");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await clean(page, "keys");
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+5");
    await page.getByRole("img", { name: /vərəqəsi/ }).waitFor();
    await clean(page, "print");
    await mkdir(join(folder, "cap"));
    await pick("slip_folder", "cap");
    await page.keyboard.press("Control+p");
    await page.getByRole("heading", { name: /hazırdır/ }).waitFor({ timeout: 120_000 });
    await page.getByRole("textbox", { name: /^Vərəqəni yoxla/ }).fill("1");
    await page.keyboard.press("Enter");
    await page.getByText("Etibarsızdır", { exact: true }).waitFor();
    await clean(page, "printed");

    await page.keyboard.press("Control+3");
    await page.getByText("Bu növbədə sertifikat yoxdur.").waitFor();
    await clean(page, "certificates");
    await page.keyboard.press("Control+6");
    await page.getByRole("heading", { name: "Sətirlər" }).waitFor();
    await clean(page, "equivalence");
    await go(page, "Əməkdaşlar");
    await page.getByRole("cell", { name: "audit", exact: true }).click();
    await page.getByRole("heading", { name: "Hesab: audit" }).waitFor();
    await clean(page, "staff");
    await go(page, "Jurnal");
    await page.getByRole("cell", { name: "Vərəqə çap edildi" }).click();
    await page.getByRole("heading", { name: "Vərəqə çap edildi" }).waitFor();
    await clean(page, "journal");
    await go(page, "Reyestr");
    await page.getByLabel("Ekran kilidi").waitFor();
    await page.getByText("nümunədə", { exact: true }).waitFor();
    await clean(page, "registry");
    await page.getByRole("button", { name: "Kampaniyalar" }).click();
    await page.getByRole("heading", { name: "Pəncərələr" }).waitFor();
    await clean(page, "campaigns");
    await page.keyboard.press("Control+s");
    await page.getByRole("textbox", { name: "Son", exact: true }).first().fill("bazar");
    await page.keyboard.press("Control+s");
    await page.getByText("Tarix deyil.").waitFor();
    await clean(page, "campaign");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+l");
    await page.getByRole("heading", { name: "Ekran kilidlidir" }).waitFor();
    await clean(page, "locked");
    await page.keyboard.type("numune");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+8");
    await page.getByRole("heading", { name: "Binalar və zallar" }).waitFor();
    await clean(page, "halls");
    await page.keyboard.press("Control+n");
    await page.getByLabel("Zalın kodu").waitFor();
    await clean(page, "hall");

    await page.keyboard.press("Control+9");
    await page.getByRole("button", { name: "Siyahı seç…" }).waitFor();
    await clean(page, "choose");
    await put("candidate_list", "n.csv", candidateList(10, (cells, at) => (at === 3 ? { ...cells, birth: "x" } : { ...cells, surname: "Əhmәdov" })));
    await page.getByRole("button", { name: "Siyahı seç…" }).click();
    await page.getByRole("button", { name: "Siyahını yoxla" }).click();
    await page.getByText("Yoxlamanın nəticəsi").waitFor();
    await clean(page, "import");
  });
}

for (const language of ["az", "en", "ru"]) {
  test(`nothing is cut off at 1280 pixels, ${language}`, async (t) => {
    const { page, ask } = await world(t, { sample: 60 });
    await ask("preferences.write", { language, theme: "light", density: "roomy", sitting: null });
    await page.reload();
    await page.getByRole("grid").waitFor();
    for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9"]) {
      await page.keyboard.press(`Control+${key}`);
      await page.locator("main h1").waitFor();
      await page.waitForTimeout(300);
      // A button, a rail entry or a head of the list that is wider than its room.
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("button, nav li span, [role=columnheader] .clip, h1")]
          .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")
          .map((element) => element.textContent),
      );
      assert.deepEqual(cut, [], `${language}, place ${key}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false);
    }
  });
}
