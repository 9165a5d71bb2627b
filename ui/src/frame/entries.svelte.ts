// What the palette offers for a text: people (exact ones first, as the program found them), the
// acts of the place, the places, and how the window looks and speaks.
import type { Found } from "../bindings/Found";
import type { IconName } from "../parts/icons";
import { acts } from "../state/acts.svelte";
import { place, PLACES } from "../state/place.svelte";
import { showPerson } from "../state/person";
import { preferences } from "../state/preferences.svelte";
import { registry } from "../state/registry.svelte";
import { sittingName } from "../words/sitting";
import { speech } from "../words/speech.svelte";
import { found } from "./fold";

export interface Entry {
  id: string;
  group: "people" | "acts" | "places";
  icon: IconName;
  label: string;
  note?: string;
  ranges: readonly (readonly [number, number])[];
  closed?: string;
  run: () => void;
}

type Plain = Omit<Entry, "ranges">;

export function entries(text: string, people: Found): Entry[] {
  const plain = [...ofActs(), ...ofPlaces(), ...(text === "" ? [] : ofWindow())];
  const matching = plain.flatMap((entry) => {
    const range = text === "" ? undefined : found(entry.label, text);
    if (text !== "" && range === undefined) return [];
    return [{ ...entry, ranges: range ? [range] : [] }];
  });
  const order = { people: 0, acts: 1, places: 2 };
  return [...ofPeople(people), ...matching].sort((a, b) => order[a.group] - order[b.group]);
}

function ofPeople(people: Found): Entry[] {
  return people.hits.map((hit) => ({
    id: `person-${hit.id}`,
    group: "people",
    icon: hit.exact ? "yes" : "person",
    label: hit.name,
    note: `${hit.work_number} · ${hit.fin}`,
    ranges: hit.matched,
    run: () => void showPerson(hit.fin, hit.sitting),
  }));
}

function ofActs(): Plain[] {
  return acts.all.map(({ id, label, hint, closed, run }) => ({
    id: `act-${id}`,
    group: "acts",
    icon: "right",
    label,
    run,
    ...(hint !== undefined && { note: hint }),
    ...(closed !== undefined && { closed }),
  }));
}

function ofPlaces(): Plain[] {
  return PLACES.map((to, at) => ({
    id: `place-${to}`,
    group: "places",
    icon: "places",
    label: speech.w.places[to],
    ...(at < 9 && { note: `Ctrl ${at + 1}` }),
    run: () => place.go(to),
  }));
}

function ofWindow(): Plain[] {
  const w = speech.w.frame;
  const themes = { light: w.theme_light, dark: w.theme_dark, system: w.theme_system } as const;
  const languages = { az: "Azərbaycan dili", en: "English", ru: "Русский" } as const;
  const densities = { dense: w.dense, roomy: w.roomy } as const;
  return [
    ...pairs(languages).map(([language, name]) => look(language, `${w.language}: ${name}`, () => preferences.change({ language }))),
    ...pairs(themes).map(([theme, name]) => look(theme, `${w.theme}: ${name}`, () => preferences.change({ theme }))),
    ...pairs(densities).map(([density, name]) => look(density, `${w.density}: ${name}`, () => preferences.change({ density }))),
    ...registry.sittings.map((line) => look(line.id, `${w.sitting}: ${sittingName(line.id, speech.w)}`, () => registry.choose(line.id))),
  ];
}

function pairs<K extends string>(record: Readonly<Record<K, string>>): [K, string][] {
  return Object.entries(record) as [K, string][];
}

function look(id: string, label: string, run: () => Promise<void>): Plain {
  return { id: `look-${id}`, group: "acts", icon: "look", label, run: () => void run() };
}
