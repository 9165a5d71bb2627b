// A kind of certificates as people read it, and the scans of its acts.
import type { ForPerson } from "../bindings/ForPerson";
import { asFailure, call } from "../host/host";
import { capital } from "../words/sitting";
import { speech } from "../words/speech.svelte";
import { fieldName } from "../words/tagged";
import type { ShapeKey } from "./kind";
import { tables } from "./tables.svelte";

/** What a field is called; the name of a kind is no person's. */
export function kindField(field: string): string {
  return field === "name" ? speech.w.kind.name : capital(fieldName(field, speech.rules), speech.language);
}

/** A field's text as people read it. */
export function kindText(field: string, text: string): string {
  const w = speech.w.kind;
  const last = field.split(".").at(-1);
  if (text === "yes" || text === "no") return w.said[text];
  if (field === "validity") return w.validities[text as "years" | "unlimited" | "typed"] ?? text;
  if (field === "by_person") return speech.rules.for_person[text as ForPerson] ?? text;
  if (last === "shape") return w.shapes[text as ShapeKey] ?? text;
  if (last === "parts") return text.split(", ").map((part) => fieldName(part, speech.rules)).join(", ");
  return text;
}

/** Copies the scan of an act to a chosen place and opens it there; of what waits, or of the kind in force. */
export async function lookAtScan(kind: string, act: string, pending: boolean): Promise<void> {
  try {
    const { file } = await call("files.save_dialog", { purpose: "scan_copy", suggested: act.replace(".", "-") });
    if (!file) return;
    const copy = await call("kinds.scan", { kind, pending, act, file: file.handle });
    await call("files.show", { file: copy.handle });
  } catch (thrown) {
    tables.failure = asFailure(thrown);
  }
}
