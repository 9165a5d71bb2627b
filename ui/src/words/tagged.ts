// Words for tagged data: a failure, a finding's fault, a code's fault.
import type { AnchorFault } from "../bindings/AnchorFault";
import type { Body } from "../bindings/Body";
import type { CertificateReason } from "../bindings/CertificateReason";
import type { Deed } from "../bindings/Deed";
import type { EligibilityReason } from "../bindings/EligibilityReason";
import type { Failure } from "../bindings/Failure";
import type { FieldFault } from "../bindings/FieldFault";
import type { Finding } from "../bindings/Finding";
import type { Judged } from "../bindings/Judged";
import type { LookAlike } from "../bindings/LookAlike";
import type { Role } from "../bindings/Role";
import type { Rule } from "../bindings/Rule";
import type { Stand } from "../bindings/Stand";
import type { Step } from "../bindings/Step";
import type { TableProblem } from "../bindings/TableProblem";
import type { Suspicion } from "../bindings/Suspicion";
import type { TestDays } from "../bindings/TestDays";
import type { UnfitReason } from "../bindings/UnfitReason";
import type { Catalogue, CodeTag, FaultTag, Reasoned, Said } from "./catalogue";
import { fill, type Value } from "./fill";
import { date, moment, money } from "./numbers";

/** Numbers that are qəpik. */
const MONEY = new Set(["fee", "balance", "missing"]);

/** Data named by a tag, with whatever numbers and names belong to it. */
type Tagged<T> = { fault: T; [field: string]: unknown };

/** The name of a field; a key without words is shown as it is. */
export function fieldName(key: string, rules: Catalogue): string {
  return rules.field[key] ?? (key.includes(".") ? placeName(key, rules) : key);
}

/** A field of a campaign by its place: `exams.1.2.0.date` is stage 1, attempt 2, part 1, date. */
function placeName(key: string, rules: Catalogue): string {
  const words = rules.field;
  const [room = "", ...places] = key.split(".");
  const last = places.pop() ?? "";
  const levels = room === "exams" ? ["exams", "attempt", "part"] : [room];
  const named: string[] = [];
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? "";
    if (/^\d+$/.test(place)) named.push(`${words[levels[at] ?? ""] ?? ""} ${Number(place) + (at < 2 && room === "exams" ? 0 : 1)}`.trim());
    else {
      const next = places[at + 1];
      if (next === undefined) {
        named.push(words[place] ?? place);
        continue;
      }
      at += 1;
      named.push(/^\d+$/.test(next) ? `${words[place] ?? place} ${Number(next) + 1}` : (words[next] ?? next));
    }
  }
  return [...named, words[last] ?? last].join(", ");
}

function roleName(key: string, rules: Catalogue): string {
  return rules.role[key as Role] ?? key;
}

const isLookAlike = (item: unknown): item is LookAlike =>
  typeof item === "object" && item !== null && "proposed" in item;

/** A look-alike letter as people read it: which letter, and its Unicode number. */
export function letterName(letter: LookAlike): string {
  const number = (letter.found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `${letter.place}. «${letter.found}» U+${number} → «${letter.proposed}»`;
}

/** Fields whose keys have words on a page of their own. */
const PAGES: Readonly<Record<string, keyof Catalogue>> = {
  table_step: "table_step",
  table_state: "table_state",
  certificate_step: "certificate_step",
  certificate_state: "certificate_state",
  check_found: "check_found",
  application: "language",
  part: "field",
  why: "for_person",
};

/** A range of days: `21.01.2026 –`. */
export function daysOf({ from, to }: TestDays): string {
  return `${from === null ? "" : date(from)} – ${to === null ? "" : date(to)}`.trim();
}

/** Why a certificate is accepted, refused or left to a person. */
export function certificateWords(reason: CertificateReason, rules: Catalogue): string {
  return fill(rules.certificate[reason.code], valuesOf(reason, rules));
}

/** One field of tagged data as it stands in a sentence. */
function spoken(name: string, value: unknown, rules: Catalogue): Value | undefined {
  if (value === null && (name === "score" || name === "best")) return "–";
  if (MONEY.has(name)) return money(Number(value));
  if (typeof value === "number") return value;
  if (name === "language") return rules.language[String(value)] ?? String(value);
  if (name === "country") return rules.country[String(value)] ?? String(value);
  if (name === "first" || name === "last") return moment(String(value));
  if (name === "day" || name === "until") return date(String(value));
  if (name === "field" || name === "column") return fieldName(String(value), rules);
  if (name === "role" || name === "other") return roleName(String(value), rules);
  const page = PAGES[name];
  if (page !== undefined && typeof value === "string") return (rules[page] as Record<string, string>)[value] ?? value;
  if (name === "tested") return daysOf(value as TestDays);
  if (name === "step") return rules.life[value as Step];
  if (name === "stand") return rules.stand[value as Stand];
  if (name === "deed") return rules.deed[value as Deed];
  if (name === "at") return moment(String(value));
  if (typeof value === "string") return value;
  if (name === "problem") return problemWords(value as TableProblem, rules);
  if (name === "fault" && "anchor" in (value as object)) return rules.anchor[(value as AnchorFault).anchor];
  if (name === "fault") return faultWords(value as Tagged<FaultTag>, rules).reason;
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) => {
    if (name === "faults") return fieldFault(item as FieldFault, rules);
    if (name === "findings") return `«${fieldName((item as Finding).column, rules)}»`;
    if (name === "why") return certificateWords(item as CertificateReason, rules);
    if (name === "suspicions") return rules.suspicion[item as Suspicion];
    if (name === "bodies") return rules.body[item as Body];
    if (name === "judged") return eligibilityWords((item as Judged).reason, rules);
    if (isLookAlike(item)) return letterName(item);
    if (name === "roles") return roleName(String(item), rules);
    if (name === "offered") return rules.language[String(item)] ?? String(item);
    return name === "columns" ? fieldName(String(item), rules) : String(item);
  });
  return items.join(", ");
}

