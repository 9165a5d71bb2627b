// Goes to a person, wherever that person applied.
import { place } from "./place.svelte";
import { registry } from "./registry.svelte";

/** Shows the applications of a FİN in the list of a sitting. */
export async function showPerson(fin: string, sitting: string): Promise<void> {
  if (registry.sitting?.id !== sitting) await registry.choose(sitting);
  place.show({ text: fin });
}
