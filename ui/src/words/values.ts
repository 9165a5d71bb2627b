// Values of an application as people read them: keys become words, amounts manats.
import type { FieldChange } from "../bindings/FieldChange";
import type { PastResult } from "../bindings/PastResult";
import { fill } from "./fill";
import { date, money, moment } from "./numbers";
import { capital, sittingName } from "./sitting";
import { speech } from "./speech.svelte";
import { fieldName } from "./tagged";

/** The text of a field as people read it; what has no words of its own stays as it is. */
export function valueWords(field: string, text: string): string {
  const { w, rules } = speech;
  const words: Record<string, Readonly<Record<string, string>>> = {
    state: w.states,
    entry: w.states,
    exemption: w.exemption.kinds,
    sex: { male: w.person.male, female: w.person.female },
    citizenship: rules.country,
    country: rules.country,
    standing: rules.standing,
    sector: rules.sector,
    language: rules.language,
    level: w.form.levels,
    nostrification: w.form.nostrifications,
    path: w.form.paths,
    letter: w.letters.kinds,
    confirmed_by: { commission: w.step.commission, candidate: w.step.candidate },
  };
  if (field === "paid" || field === "charged" || field === "balance") return `${money(Number(text))} AZN`;
  if (field === "claim") {
    const [amount = "0", due = ""] = text.split(" ");
    return fill(w.account.due, { amount: money(Number(amount)), day: date(due) });
  }
  if (field.endsWith(".scan")) return text.slice(0, 12);
  if (field === "photo") return `${speech.w.common.there} · ${text}`;
  if (field === "results") return (JSON.parse(text) as PastResult[]).map(resultWords).join("; ");
  if (field === "added" || field === "removed") return text.split("\n").join("; ");
  if (field.endsWith("_at")) return moment(text);
  return words[field]?.[text] ?? text;
}

/** What became of a field: its name, what it held and what it holds. */
export function changeWords({ field, before, after }: FieldChange): string {
  const value = (text: string | null) => (text === null ? speech.w.person.nothing : valueWords(field, text));
  return fill(speech.w.person.before_after, {
    field: capital(fieldName(field, speech.rules), speech.language),
    before: value(before),
    after: value(after),
  });
}

function resultWords({ sitting, date: day, score, outcome }: PastResult): string {
  return `${sittingName(sitting, speech.w)}, ${date(day)}: ${score ?? "–"} · ${speech.w.results.outcomes[outcome]}`;
}
