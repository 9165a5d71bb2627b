import { expect, test } from "vitest";
import { grouped } from "./group";

const line = (id: number, city: string, building: string, capacity: number) => ({
  id,
  version: 1,
  hall: { city, building, address: "a", code: String(id), floor: 1, rows: 1, seats: capacity },
  capacity,
});

test("buildings keep the program's order, and their halls add up", () => {
  const groups = grouped([line(1, "Bakı", "A", 10), line(2, "Bakı", "B", 20), line(3, "Naxçıvan", "A", 5), line(4, "Bakı", "A", 7)]);
  expect(groups.map(({ city, name, seats }) => [city, name, seats])).toEqual([["Bakı", "A", 17], ["Bakı", "B", 20], ["Naxçıvan", "A", 5]]);
});
