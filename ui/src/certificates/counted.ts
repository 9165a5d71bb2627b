// What is counted of certificates, as plots show it.
import type { CertificateDecision } from "../bindings/CertificateDecision";
import type { CertificateState } from "../bindings/CertificateState";
import type { CertificateStatistics } from "../bindings/CertificateStatistics";
import type { CountedBy } from "../bindings/CountedBy";
import type { CountedPart } from "../bindings/CountedPart";
import { elapsed, most, type Plotted } from "../parts/plot";
import type { Catalogue } from "../words/catalogue";
import { fill } from "../words/fill";
import { count } from "../words/numbers";
import { capital } from "../words/sitting";
import type { Words } from "../words/az";

/** The words and the language of whoever looks. */
export interface Spoken {
  w: Words;
  rules: Catalogue;
  language: string;
}

/** Parts that have words of their own, whatever they are counted by. */
const OWN = ["undecided", "no_level", "no_language", "same_day", "days_1_2", "days_3_5", "days_6_10", "days_more"] as const;

/** The name of a part. */
export function partName(by: CountedBy, value: string, { rules, language }: Spoken): string {
  const own = OWN.find((key) => key === value);
  const name = own ? rules.statistics[own] : known(by, value, rules);
  return by === "kind" ? name : capital(name, language);
}

function known(by: CountedBy, value: string, rules: Catalogue): string {
  if (by === "state") return rules.certificate_state[value as CertificateState];
  if (by === "verdict") return rules.certificate_decision[value as CertificateDecision];
  if (by === "language") return rules.language[value] ?? value;
  return by === "month" ? value.split("-").reverse().join(".") : value;
}

/** The rows of a group, in the order in which they are counted. */
export function rowsOf(found: CertificateStatistics, by: CountedBy, spoken: Spoken): Plotted[] {
  const parts = found.groups.find((group) => group.by === by)?.parts ?? [];
  return parts.map((part) => ({
    value: part.value,
    label: partName(by, part.value, spoken),
    count: part.count,
    ...(part.states.length > 0 && { note: outcomes(part, spoken.rules) }),
    ...(by === "month" && { short: shortMonth(part.value) }),
  }));
}

/** What became of those of a verdict: `azad edilir 2 · qərar ləğv edilib 1`. */
function outcomes(part: CountedPart, rules: Catalogue): string {
  return part.states.map(([state, many]) => `${rules.certificate_state[state]}\u00a0${count(many)}`).join(" · ");
}

/** The month of `2026-06`, and its year. */
function shortMonth(value: string): [string, string] {
  const [year = "", month = ""] = value.split("-");
  return [month, year];
}

/** What a plot comes to, in one sentence. */
export function sentenceOf(by: CountedBy, rows: readonly Plotted[], found: CertificateStatistics, { w, rules }: Spoken): string {
  const words = w.statistics;
  const of = (value: string) => rows.find((row) => row.value === value)?.count ?? 0;
  if (by === "verdict") return fill(words.verdicts, { accepted: of("accepted"), refused: of("refused"), person: of("person") });
  if (by === "wait") return found.times ? fill(words.waits, { median: elapsed(found.times.median, words), ninety: elapsed(found.times.ninety, words) }) : words.no_waits;
  if (by === "level") {
    if (found.decided === 0) return words.no_waits;
    const first = most(rows.filter((row) => row.value !== "no_level" && row.value !== "undecided"));
    return first ? fill(words.levels, { decided: found.decided, count: found.decided - of("no_level"), name: first.label }) : words.no_levels;
  }
  const first = most(rows);
  const texts: Partial<Record<CountedBy, string>> = { month: words.most_month, kind: words.most_kind, language: words.most_language };
  const name = by === "language" && first ? (rules.language[first.value] ?? first.label) : first?.label;
  return fill(texts[by] ?? "", { name: name ?? "", count: first?.count ?? 0 });
}
