// The columns of the list: which decide at 1280 pixels, and which join where there is room.
import type { ListOrder } from "../bindings/ListOrder";
import type { Words } from "../words/az";

export interface Column {
  key: "choice" | "state" | "work_number" | "name" | "fin" | "sector" | "city" | "building" | "seat" | "paid" | "run" | "photo";
  /** As in `grid-template-columns`. */
  width: string;
  order?: ListOrder;
  number?: boolean;
}

const NARROW: Column[] = [
  { key: "choice", width: "36px" },
  { key: "state", width: "calc(var(--state) + var(--roomier))" },
  { key: "work_number", width: "calc(72px + var(--roomier))", order: "work_number" },
  { key: "name", width: "minmax(120px, 1fr)", order: "name" },
  { key: "fin", width: "calc(82px + var(--roomier))", order: "fin" },
  { key: "seat", width: "calc(var(--seat) + var(--roomier))", order: "seat" },
  { key: "run", width: "64px" },
];

const WIDE: Column[] = [
  { key: "choice", width: "40px" },
  { key: "state", width: "calc(126px + var(--roomier))" },
  { key: "work_number", width: "80px", order: "work_number" },
  { key: "name", width: "minmax(200px, 3fr)", order: "name" },
  { key: "fin", width: "88px", order: "fin" },
  { key: "sector", width: "58px" },
  { key: "city", width: "76px" },
  { key: "building", width: "minmax(80px, 2fr)" },
  { key: "seat", width: "112px", order: "seat" },
  { key: "paid", width: "76px", number: true },
  { key: "run", width: "76px" },
  { key: "photo", width: "72px" },
];

/** Columns by the width of the window in pixels. */
export function columns(width: number): Column[] {
  if (width >= 1600) return WIDE;
  return width >= 1180 ? NARROW : NARROW.filter((column) => column.key !== "run");
}

export function head(column: Column, words: Words): string {
  return column.key === "choice" ? "" : words.applications[column.key];
}
