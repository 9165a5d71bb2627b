// Finds a label however it is typed: `cap` finds «Çap», `ерiз` nothing. People are found by the
// program itself; this is only for the handful of labels in the palette.

const PLAIN: Readonly<Record<string, string>> = { ə: "e", ı: "i", ö: "o", ü: "u", ğ: "g", ş: "s", ç: "c", ё: "е" };

/** Lower case by Azerbaijani rules, then plain letters; one letter stays one letter. */
export function fold(text: string): string {
  return [...text.toLocaleLowerCase("az")].map((letter) => PLAIN[letter] ?? letter).join("");
}

/** Where a folded needle stands in a label, as first and past-the-last letter. */
export function found(label: string, needle: string): [number, number] | undefined {
  const at = fold(label).indexOf(fold(needle));
  return at < 0 ? undefined : [at, at + needle.length];
}