/** A field of a form, and what is wrong with it. */
function fieldFault({ field, fault }: FieldFault, rules: Catalogue): string {
  const { reason, remedy } = faultWords(fault, rules);
  return `«${fieldName(field, rules)}»: ${reason} ${remedy}`;
}

/** What is wrong with a field of a form that was refused. */
export function faultOf(failure: Failure | undefined, field: string, rules: Catalogue): Reasoned | undefined {
  const found = faultsOf(failure).find((fault) => fault.field === field);
  return found && faultWords(found.fault, rules);
}

/** The faults of a form that was refused; none of any other failure. */
export function faultsOf(failure: Failure | undefined): readonly FieldFault[] {
  return failure?.circle === "refused" && failure.refusal === "invalid" ? failure.faults : [];
}

/** A save over what somebody else changed meanwhile, with both versions in it. */
export function staleOf(failure: Failure | undefined) {
  return failure?.circle === "refused" && failure.refusal === "stale" ? failure : undefined;
}

function valuesOf(data: object, rules: Catalogue): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(data)) {
    const word = spoken(name, value, rules);
    if (word !== undefined) values[name] = word;
  }
  return values;
}

function problemWords(problem: TableProblem, rules: Catalogue): string {
  return fill(rules.table_problem[problem.problem], valuesOf(problem, rules));
}

/** Why a value or row is a finding, and what helps. */
export function faultWords(fault: Tagged<FaultTag>, rules: Catalogue): Reasoned {
  const values = valuesOf(fault, rules);
  const words = rules.fault[fault.fault];
  return { reason: fill(words.reason, values), remedy: fill(words.remedy, values) };
}

/** Why digits are no slip of this registry. */
export function codeWords(fault: Tagged<CodeTag>, rules: Catalogue): string {
  return fill(rules.code[fault.fault], valuesOf(fault, rules));
}

/** Why a field does not fit the paper. */
export function unfitWords(reason: UnfitReason, rules: Catalogue): string {
  return fill(rules.unfit[reason.reason], valuesOf(reason, rules));
}

/** Why a rule of eligibility says what it says. */
export function eligibilityWords(reason: EligibilityReason, rules: Catalogue): string {
  return fill(rules.eligibility[reason.why], valuesOf(reason, rules));
}

/** The name of a rule of eligibility. */
export function ruleName(rule: Rule, rules: Catalogue): string {
  return rules.rule[typeof rule === "string" ? rule : rule.condition.condition];
}

/** What failed and what helps. */
export function failureWords(failure: Failure, rules: Catalogue): Said {
  if (failure.circle === "misasked") {
    return filled(rules.breakage.program, { part: failure.problem });
  }
  const words = failure.circle === "refused" ? rules.refusal[failure.refusal] : rules.breakage[failure.breakage];
  return filled(words, valuesOf(failure, rules));
}

function filled(words: Said, values: Record<string, Value>): Said {
  return { what: fill(words.what, values).trim(), remedy: fill(words.remedy, values) };
}
