// The acts that a place offers now: its buttons, its keys and the palette speak of the same ones.
import { untrack } from "svelte";

export interface Act {
  id: string;
  label: string;
  /** Shown beside the label, `Ctrl E`. */
  hint?: string;
  /** `event.code` of the key that does it together with Ctrl. */
  code?: string;
  /** Why it cannot be done now. */
  closed?: string;
  run: () => void;
}

let offered = $state.raw<ReadonlyMap<symbol, () => Act[]>>(new Map());

export const acts = {
  get all(): Act[] {
    return [...offered.values()].flatMap((list) => list());
  },
  /** Offers acts until the returned function is called: for an effect of the place. */
  offer(list: () => Act[]): () => void {
    const key = Symbol("acts");
    offered = new Map(untrack(() => offered)).set(key, list);
    return () => {
      const rest = new Map(untrack(() => offered));
      rest.delete(key);
      offered = rest;
    };
  },
};
