import { describe, expect, test } from "vitest";
import azShared from "../../../src-tauri/reference/words/az.json";
import enShared from "../../../src-tauri/reference/words/en.json";
import ruShared from "../../../src-tauri/reference/words/ru.json";
import { words as az } from "./az";
import { words as en } from "./en";
import { places } from "./fill";
import { words as ru } from "./ru";

/** Every text of a catalogue by its path. */
function texts(part: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(part)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") found.set(here, value);
    else for (const [deeper, text] of texts(value as object, here)) found.set(deeper, text);
  }
  return found;
}

const catalogues = [
  { name: "labels", az: texts(az), others: { en: texts(en), ru: texts(ru) } },
  { name: "shared", az: texts(azShared), others: { en: texts(enShared), ru: texts(ruShared) } },
];

describe.each(catalogues)("$name", ({ az, others }) => {
  const languages = Object.entries(others);

  test.each(languages)("%s has the same texts as az", (_, other) => {
    expect([...other.keys()].sort()).toEqual([...az.keys()].sort());
  });

  test.each(languages)("%s has the same places to fill as az", (_, other) => {
    for (const [path, text] of az) {
      expect(places(other.get(path) ?? "").sort(), path).toEqual(places(text).sort());
    }
  });

  test("no text is empty, shouts, or holds a place that was never closed", () => {
    for (const [language, all] of [["az", az] as const, ...languages]) {
      for (const [path, text] of all) {
        expect(text.trim(), `${language} ${path}`).not.toBe("");
        expect(text, `${language} ${path}`).not.toMatch(/!|\{[^}]*$|uğurla/u);
      }
    }
  });

  test("in Azerbaijani no suffix follows a filled place", () => {
    for (const [path, text] of az) {
      expect(text, path).not.toMatch(/\}[-’']?\p{Letter}/u);
    }
  });
});
