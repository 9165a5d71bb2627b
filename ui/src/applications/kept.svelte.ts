// Filters that whoever is signed in kept, and the tags of the sitting.
import type { Filters } from "../bindings/Filters";
import type { ListFilter } from "../bindings/ListFilter";
import { call } from "../host/host";

const NOTHING: Filters = { saved: [], exempts: false, tags: [] };

let now = $state.raw<Filters>(NOTHING);
let of = "";

export const kept = {
  get saved(): Filters["saved"] {
    return now.saved;
  },
  get exempts(): boolean {
    return now.exempts;
  },
  get tags(): Filters["tags"] {
    return now.tags;
  },
  /** Reads them for a sitting; what cannot be read leaves nothing to pick. */
  async read(sitting: string): Promise<void> {
    of = sitting;
    const answer = await call("filters.read", { sitting }).catch(() => NOTHING);
    if (of === sitting) now = answer;
  },
  /** Keeps a filter under a name; without one the name goes. */
  async keep(name: string, filter: ListFilter | null): Promise<void> {
    await call("filters.keep", { name, filter });
    await this.read(of);
  },
};
