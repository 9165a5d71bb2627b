// The one door to the program: a command's name and its request go in, its answer comes out.
import type { Failure } from "../bindings/Failure";
import type { Commands } from "../bindings/commands";
import { loopback } from "./loopback";
import { insideTauri, tauri } from "./tauri";

export type Name = keyof Commands;
export type Request<N extends Name> = Commands[N]["request"];
export type Answer<N extends Name> = Commands[N]["answer"];

/** Carries one command across; rejects with what the other side gave as the reason. */
export type Carrier = (name: string, request: unknown) => Promise<unknown>;

const carrier: Carrier = insideTauri() ? tauri : loopback(window.location, window.fetch.bind(window));

/** Asks for a command; rejects with a {@link Failure} and with nothing else. */
export async function call<N extends Name>(name: N, request: Request<N>): Promise<Answer<N>> {
  if (LOOKS.has(name)) settleSoon();
  try {
    return (await carrier(name, request)) as Answer<N>;
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/** What shows candidates. What is shown for more than a second stands in the journal. */
const LOOKS: ReadonlySet<Name> = new Set(["applications.list", "applications.detail", "form.open", "search.find", "slips.preview"]);
let settling: ReturnType<typeof setTimeout> | undefined;

/** Has what was looked at written once it was looked at; the program would do so with the next command. */
function settleSoon(): void {
  clearTimeout(settling);
  settling = setTimeout(() => void carrier("journal.settle", {}).catch(() => {}), 1_300);
}

/** What was thrown, as a failure: anything that is none became one in the machine. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "circle" in thrown) return thrown as Failure;
  return { circle: "broken", breakage: "program", part: String(thrown) };
}
