// A world for one test: the test host with registries of its own, a browser page on it, and the
// files that its dialogs pick.
import { spawn } from "node:child_process";
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HOST = process.env.QABUL_DEV_HOST ?? fileURLToPath(new URL("../../target/debug/dev-host", import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** The day on which the test machine's clock stands. */
const DAY = new Date("2026-06-15T10:12:00");

/**
 * Starts it all, and ends it with the test `t`; at its end the page must have had no errors.
 * `sample`: how many candidates the sample campaign has; without it nothing is open. Its administrator
 * with every role is in, unless `signed` says no.
 */
export async function world(t, { sample, signed = true, size = { width: 1280, height: 800 } } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "qabul-browser-"));
  if (sample !== undefined) await cp(await sampleRound(sample), folder, { recursive: true });
  const host = await started(folder, sample);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  const page = await browser.newPage({ viewport: size, locale: "az", reducedMotion: "reduce" });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  // A refusal is an answer: the browser logs its status 422 as if it were a fault.
  page.on("console", (line) => line.type() === "error" && !line.text().includes("422") && errors.push(line.text()));
  await page.clock.setFixedTime(DAY);
  page.setDefaultTimeout(15_000);
  t.after(async () => {
    await browser.close();
    host.process.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
    if (errors.length > 0) throw new Error(`the page had errors:\n${errors.join("\n")}`);
  });
  const { origin, hash } = new URL(host.address);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const post = async (path, body) => {
    const response = await fetch(origin + path, { method: "POST", headers: { "x-qabul-token": token }, body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
    return { status: response.status, answer: await response.json() };
  };
  const here = {
    page,
    folder,
    /** What the page complained of; a test that breaks the page on purpose empties it. */
    errors,
    /** Asks the program itself, past the screens. */
    async ask(name, request = {}) {
      const { status, answer } = await post(`/desk/${name}`, request);
      if (status !== 200) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      return answer;
    },
    /** What the next dialogs of a purpose pick: a file name under the world's folder. */
    async pick(purpose, name) {
      const path = join(folder, name);
      await post(`/dialog/${purpose}`, path);
      return path;
    },
    /** Writes a file that a dialog will pick. */
    async put(purpose, name, text) {
      await writeFile(join(folder, name), text);
      return here.pick(purpose, name);
    },
    /** Lets days pass on the test machine; less than none sets its clock back. */
    pass: (days) => post("/pass", days),
    async shown() {
      return (await post("/shown", {})).answer;
    },
    open: () => page.goto(host.address).then(() => toList(page)),
  };
  const reload = page.reload.bind(page);
  page.reload = (options) => reload(options).then(() => toList(page));
  if (sample !== undefined && signed) await here.ask("session.sign_in_sample");
  await here.open();
  return here;
}

/** From the queues of the day, where whoever is in begins, to the list of applications. */
async function toList(page) {
  await page.locator("nav.rail, main, form").first().waitFor();
  await page.locator("nav.rail").waitFor({ timeout: 400 }).catch(() => {});
  if (await page.locator("nav.rail").isVisible()) await page.keyboard.press("Control+2");
}

/** The password of the accounts that a test makes. */
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it stands: nothing. */
export async function clean(page, place) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(said, [], place);
}

export const PASSWORD = "dəniz qıraqda";

/** A center's own registry with its administrator `sevil` and the clerk `sinaqci`, who is in. */
export async function ownRegistry({ ask, page }) {
  await ask("registry.create", { center: "Sınaq Mərkəzi" });
  await ask("staff.first", { name: "sevil", person: "Tağıyeva Sevil", fin: "1AAAAAA", password: PASSWORD });
  const [name, first] = ["sinaqci", "ilk gün üçün"];
  await ask("staff.add", { name, person: "Sınaqçı", fin: "1BBBBBB", roles: ["registrar", "seating_officer", "printer"], password: first });
  await ask("session.sign_in", { name, password: first });
  await ask("session.change_password", { old: first, new: PASSWORD });
  await page.reload();
  await page.getByRole("grid").or(page.getByText("Bu imtahan günündə hələ ərizə yoxdur.")).first().waitFor();
}

/** Lets one of the accounts in, past the screens, and shows what that one sees. */
export async function admit({ ask, page }, name) {
  await ask("session.sign_in", { name, password: PASSWORD });
  await page.reload();
}

async function started(folder, sample) {
  const words = ["--folder", folder, "--port", "0", ...(sample === undefined ? [] : ["--sample", String(sample)])];
  const child = spawn(HOST, words, { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).once("line", found);
    child.once("error", () => failed(new Error(`${HOST} is not built: cargo build -p qabul-tests --bin dev-host`)));
    child.once("exit", (code) => failed(new Error(`the test host ended with ${code}`)));
  });
  return { process: child, address };
}

