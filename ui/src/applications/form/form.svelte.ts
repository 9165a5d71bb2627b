// The application that is typed: its fields, what is wrong with them, and the draft that keeps them. It outlives
// the screen, so that going elsewhere and coming back loses nothing.
import type { CutView } from "../../bindings/CutView";
import type { DraftKept } from "../../bindings/DraftKept";
import type { Failure } from "../../bindings/Failure";
import type { Finding } from "../../bindings/Finding";
import type { FormCheck } from "../../bindings/FormCheck";
import type { FormSaved } from "../../bindings/FormSaved";
import type { FormView } from "../../bindings/FormView";
import type { PhotoOf } from "../../bindings/PhotoOf";
import { asFailure, call } from "../../host/host";
import type { Wanted } from "../view.svelte";

const CHECK_AFTER = 180;
const KEEP_AFTER = 700;
/** A draft that could not be kept is tried again: the screen may be locked. */
const AGAIN_AFTER = 4000;

class ApplicationForm {
  opened = $state.raw<FormView>();
  /** What it was asked to open. */
  wanted = $state.raw<Wanted>();
  typed = $state<Record<string, string>>({});
  /** The version that was looked at; one's own photo makes it newer. */
  version = 0;
  looked = $state.raw<FormCheck>();
  kept = $state.raw<DraftKept>();
  failure = $state.raw<Failure>();
  saving = $state(false);
  /** Something was typed since it was opened or saved. */
  dirty = $state(false);
  /** Fields that were left once: only of these a fault is said, until a save was tried. */
  left = $state.raw<ReadonlySet<string>>(new Set());
  tried = $state(false);
  /** The photo that was cut; of a new application it is kept with the draft. */
  cut = $state.raw<CutView>();
  /** People told apart from whoever is typed. */
  apart = $state.raw<ReadonlySet<number>>(new Set());

  #asked = 0;
  #checking: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  /** Why the draft could not be kept last. */
  #lost: unknown;
  /** Drafts on their way, one after another: a new one gets its number from the first. */
  #kept: Promise<void> = Promise.resolve();

  /** What is wrong, as far as it is to be said. */
  readonly findings = $derived.by(() => {
    const said = (it: Finding) => this.opened?.id != null || this.tried || this.left.has(it.column);
    return this.looked?.findings.filter(said) ?? [];
  });
  readonly faults = $derived(this.findings.filter(({ weight }) => weight === "refuses"));
  readonly looks = $derived(this.findings.filter(({ weight }) => weight === "look"));
  readonly similar = $derived(this.looked?.similar.filter(({ id }) => !this.apart.has(id)) ?? []);

  text(key: string): string {
    return this.typed[key] ?? "";
  }

  finding(key: string, weight: Finding["weight"]): Finding | undefined {
    return this.findings.find((it) => it.column === key && it.weight === weight);
  }

  async open(sitting: string, wanted: Wanted): Promise<void> {
    const { id, draft, fin } = wanted;
    this.forget();
    this.wanted = wanted;
    try {
      const opened = await call("form.open", { sitting, id: id ?? null, draft: draft ?? null, fin: fin ?? null });
      Object.assign(this, { opened, version: opened.version, typed: { ...opened.typed }, kept: opened.draft ?? undefined, apart: new Set(opened.apart) });
      // A draft that is gone on with has had its fields left before.
      this.tried = opened.draft !== null && opened.id === null;
      await this.check();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Leaves nothing behind: for a new form, and when somebody else comes in. */
  forget(): void {
    clearTimeout(this.#checking);
    clearTimeout(this.#keeping);
    this.#asked += 1;
    this.#kept = Promise.resolve();
    Object.assign(this, { opened: undefined, wanted: undefined, typed: {}, looked: undefined, kept: undefined, failure: undefined, saving: false, dirty: false, left: new Set(), tried: false, cut: undefined, apart: new Set() });
  }

  set(key: string, text: string): void {
    if (this.text(key) === text) return;
    this.typed[key] = text;
    this.dirty = true;
    clearTimeout(this.#checking);
    this.#checking = setTimeout(() => void this.check(), CHECK_AFTER);
    this.#keepAfter(KEEP_AFTER);
  }

  leave(key: string): void {
    // A form in which nothing was typed yet has nothing wrong.
    if (this.dirty && !this.left.has(key)) this.left = new Set(this.left).add(key);
  }

  /** They are not the same person: remembered with the draft, and for good with the save. */
  tellApart(id: number): void {
    this.apart = new Set(this.apart).add(id);
    this.dirty = true;
    this.#keepAfter(KEEP_AFTER);
  }

  /** Of what the photo is: of the entry that is changed, or of the draft of a new application. */
  async photoOf(): Promise<PhotoOf> {
    const id = this.opened?.id;
    if (id != null) return { of: "entry", id };
    this.dirty = true;
    await this.keep();
    // Without its draft the photo would be shown and not kept.
    if (!this.kept) throw this.#lost;
    return { of: "draft", draft: this.kept.id };
  }

  async check(): Promise<void> {
    clearTimeout(this.#checking);
    const [opened, asked] = [this.opened, ++this.#asked];
    if (!opened) return;
    try {
      const looked = await call("form.check", { sitting: opened.sitting, id: opened.id, draft: this.kept?.id ?? null, typed: { ...this.typed } });
      if (asked === this.#asked) this.looked = looked;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  #keepAfter(wait: number): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => void this.keep(), wait);
  }

  /** Keeps what was typed as a draft; at once where the form is left. */
  keep(): Promise<void> {
    clearTimeout(this.#keeping);
    this.#kept = this.#kept.then(async () => {
      const { opened, dirty } = this;
      if (!opened || !dirty || this.saving) return;
      try {
        const { sitting, id } = opened;
        const kept = await call("form.keep", { sitting, id, version: this.version, draft: this.kept?.id ?? null, apart: [...this.apart], typed: { ...this.typed } });
        if (opened === this.opened) this.kept = kept;
      } catch (thrown) {
        this.#lost = thrown;
        if (opened === this.opened) this.#keepAfter(AGAIN_AFTER);
      }
    });
    return this.#kept;
  }

  /** Throws the draft away; what the registry holds stands in the form again. */
  async discard(): Promise<void> {
    const { opened, kept } = this;
    if (!opened) return;
    this.dirty = false;
    await this.#kept;
    const draft = this.kept?.id ?? kept?.id;
    try {
      if (draft !== undefined) await call("form.drop", { draft });
      await this.open(opened.sitting, opened.id === null ? {} : (this.wanted ?? {}));
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Saves; over a version that was looked at beside the own one, where two changed it. */
  async save(over?: number, fields?: Record<string, string>): Promise<FormSaved | undefined> {
    const { opened } = this;
    if (!opened || this.saving) return undefined;
    this.saving = true;
    this.failure = undefined;
    if (fields) Object.assign(this.typed, fields);
    clearTimeout(this.#keeping);
    await this.#kept;
    try {
      const saved = await call("form.save", { sitting: opened.sitting, id: opened.id, version: over ?? this.version, draft: this.kept?.id ?? null, apart: [...this.apart], typed: { ...this.typed } });
      this.dirty = false;
      return saved;
    } catch (thrown) {
      const failure = asFailure(thrown);
      this.tried = true;
      if (failure.circle === "refused" && failure.refusal === "form_faulty") await this.check();
      else this.failure = failure;
      this.#keepAfter(0);
      return undefined;
    } finally {
      this.saving = false;
    }
  }
}

export const form = new ApplicationForm();
