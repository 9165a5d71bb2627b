// Errors of the page itself, which become incidents, and the report that can be saved of them.
import { call } from "../host/host";
import { fill } from "../words/fill";
import { speech } from "../words/speech.svelte";
import { toasts } from "./toasts.svelte";

/** More than so many are told of no more: a page that breaks all the time would say nothing else. */
const MOST = 5;

let reporting = $state(false);
let told = 0;

export const problems = {
  /** Whether the report is open. */
  get reporting(): boolean {
    return reporting;
  },
  report(): void {
    reporting = true;
  },
  close(): void {
    reporting = false;
  },
  /** Listens for what nobody caught, from now on. */
  listen(): void {
    window.addEventListener("error", (event) => void note(event.error, `${event.filename}:${event.lineno}:${event.colno}`));
    window.addEventListener("unhandledrejection", (event) => void note(event.reason, ""));
  },
};

/** Of an error its kind and its place; its message can hold what was typed. */
async function note(thrown: unknown, at: string): Promise<void> {
  if (told >= MOST) return;
  told += 1;
  const error = thrown instanceof Error ? thrown : undefined;
  const place = /[\w.-]+\.(js|ts|svelte):\d+:\d+/.exec(error?.stack ?? at)?.[0] ?? "";
  try {
    const { number } = await call("problem.note", { kind: error?.name ?? typeof thrown, place });
    toasts.say(fill(speech.w.problem.page, { number: String(number) }), { label: speech.w.problem.open, run: problems.report });
  } catch {
    // The program itself does not answer: whoever asks it for anything is told so.
  }
}
