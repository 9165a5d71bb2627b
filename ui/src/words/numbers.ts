// Numbers, money, dates and times as the window writes them, in every language alike.

const GAP = "\u00a0";

/** Whole numbers in groups of three: `1 448`. */
export function count(number: number): string {
  const digits = Math.trunc(Math.abs(number)).toString().replace(/\B(?=(\d{3})+$)/g, GAP);
  return number < 0 ? `−${digits}` : digits;
}

/** Whole qəpik as manats: `60,00`. */
export function money(qepik: number): string {
  const whole = Math.trunc(Math.abs(qepik) / 100);
  const rest = (Math.abs(qepik) % 100).toString().padStart(2, "0");
  return `${qepik < 0 ? "−" : ""}${count(whole)},${rest}`;
}

/** `2026-06-21` as `21.06.2026`; what is no ISO date stays as it is. */
export function date(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  return year === undefined ? iso : `${day}.${month}.${year}`;
}

/** `2026-06-15T10:12:03` as `15.06.2026 10:12`. */
export function moment(iso: string): string {
  const time = /T(\d{2}:\d{2})/.exec(iso)?.[1];
  return time === undefined ? date(iso) : `${date(iso)}${GAP}${time}`;
}

/** `4.6.2026 23:59` or `04.06.2026` as typed, as `2026-06-04T23:59:00`: a day alone is its last minute. */
export function momentOf(typed: string): string | undefined {
  const [, day, month, year, hour = "23", minute = "59"] = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}):(\d{2}))?\s*$/.exec(typed) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const two = (part: string) => part.padStart(2, "0");
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:00`;
  const at = new Date(`${iso}Z`);
  // A 31st of June would be taken for the 1st of July.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

/** Whole days from one ISO date to another; negative when the other lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

/** The day of a clock, by its own wall, as `2026-06-21`. */
export function dayOf(clock: Date): string {
  const two = (number: number) => number.toString().padStart(2, "0");
  return `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`;
}

/** Bytes as kB or MB with one decimal: `4,2 MB`. */
export function size(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount.toFixed(1).replace(".", ",")}${GAP}${unit}`;
}
