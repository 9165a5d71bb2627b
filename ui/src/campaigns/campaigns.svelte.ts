// The campaigns, which one is open, and what is typed over it.
import type { CampaignDetail } from "../bindings/CampaignDetail";
import type { CampaignLine } from "../bindings/CampaignLine";
import type { Failure } from "../bindings/Failure";
import { asFailure, call } from "../host/host";
import { registry } from "../state/registry.svelte";

class CampaignList {
  all = $state.raw<CampaignLine[]>();
  open = $state.raw<CampaignDetail>();
  failure = $state.raw<Failure>();
  /** Every field as it is typed; nothing while the plan is only looked at. */
  draft = $state<Record<string, string>>();
  /** The list of institutions as it is typed, with what it was typed over: kept while its dialog is closed. */
  organisations = $state.raw<{ text: string; edition: number; before: readonly string[]; of: string }>();

  get isLast(): boolean {
    return this.open?.edition === this.open?.editions[0]?.number;
  }

  async read(): Promise<void> {
    await this.#ask(async () => {
      this.all = (await call("campaigns.list", {})).campaigns;
      const first = this.all[0];
      if (this.open === undefined && first) await this.show(first.name);
    });
  }

  async show(name: string, edition: number | null = null): Promise<void> {
    await this.#ask(async () => {
      this.open = await call("campaigns.detail", { name, edition });
      this.draft = undefined;
    });
  }

  edit(): void {
    if (this.open && this.isLast) this.draft = { ...this.open.fields };
  }

  /** Puts back what was typed. */
  leave(): void {
    [this.draft, this.failure] = [undefined, undefined];
  }

  /** Saves what differs, over an edition; answers whether it was saved. */
  async save(over = this.open?.edition ?? 0, typed = this.draft ?? {}): Promise<boolean> {
    const open = this.open;
    if (open === undefined) return false;
    const fields = Object.fromEntries(Object.entries(typed).filter(([key, text]) => text !== open.fields[key]));
    return this.#ask(async () => {
      this.open = await call("campaigns.save", { name: open.name, edition: over, fields });
      this.draft = undefined;
      await this.#changed();
    });
  }

  async nextYear(): Promise<boolean> {
    const name = this.open?.name;
    if (name === undefined) return false;
    return this.#ask(async () => {
      this.open = await call("campaigns.next_year", { name, edition: null });
      await this.#changed();
    });
  }

  async #changed(): Promise<void> {
    this.all = (await call("campaigns.list", {})).campaigns;
    await registry.read();
  }

  async #ask(work: () => Promise<void>): Promise<boolean> {
    this.failure = undefined;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    }
  }
}

export const campaigns = new CampaignList();
