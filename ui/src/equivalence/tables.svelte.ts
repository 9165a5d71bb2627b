// The equivalence tables, which one is open, and who would change by it.
import type { Equivalences } from "../bindings/Equivalences";
import type { Failure } from "../bindings/Failure";
import type { Impact } from "../bindings/Impact";
import type { KindDetail } from "../bindings/KindDetail";
import type { TableDetail } from "../bindings/TableDetail";
import type { TableStep } from "../bindings/TableStep";
import { asFailure, call } from "../host/host";
import { registry } from "../state/registry.svelte";

class Tables {
  all = $state.raw<Equivalences>();
  open = $state.raw<TableDetail>();
  /** The kind that is looked at instead of a table. */
  kind = $state.raw<KindDetail>();
  impact = $state.raw<Impact>();
  failure = $state.raw<Failure>();
  /** The table or kind that was asked for last: an answer that comes late is not shown. */
  #wanted: number | string | undefined;

  async read(): Promise<void> {
    await this.#ask(async () => {
      this.all = await call("equivalence.list", {});
      const id = this.open?.line.id ?? this.all.tables[0]?.id;
      if (id !== undefined) this.open = await call("equivalence.detail", { id });
      if (this.kind) this.kind = await call("kinds.detail", { kind: this.kind.line.key });
    });
    await this.ask();
  }

  async show(id: number): Promise<void> {
    this.#wanted = id;
    await this.#ask(async () => {
      const open = await call("equivalence.detail", { id });
      if (this.#wanted === id) [this.open, this.kind, this.impact] = [open, undefined, undefined];
    });
    if (this.#wanted === id) await this.ask();
  }

  async showKind(kind: string): Promise<void> {
    this.#wanted = kind;
    await this.#ask(async () => {
      const detail = await call("kinds.detail", { kind });
      if (this.#wanted === kind) this.tookKind(detail);
    });
  }

  /** Asks who would change; only whoever may read candidates is told. */
  async ask(): Promise<void> {
    const open = this.kind ? undefined : this.open;
    if (!open || registry.signed?.reads_people !== true || !["draft", "agreed", "published"].includes(open.line.state)) return;
    await this.#ask(async () => {
      const impact = await call("equivalence.impact", { id: open.line.id, report: null });
      // The answer may come when another table is looked at.
      if (this.open?.line.id === open.line.id && !this.kind) this.impact = impact;
    });
  }

  async report(file: string): Promise<void> {
    const open = this.open;
    if (open) await call("equivalence.impact", { id: open.line.id, report: file });
  }

  /** Revokes the decisions that were looked at; how many. */
  async revoke(id: number, certificates: number[], reason: string): Promise<number> {
    const { count } = await call("equivalence.revoke", { id, certificates, reason });
    await registry.changed();
    return count;
  }

  /** Takes a step with the open one; throws what refuses it. */
  async step(step: TableStep, reason = ""): Promise<void> {
    const open = this.open;
    if (!open) return;
    this.took(await call("equivalence.step", { id: open.line.id, version: open.version, step, reason }));
    await registry.changed();
  }

  /** What became of the open one. */
  took(table: TableDetail): void {
    [this.open, this.kind, this.failure] = [table, undefined, undefined];
  }

  tookKind(kind: KindDetail): void {
    [this.kind, this.impact, this.failure] = [kind, undefined, undefined];
  }

  /** Puts what waits of the kind in force; throws what refuses it. */
  async confirmKind(): Promise<void> {
    const { line, pending } = this.kind ?? {};
    if (!line || !pending) return;
    this.tookKind(await call("kinds.confirm", { kind: line.key, version: pending.version }));
    await registry.changed();
  }

  /** Takes back what waits; a kind that never was in force is gone. */
  async dropKind(): Promise<void> {
    const { line, pending, edition } = this.kind ?? {};
    if (!line || !pending) return;
    await call("kinds.drop", { kind: line.key, version: pending.version });
    if (edition === 0) this.kind = undefined;
    await registry.changed();
  }

  async #ask(work: () => Promise<void>): Promise<void> {
    try {
      this.failure = undefined;
      await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const tables = new Tables();
