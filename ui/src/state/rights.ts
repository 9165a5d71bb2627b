// What whoever is signed in may do; where not, why. The program checks it all again.
import type { Deed } from "../bindings/Deed";
import type { Said } from "../words/catalogue";
import { speech } from "../words/speech.svelte";
import { failureWords } from "../words/tagged";
import { registry } from "./registry.svelte";

/** Why a deed is closed to whoever is signed in; nothing where it is open. */
export function closedTo(deed: Deed): string | undefined {
  if (registry.signed?.may.includes(deed) === true) return undefined;
  const roles = registry.status?.who_may.find((line) => line.deed === deed)?.roles ?? [];
  return failureWords({ circle: "refused", refusal: "not_allowed", deed, roles }, speech.rules).what;
}

/** Why candidates are not shown to whoever is signed in; nothing where they are. */
export function closedToReading(): Said | undefined {
  if (registry.signed?.reads_people === true) return undefined;
  return failureWords({ circle: "refused", refusal: "not_for_you", roles: registry.status?.readers ?? [] }, speech.rules);
}
