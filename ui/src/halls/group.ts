// Halls as they stand on the ground: city, building, hall.
import type { HallLine } from "../bindings/HallLine";

export interface Building {
  city: string;
  name: string;
  address: string;
  halls: HallLine[];
  seats: number;
}

/** Buildings in the order in which the program lists their halls. */
export function grouped(lines: readonly HallLine[]): Building[] {
  const buildings = new Map<string, Building>();
  for (const line of lines) {
    const { city, building, address } = line.hall;
    const key = `${city}\n${building}`;
    const group = buildings.get(key) ?? { city, name: building, address, halls: [], seats: 0 };
    group.halls.push(line);
    group.seats += line.capacity;
    buildings.set(key, group);
  }
  return [...buildings.values()];
}
