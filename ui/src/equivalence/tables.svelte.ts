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
    await this.#ask(async () => {
      this.open = await call("equivalence.detail", { id });
      [this.kind, this.impact] = [undefined, undefined];
    });
    await this.ask();
  }

  async showKind(kind: string): Promise<void> {
    await this.#ask(async () => {
      this.tookKind(await call("kinds.detail", { kind }));
    });
  }

  /** Asks who would change; only whoever may read candidates is told. */
  async ask(): Promise<void> {
    const open = this.kind ? undefined : this.open;
    if (!open || registry.signed?.reads_people !== true || !["draft", "agreed", "published"].includes(open.line.state)) return;
    await this.#ask(async () => {
      this.impact = await call("equivalence.impact", { id: open.line.id, report: null });
    });
  }

  async report(file: string): Promise<void> {
    const open = this.open;
    if (open) this.impact = await call("equivalence.impact", { id: open.line.id, report: file });
  }

  /** Revokes every decision that the open one does not carry any more. */
  async revoke(reason: string): Promise<void> {
    const [open, impact] = [this.open, this.impact];
    if (!open || !impact) return;
    this.impact = await call("equivalence.revoke", { id: open.line.id, count: impact.revocable.length, reason });
    await registry.changed();
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
