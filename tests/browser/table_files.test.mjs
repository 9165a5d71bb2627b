// Equivalence tables as files: written out, read into the form of a new version, printed; by the keyboard.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { clean, go, world } from "./world.mjs";

test("a table goes out as a list, comes back into a form, and is printed", async (t) => {
  const { page, ask, pick, put, folder } = await world(t, { sample: 12 });
  await ask("session.sign_in", { name: "yoxlayan", password: "numune" });
  await page.reload();
  await go(page, "Ekvivalentlik");
  await page.getByRole("button", { name: /^1 Dərc olunub/ }).nth(1).press("Enter");
  await page.getByText("DALF 1", { exact: true }).waitFor();
  await pick("export", "dalf.xlsx");
  await page.keyboard.press("Control+e");
  await page.getByText("Saxlanıldı: dalf.xlsx").waitFor();

  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog");
  await put("candidate_list", "yeni.csv", "bal;səviyyə;mənbə\nC2;C2;əmr 17\nC1;B2;əmr 17\n");
  await dialog.getByRole("button", { name: "Fayldan oxu…" }).press("Enter");
  await page.getByText("Oxunan sətir: 2, yeni.csv").waitFor();
  assert.equal(await dialog.getByRole("textbox", { name: "CEFR" }).nth(1).inputValue(), "B2");
  await put("candidate_list", "ielts.csv", "kind,score,cefr\nielts,7,C1\n");
  await dialog.getByRole("button", { name: "Fayldan oxu…" }).press("Enter");
  await dialog.getByText("Fayl başqa sertifikat növünün cədvəlidir: ielts.").waitFor();
  await clean(page, "a table read from a file");
  await dialog.getByRole("textbox", { name: "CEFR" }).nth(1).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Saxlanıldı: DALF 2").waitFor();

  await page.keyboard.press("Control+p");
  await dialog.getByText("Cədvəl qüvvədə deyil").waitFor();
  await clean(page, "print a table");
  await pick("letters", "dalf-2.pdf");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const text = execFileSync("pdftotext", ["-layout", join(folder, "dalf-2.pdf"), "-"]).toString();
  assert.match(text, /DALF · versiya 2/);
  assert.match(text, /C1\s+B2\s+azad edir\s+əmr 17/);
});
