// Names of what a regulation is made of: bodies, stages, blocks.
import type { Body } from "../bindings/Body";
import { fill } from "../words/fill";
import type { Words } from "../words/az";

type Campaigns = Words["campaigns"];
const ROMAN = ["", "I", "II", "III", "IV"];
const BLOCKS = ["listening", "reading", "language_use", "writing", "speaking"] as const;

export function bodyName(body: Body, w: Campaigns): string {
  return { center: w.body_center, anas: w.body_anas, ministry: w.body_ministry, cabinet: w.body_cabinet }[body];
}

export function stageName(stage: number, w: Campaigns): string {
  return fill(w.stage, { stage: ROMAN[stage] ?? stage });
}

export function blockName(key: string, w: Campaigns): string {
  return BLOCKS.includes(key as (typeof BLOCKS)[number]) ? w[key as (typeof BLOCKS)[number]] : key;
}
