// How long something lasts, in words: `2 dəq 34 san`.
import type { Words } from "./az";
import { fill } from "./fill";

export function lasting(seconds: number, words: Words): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return fill(words.common.seconds, { seconds: whole });
  return fill(words.common.minutes, { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}
