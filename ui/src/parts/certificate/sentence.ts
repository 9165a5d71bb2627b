// What the rules make of a certificate, in one plain sentence that can be sent as it is.
import type { CertificateVerdict } from "../../bindings/CertificateVerdict";
import type { KindView } from "../../bindings/KindView";
import type { NameMatch } from "../../bindings/NameMatch";
import type { Words } from "../../words/az";
import type { Catalogue } from "../../words/catalogue";
import { fill } from "../../words/fill";
import { money } from "../../words/numbers";
import { certificateWords } from "../../words/tagged";

/** A table as people name it: `TOEFL iBT 2`. */
export function tableName(key: string, kinds: readonly KindView[]): string {
  const [kind = "", version = ""] = key.split("/");
  return `${kinds.find((it) => it.kind.key === kind)?.kind.name ?? kind} ${version}`;
}

/** Reasons that only warn. */
const NOTES: ReadonlySet<string> = new Set(["overall_computed", "overall_not_of_kind", "number_missing", "number_form", "number_digits"]);

interface About {
  verdict: CertificateVerdict;
  kind: string;
  /** The day of the test as typed. */
  tested: string;
  kinds: readonly KindView[];
  /** What the exam costs; nothing where that is not known. */
  fee?: number | undefined;
}

/** Result, table, level, every reason, and what follows. */
export function sentence({ verdict, kind, tested, kinds, fee }: About, words: Words, rules: Catalogue): string {
  const w = words.certificate;
  const name = kinds.find((it) => it.kind.key === kind)?.kind.name ?? kind;
  const { result, scale, level, table } = verdict;
  const read = result !== null && level !== null && table !== null
    ? [fill(scale === null ? w.read_plain : w.read, { kind: name, result, scale: scale ?? "", day: tested, table: tableName(table, kinds), level })]
    : [];
  // Warnings stand beneath; the sentence says what decides.
  const why = verdict.reasons.filter(({ code }) => !NOTES.has(code)).map((reason) => certificateWords(reason, rules));
  const then = verdict.decision === "refused" && fee === undefined ? w.then_unpaid : fill(w.then[verdict.decision], { fee: money(fee ?? 0) });
  return [...read, ...new Set(why), then].join(" ");
}

/** What is said and changes nothing. */
export function notes(verdict: CertificateVerdict, rules: Catalogue): string[] {
  return verdict.reasons.filter(({ code }) => NOTES.has(code)).map((reason) => certificateWords(reason, rules));
}

/** The printed name beside the candidate's, in words. */
export function nameWords(name: NameMatch, words: Words): string {
  const w = words.certificate;
  const odd = name.words.filter(({ likeness }) => likeness === "differs");
  const each = odd.map(({ printed, own }) => (printed === null ? fill(w.lacking, { word: own ?? "" }) : fill(w.not_own, { word: printed })));
  return fill(w.names[name.likeness], { words: each.join(", ") });
}
