// The list of applications: its filter and order, rows fetched as they come into view, what is
// chosen, and which row holds the keys. It outlives the screen, so that coming back loses nothing.
import type { ApplicationLine } from "../bindings/ApplicationLine";
import type { Failure } from "../bindings/Failure";
import type { ListFilter } from "../bindings/ListFilter";
import type { ListOrder } from "../bindings/ListOrder";
import type { Selection } from "../bindings/Selection";
import { asFailure, call } from "../host/host";
import * as choices from "./choice";

const PAGE = 100;
const MOST = 500;

export const NO_FILTER: ListFilter = { city: null, sector: null, hall: null, seated: null, printed: null, photo: null, stand: null, exemption: null, waiting: null, claim: null, conclusion: null, tag: null, text: null };

class ApplicationList {
  filter = $state.raw<ListFilter>(NO_FILTER);
  order = $state<ListOrder>("name");
  descending = $state(false);
  total = $state(0);
  of = $state(0);
  /** The row that holds the keys, from 0; -1 while there is none. */
  at = $state(-1);
  choice = $state.raw<choices.Choice>(choices.nothing);
  failure = $state.raw<Failure>();
  /** Asked and not yet answered; the old rows stay meanwhile. */
  asking = $state(false);
  ready = $state(false);
  scrolled = 0;

  #pages = $state.raw<ReadonlyMap<number, ApplicationLine[]>>(new Map());
  #list = 0;
  #sitting = "";
  #revision = -1;
  #asked = 0;
  #waiting = new Set<number>();
  /** Whether the places in the choice belong to an order that was left. */
  #stale = false;
  #anchor = 0;
  /** Choices on their way: each waits for the one before, and what is done with them for all. */
  #choosing = Promise.resolve();

  get filtered(): boolean {
    return Object.values(this.filter).some((part) => part !== null);
  }

  get chosen(): number {
    return choices.size(this.choice);
  }

  /** Shows a sitting; asks only when it or the registry changed since. */
  async show(sitting: string, revision: number): Promise<void> {
    if (sitting === this.#sitting && revision === this.#revision) return;
    if (sitting !== this.#sitting) {
      Object.assign(this, { filter: NO_FILTER, at: -1, choice: choices.nothing, ready: false, total: 0, scrolled: 0 });
    }
    this.#sitting = sitting;
    this.#revision = revision;
    await this.ask();
  }

  async setFilter(part: Partial<ListFilter>): Promise<void> {
    this.filter = { ...this.filter, ...part };
    // "All" meant all of the filter that is left now.
    if (this.choice.of === "all") this.choice = choices.nothing;
    this.at = -1;
    this.scrolled = 0;
    await this.ask();
  }

  /** Orders by a head; a second time turns the order round. */
  async orderBy(order: ListOrder): Promise<void> {
    this.descending = order === this.order && !this.descending;
    this.order = order;
    this.at = -1;
    this.scrolled = 0;
    await this.ask();
  }

  async ask(): Promise<void> {
    const asked = ++this.#asked;
    this.asking = true;
    try {
      const { filter, order, descending } = this;
      const answer = await call("applications.list", { sitting: this.#sitting, filter, order, descending });
      if (asked !== this.#asked) return;
      this.#list = answer.list;
      this.#pages = new Map([[0, answer.rows.slice(0, PAGE)]]);
      this.#waiting.clear();
      this.#stale = true;
      Object.assign(this, { total: answer.total, of: answer.of, failure: undefined, ready: true });
      if (this.choice.of === "all") this.choice = { ...this.choice, total: answer.total };
      this.at = answer.total === 0 ? -1 : Math.min(Math.max(this.at, 0), answer.total - 1);
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    } finally {
      if (asked === this.#asked) this.asking = false;
    }
  }

  /** A row, if its page is here. */
  row(at: number): ApplicationLine | undefined {
    return this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** Fetches the pages of rows that come into view. */
  need(from: number, to: number): void {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, to - 1) / PAGE); page++) {
      if (page * PAGE < this.total && !this.#pages.has(page) && !this.#waiting.has(page)) void this.#fetch(page);
    }
  }

  /** Takes a row in or out, also one that is still on its way: of the list that is seen now. */
  toggle(at: number): Promise<void> {
    this.#anchor = at;
    const [seen, list] = [this.row(at)?.id, this.#list];
    return this.#choose(async () => {
      const id = seen ?? (await this.#ids(list, at, at + 1))[0];
      if (id !== undefined) this.choice = choices.toggled(this.choice, id, at);
    });
  }

  /** Takes in every row from the last one taken alone up to this one. */
  extend(to: number): Promise<void> {
    const [from, end, list] = [Math.min(this.#anchor, to), Math.max(this.#anchor, to) + 1, this.#list];
    return this.#choose(async () => {
      this.choice = choices.withRange(this.choice, from, await this.#ids(list, from, end));
    });
  }

  anchor(at: number): void {
    this.#anchor = at;
  }

  chooseAll(): void {
    void this.#choose(() => (this.choice = choices.all(this.total)));
  }

  chooseNone(): void {
    void this.#choose(() => (this.choice = choices.nothing));
  }

  #choose(act: () => unknown): Promise<void> {
    this.#choosing = this.#choosing.then(async () => void (await act()));
    return this.#choosing;
  }

  /** What is chosen, or the whole list where nothing is; in the order of the list. */
  async selection(): Promise<Selection> {
    await this.#choosing;
    if (this.chosen === 0) return { choice: "list", list: this.#list, except: [] };
    if (this.choice.of === "some" && this.#stale) {
      this.choice = choices.replaced(this.choice, await this.#ids(this.#list, 0, this.total));
      this.#stale = false;
    }
    return choices.selection(this.choice, this.#list);
  }

  async #fetch(page: number): Promise<void> {
    const asked = this.#asked;
    this.#waiting.add(page);
    try {
      const { rows } = await call("applications.rows", { list: this.#list, from: page * PAGE, count: PAGE });
      if (asked === this.#asked) this.#pages = new Map(this.#pages).set(page, rows);
    } catch (thrown) {
      const failure = asFailure(thrown);
      // The program keeps only the latest lists: an old one is asked anew by itself.
      if (failure.circle === "refused" && failure.refusal === "list_gone") await this.ask();
      else this.failure = failure;
    } finally {
      this.#waiting.delete(page);
    }
  }

  async #ids(list: number, from: number, to: number): Promise<number[]> {
    const ids: number[] = [];
    try {
      for (let at = from; at < to; at += MOST) {
        const part = await call("applications.ids", { list, from: at, count: Math.min(MOST, to - at) });
        ids.push(...part.ids);
      }
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return [];
    }
    return ids;
  }
}

export const list = new ApplicationList();
