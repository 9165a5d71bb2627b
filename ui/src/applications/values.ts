// Values of an application as people read them: keys become words, amounts manats.
import { fill } from "../words/fill";
import { date, money, moment } from "../words/numbers";
import { sittingName } from "../words/sitting";
import { speech } from "../words/speech.svelte";

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
  if (field === "photo") return speech.w.common.there;
  if (field === "results") return text.split("\n").map(resultWords).join("; ");
  if (field.endsWith("_at")) return moment(text);
  return words[field]?.[text] ?? text;
}

/** A result as the history keeps it: `residency-2024-1-1|2024-05-05|61|passing|DİM`. */
function resultWords(line: string): string {
  const [sitting = "", day = "", score = "", outcome = ""] = line.split("|");
  const words: Readonly<Record<string, string>> = speech.w.results.outcomes;
  return `${sittingName(sitting, speech.w)}, ${date(day)}: ${score === "" ? "–" : score} · ${words[outcome] ?? outcome}`;
}
