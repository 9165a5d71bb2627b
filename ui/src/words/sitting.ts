// The name of a sitting in the window's language, from its id: `residency-2026-1-2`.
import type { Words } from "./az";
import { fill } from "./fill";

const STAGES = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/** An id of another form is shown as it is. */
export function sittingName(id: string, words: Words): string {
  const [, programme, year, stage, attempt] = /^(residency|doctoral)-(\d{4})-([1-9])-([1-9])$/.exec(id) ?? [];
  if (programme === undefined || year === undefined) return id;
  return fill(words.sittings.name, {
    programme: programme === "residency" ? words.sittings.residency : words.sittings.doctoral,
    year,
    stage: STAGES[Number(stage) - 1] ?? "",
    attempt: words.sittings.attempts[Number(attempt) - 1] ?? "",
  });
}

/** The name of a campaign in the window's language, from `residency-2026`. */
export function campaignName(name: string, words: Words): string {
  const [, programme, year] = /^(residency|doctoral)-(\d{4})$/.exec(name) ?? [];
  if (year === undefined) return name;
  return fill(programme === "residency" ? words.campaigns.residency : words.campaigns.doctoral, { year });
}

/** The first letter large, by the rules of the language: `iş nömrəsi` becomes `İş nömrəsi`. */
export function capital(text: string, language: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join("");
}
