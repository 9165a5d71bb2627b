// The real window, once: it starts on a small sample, imports a list that a real dialog picked, and
// prints slips into a folder that a real dialog picked. Run under Xvfb (`make test` does it).
//
// The window is driven by WebKitWebDriver; the system's dialogs, which no driver reaches, by keys.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BUILT = process.env.QABUL_BUILT ?? fileURLToPath(new URL("../../target/debug/", import.meta.url));
const PORT = 4400 + (process.pid % 500);
const DRIVER = `http://127.0.0.1:${PORT}`;
const folder = await mkdtemp(join(tmpdir(), "qabul-window-"));
const data = join(folder, "registry");

/** Runs a program of ours or of the system to its end; what it says belongs into the failure. */
function run(program, ...words) {
  const done = spawnSync(program, words, { encoding: "utf8", timeout: 120_000 });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.stderr || done.error}`);
  return done.stdout;
}

async function ask(method, path, body) {
  const signal = AbortSignal.timeout(60_000);
  const response = await fetch(DRIVER + path, { method, body: body && JSON.stringify(body), signal });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
  return value;
}

async function until(what, answer, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    last = await Promise.resolve(answer()).catch((error) => error.message);
    if (last === true) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`waited ${seconds} s for: ${what}; last: ${last}`);
}

/** Types a path into the dialog that is open; without a window manager keys go where the pointer is. */
async function typeIntoDialog(path) {
  const dialogs = () => spawnSync("xdotool", ["search", "--onlyvisible", "--class", "qabul-desktop"], { encoding: "utf8" }).stdout.trim().split("\n").filter(Boolean);
  await until("a dialog of the system", () => dialogs().length > 1);
  const dialog = dialogs().at(-1);
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  await wait(1000);
  // A key may be lost while the dialog is busy, and its list of completions may take one: the path is
  // then typed anew over what stands there.
  for (let tries = 0; tries < 6 && dialogs().length > 1; tries += 1) {
    run("xdotool", "windowfocus", "--sync", dialog);
    if (tries > 0) run("xdotool", "key", "ctrl+a");
    run("xdotool", "type", "--delay", "30", path);
    await wait(500);
    for (let returns = 0; returns < 3 && dialogs().length > 1; returns += 1) {
      run("xdotool", "key", "Return");
      for (let tenth = 0; tenth < 30 && dialogs().length > 1; tenth += 1) await wait(100);
    }
  }
  await until("the dialog to close", () => dialogs().length <= 1);
}

const children = [];
try {
  run(join(BUILT, "qabul"), "--data", data, "demo", "--candidates", "20");
  const list = join(folder, "list.csv");
  await writeFile(list, "FİN,Şəxsiyyət vəsiqəsi,Soyadı,Adı,Doğum tarixi,Cinsi,Şəhər,Bölmə,Təhsil vəziyyəti,Ödənilib,Təsdiqlənib\n5KQ2M8T,AZE09417725,Işıqlı,Şəhla,14.08.2001,qadın,Bakı,Azərbaycan,tələbə,60,03.06.2026\n");
  const slips = join(folder, "slips");
  await mkdir(slips);

  const environment = { ...process.env, TAURI_WEBVIEW_AUTOMATION: "true", XDG_DATA_HOME: join(folder, "home"), QABUL_DATA: data };
  const driver = spawn("WebKitWebDriver", [`--port=${PORT}`], { env: environment, stdio: "ignore" });
  children.push(driver);
  await until("the driver", async () => (await ask("GET", "/status")).ready === true);
  const options = { binary: join(BUILT, "qabul-desktop"), args: [] };
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const session = `/session/${sessionId}`;
  const script = (text, ...args) => ask("POST", `${session}/execute/sync`, { script: text, args });
  const shows = (text) => until(`«${text}» in the window`, () => script("return document.body.innerText.includes(arguments[0])", text));
  const click = (text) =>
    until(`a button «${text}»`, () =>
      script("const found = [...document.querySelectorAll('button, a, [role=option]')].find((b) => b.innerText.trim().startsWith(arguments[0]) && b.getAttribute('aria-disabled') !== 'true'); found?.click(); return found !== undefined", text));
  const place = (text) =>
    until(`a place «${text}»`, () =>
      script("const found = [...document.querySelectorAll('nav a, nav button')].find((b) => b.innerText.includes(arguments[0])); found?.click(); return found !== undefined", text));

  await click("Bütün vəzifələr");
  await shows("Təsdiq gözləyir");
  await place("Ərizələr");
  await shows("20 ərizə");
  await shows("NÜMUNƏ");
  console.log("it starts on the sample");

  await place("İdxal");
  await click("Siyahı seç…");
  await typeIntoDialog(list);
  await shows("list.csv");
  await click("Siyahını yoxla");
  await shows("1 + 0 + 0 + 0 = 1");
  await click("İdxal et");
  await shows("İdxal olunub");
  await place("Ərizələr");
  await shows("21 ərizə");
  await shows("Işıqlı Şəhla");
  console.log("it imports what a dialog picked");

  await place("Çap");
  await click("20 vərəqəni çap et…");
  await typeIntoDialog(slips);
  await shows("hazırdır");
  const files = (await readdir(slips)).filter((name) => name.endsWith(".pdf"));
  if (files.length === 0) throw new Error("no PDF was written");
  const pages = files.map((name) => Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", join(slips, name)))[1]));
  if (pages.reduce((sum, n) => sum + n, 0) !== 20) throw new Error(`pages: ${pages}`);
  console.log(`it prints ${files.length} halls`);
  if (process.env.QABUL_PICTURE) await writeFile(process.env.QABUL_PICTURE, Buffer.from(await ask("GET", `${session}/screenshot`), "base64"));
  await ask("DELETE", session);
  console.log("window smoke: 3 passed, 0 failed");
} finally {
  for (const child of children) child.kill();
  // The window's web processes outlive it by a moment and write while they end: the folder is emptied anew then.
  await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
}
process.exit(0);
