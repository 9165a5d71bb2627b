// The acts that a filter leaves, newest first, and the one that is looked at.
import type { ActDetail } from "../bindings/ActDetail";
import type { ActLine } from "../bindings/ActLine";
import type { Failure } from "../bindings/Failure";
import type { JournalFilter } from "../bindings/JournalFilter";
import { asFailure, call } from "../host/host";

/** As many acts as one page brings. */
const PAGE = 100;

export const NO_FILTER: JournalFilter = { by: null, deed: null, from: null, to: null, record: null };

class Journal {
  filter = $state.raw<JournalFilter>(NO_FILTER);
  acts = $state.raw<ActLine[]>();
  people = $state.raw<string[]>([]);
  total = $state(0);
  failure = $state.raw<Failure>();
  detail = $state.raw<ActDetail>();
  #asked = 0;

  async read(more = false): Promise<void> {
    const asked = ++this.#asked;
    const kept = more ? (this.acts ?? []) : [];
    try {
      const page = await call("journal.list", { filter: this.filter, skip: kept.length, count: PAGE });
      if (asked !== this.#asked) return;
      [this.acts, this.people, this.total, this.failure] = [[...kept, ...page.acts], page.people, page.total, undefined];
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  async choose(filter: Partial<JournalFilter>): Promise<void> {
    this.filter = { ...this.filter, ...filter };
    this.detail = undefined;
    await this.read();
  }

  async open(id: number): Promise<void> {
    try {
      this.detail = await call("journal.detail", { id, record: this.filter.record });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const journal = new Journal();
