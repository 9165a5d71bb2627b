// How the person likes the window: applied at once, remembered by the program.
import type { Preferences } from "../bindings/Preferences";
import { call } from "../host/host";
import { speech } from "../words/speech.svelte";

let kept = $state.raw<Preferences>({ language: "az", theme: "system", density: "dense", sitting: null });
/** Changes wait for one another, so that none is made out of what the one before has left behind. */
let changing = Promise.resolve();
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");

export const preferences = {
  get now(): Preferences {
    return kept;
  },
  /** Row height in pixels, for lists that place their rows themselves. */
  get row(): number {
    return kept.density === "dense" ? 24 : 32;
  },
  async read(): Promise<void> {
    await apply(await call("preferences.read", {}));
    darkSystem.addEventListener("change", paint);
  },
  change(part: Partial<Preferences>): Promise<void> {
    const change = async (): Promise<void> => {
      await apply({ ...kept, ...part });
      await call("preferences.write", kept);
    };
    // One that failed says so itself and keeps no later one from being made.
    return (changing = changing.catch(() => undefined).then(change));
  },
  /** Speaks Azerbaijani even where nothing could be read, so that the failure can be said. */
  async fallBack(): Promise<void> {
    await apply(kept);
  },
};

async function apply(next: Preferences): Promise<void> {
  await speech.switchTo(next.language);
  kept = next;
  paint();
}

function paint(): void {
  const dark = kept.theme === "dark" || (kept.theme === "system" && darkSystem.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = kept.density;
}
