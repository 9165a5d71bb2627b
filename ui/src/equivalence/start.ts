// What the form of a table begins with.
import type { KindDetail } from "../bindings/KindDetail";
import type { TableDetail } from "../bindings/TableDetail";
import type { TypedRow } from "../bindings/TypedRow";
import { date } from "../words/numbers";

export interface Start {
  /** The table that is written and its version; a new one where there is none. */
  of: [number, number] | null;
  kind: string;
  /** The name of the kind. */
  name: string;
  number: number;
  from: string;
  to: string;
  replaces: string;
  /** Whether rows may ask something of single skills. */
  skills: boolean;
  rows: readonly TypedRow[];
}

/** A table as it is, or a new version that begins with its rows and takes its place where it judges. */
export function startOf(open: TableDetail, fresh: boolean): Start {
  const { line, name, skills, version } = open;
  const day = (iso: string | null) => (iso === null ? "" : date(iso));
  const own = open.replaces === null ? "" : String(open.replaces);
  return {
    of: fresh ? null : [line.id, version],
    kind: line.kind,
    name,
    number: line.number,
    from: day(line.tested.from),
    to: day(line.tested.to),
    replaces: fresh ? (line.state === "published" ? String(line.number) : "") : own,
    skills,
    rows: open.rows.filter((row) => row.change !== "gone").map(({ score, level, least, source }) => ({ score, level, least, source })),
  };
}

/** A first table of a kind, or one more, with no row yet. */
export function startFor(kind: KindDetail): Start {
  const skills = Object.keys(kind.fields).some((key) => key.includes(".skills."));
  return { of: null, kind: kind.line.key, name: kind.line.name, number: 0, from: "", to: "", replaces: "", skills, rows: [{ score: "", level: "", least: {}, source: "" }] };
}
