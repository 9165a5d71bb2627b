// Nobody there: no key and no movement for so many minutes.

const SIGNS = ["keydown", "pointermove", "pointerdown", "wheel"] as const;
/** How often it is looked at the clock, in milliseconds. */
const LOOK = 2_000;

/** Calls `act` once nobody was there for `minutes`, and again only after somebody was; ends with what it returns. */
export function whenIdle(minutes: () => number, act: () => void): () => void {
  let last: number | undefined = Date.now();
  const sign = () => (last = Date.now());
  const timer = setInterval(() => {
    if (last === undefined || Date.now() - last < minutes() * 60_000) return;
    last = undefined;
    act();
  }, LOOK);
  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true });
  return () => {
    clearInterval(timer);
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
  };
}
