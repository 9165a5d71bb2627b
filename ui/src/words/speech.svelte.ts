// The language that the window speaks now; switching fetches its words first, then changes all at once.
import type { Language } from "../bindings/Language";
import type { Words } from "./az";
import type { Catalogue } from "./catalogue";

interface Loaded {
  words: Words;
  rules: Catalogue;
}

const languages: Record<Language, () => Promise<Loaded>> = {
  az: async () => import("./az"),
  en: async () => import("./en"),
  ru: async () => import("./ru"),
};

let now = $state.raw<Loaded & { language: Language }>();

export const speech = {
  /** Labels of the window. */
  get w(): Words {
    return loaded().words;
  },
  /** Words for what the program answers. */
  get rules(): Catalogue {
    return loaded().rules;
  },
  get language(): Language {
    return loaded().language;
  },
  async switchTo(language: Language): Promise<void> {
    const { words, rules } = await languages[language]();
    now = { words, rules, language };
    document.documentElement.lang = language;
  },
};

function loaded(): Loaded & { language: Language } {
  if (now === undefined) throw new Error("the window spoke before its words were there");
  return now;
}
