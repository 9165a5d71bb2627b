// The shape of the shared catalogues: words for every tag that the program can answer with.
// A tag without words in one of the languages does not compile.
import type { AnchorFault } from "../bindings/AnchorFault";
import type { Body } from "../bindings/Body";
import type { Breakage } from "../bindings/Breakage";
import type { Broken } from "../bindings/Broken";
import type { CertificateDecision } from "../bindings/CertificateDecision";
import type { CertificateReason } from "../bindings/CertificateReason";
import type { CertificateState } from "../bindings/CertificateState";
import type { CertificateStep } from "../bindings/CertificateStep";
import type { CheckFound } from "../bindings/CheckFound";
import type { CheckedHow } from "../bindings/CheckedHow";
import type { Condition } from "../bindings/Condition";
import type { CountedBy } from "../bindings/CountedBy";
import type { Deed } from "../bindings/Deed";
import type { EligibilityReason } from "../bindings/EligibilityReason";
import type { Failure } from "../bindings/Failure";
import type { Finding } from "../bindings/Finding";
import type { ForPerson } from "../bindings/ForPerson";
import type { JobStep } from "../bindings/JobStep";
import type { Role } from "../bindings/Role";
import type { Rule } from "../bindings/Rule";
import type { Sector } from "../bindings/Sector";
import type { Source } from "../bindings/Source";
import type { Stand } from "../bindings/Stand";
import type { Standing } from "../bindings/Standing";
import type { Step } from "../bindings/Step";
import type { Suspicion } from "../bindings/Suspicion";
import type { SuspicionOutcome } from "../bindings/SuspicionOutcome";
import type { TableProblem } from "../bindings/TableProblem";
import type { TableState } from "../bindings/TableState";
import type { TableStep } from "../bindings/TableStep";
import type { UnfitReason } from "../bindings/UnfitReason";
import type { Verdict } from "../bindings/Verdict";

export type RefusalTag = Extract<Failure, { circle: "refused" }>["refusal"];
/** Faults of a value and faults between rows. */
export type FaultTag = Finding["fault"];
export type CodeTag = Extract<Verdict, { verdict: "invalid" }>["fault"];

export interface Said {
  what: string;
  remedy: string;
}

export interface Reasoned {
  reason: string;
  remedy: string;
}

type StatisticsHead = "sheet" | "group" | "value" | "count" | "share" | "days" | "hours" | "campaign" | "span" | "residency" | "doctoral" | "outcome";
type StatisticsValue = "total" | "received" | "people" | "decided" | "undecided" | "no_level" | "no_language" | "same_day" | "days_1_2" | "days_3_5" | "days_6_10" | "days_more" | "median" | "ninety" | "longest";
type StatisticsWord = StatisticsHead | StatisticsValue;

export interface Catalogue {
  refusal: Record<RefusalTag, Said>;
  fault: Record<FaultTag, Reasoned>;
  breakage: Record<Breakage["breakage"], Said>;
  code: Record<CodeTag, string>;
  unfit: Record<UnfitReason["reason"], string>;
  table_problem: Record<TableProblem["problem"], string>;
  deed: Record<Deed, string>;
  role: Record<Role, string>;
  broken: Record<Broken, string>;
  anchor: Record<AnchorFault["anchor"], string>;
  journal: Record<"at" | "by" | "deed" | "station" | "number" | "facts" | "sheet", string>;
  step: Record<JobStep, string>;
  sector: Record<Sector, string>;
  standing: Record<Standing, string>;
  encoding: Record<NonNullable<Source["encoding"]>, string>;
  field: Readonly<Record<string, string>>;
  /** Names of languages by their ISO codes. */
  language: Readonly<Record<string, string>>;
  /** Names of countries by their ICAO codes. */
  country: Readonly<Record<string, string>>;
  /** Rules of eligibility; what an exam asks goes by the condition. */
  rule: Record<Condition | Extract<Rule, string>, string>;
  /** Why a rule says what it says. */
  eligibility: Record<EligibilityReason["why"], string>;
  /** Steps of an application, and where it stands. */
  life: Record<Step, string>;
  stand: Record<Stand, string>;
  /** Why a certificate is accepted, refused or left to a person. */
  certificate: Record<CertificateReason["code"], string>;
  for_person: Record<ForPerson, string>;
  certificate_decision: Record<CertificateDecision, string>;
  /** What speaks against a certificate, and what was found out. */
  suspicion: Record<Suspicion, string>;
  suspicion_outcome: Record<SuspicionOutcome, string>;
  certificate_state: Record<CertificateState, string>;
  certificate_step: Record<CertificateStep, string>;
  checked_how: Record<CheckedHow, string>;
  check_found: Record<CheckFound, string>;
  /** Certificates counted: heads, groups, what has no word elsewhere. */
  statistics: Record<CountedBy | StatisticsWord, string>;
  table_state: Record<TableState, string>;
  table_step: Record<TableStep, string>;
  /** Acts by whose they are. */
  body: Record<Body, string>;
  /** Heads of a table of findings. */
  finding: Record<"row" | "field" | "column" | "value" | "reason" | "remedy", string>;
}