/**
 * The folder of a sample round of so many candidates. Its photos take long to draw, so it is made once
 * for every build of the host, and each world gets a copy.
 */
async function sampleRound(candidates) {
  const rounds = join(dirname(HOST), "sample-rounds");
  const build = String((await stat(HOST)).mtimeMs);
  const here = join(rounds, build);
  await mkdir(here, { recursive: true });
  for (const other of await readdir(rounds)) if (other !== build) await rm(join(rounds, other), { recursive: true, force: true });
  const round = join(here, String(candidates));
  if (await stat(round).catch(() => null)) return round;
  const draft = await mkdtemp(join(here, "draft-"));
  const host = await started(draft, candidates);
  const ended = new Promise((done) => host.process.once("exit", done));
  host.process.kill();
  await ended;
  // Another test file may have been first.
  await rename(draft, round).catch(() => rm(draft, { recursive: true, force: true }));
  return round;
}

/** The place with this name in the rail. */
export const go = (page, name) => page.getByRole("navigation").getByRole("button", { name }).click();

const HEADS = "İş №;FİN;Sənəd;Soyad;Ad;Ata adı;Doğum tarixi;Cins;Vətəndaşlıq;Telefon;Şəhər;Bölmə;Status;Müəssisə;Ödənilib;Təsdiq tarixi";

/** A list of candidates as the portal gives it; `change` may alter the cells of a row. */
export function candidateList(rows, change = (cells) => cells) {
  const lines = Array.from({ length: rows }, (_, at) => {
    const number = String(at).padStart(4, "0");
    const cells = {
      work: String(300_000 + at), fin: `5KQ${number}`, document: `AZE1234${number}`, surname: "Məmmədov", given: "Əli", patronymic: "Vəli oğlu",
      birth: "14.08.2001", sex: "kişi", citizenship: "AZE", phone: "050 123 45 67", city: at % 5 === 0 ? "Naxçıvan" : "Bakı",
      sector: at % 4 === 0 ? "rus" : "Azərbaycan", standing: "tələbə", institution: "ATU", paid: "60,00", confirmed: "03.06.2026",
    };
    return Object.values(change(cells, at)).join(";");
  });
  return [HEADS, ...lines].join("\r\n");
}

/** A list of halls: `count` in each city, each of `rows` × `seats`. */
export function hallList(count, rows = 5, seats = 6) {
  const lines = ["Bakı", "Naxçıvan"].flatMap((city) =>
    Array.from({ length: count }, (_, at) => [city, "Tədris binası", "Universitet küç., 1", String(201 + at), "2", String(rows), String(seats)].join(";")),
  );
  return ["Şəhər;Bina;Ünvan;Zal;Mərtəbə;Sıralar;Sırada yer", ...lines].join("\r\n");
}

/** Waits until what the program says has become true. */
export async function until(true_now) {
  const end = Date.now() + 10_000;
  while (!(await true_now())) {
    if (Date.now() > end) throw new Error("it never became true");
    await new Promise((later) => setTimeout(later, 50));
  }
}
