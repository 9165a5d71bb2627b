// The queues of certificates, which one is open, and the steps that are taken with it.
import type { CertificateQueue } from "../bindings/CertificateQueue";
import type { CertificateQueueView } from "../bindings/CertificateQueueView";
import type { CertificateView } from "../bindings/CertificateView";
import type { Failure } from "../bindings/Failure";
import type { StepCertificate } from "../bindings/StepCertificate";
import type { SuspectLine } from "../bindings/SuspectLine";
import { asFailure, call } from "../host/host";
import { place } from "../state/place.svelte";
import { registry } from "../state/registry.svelte";
import { toasts } from "../state/toasts.svelte";
import { fill } from "../words/fill";
import { speech } from "../words/speech.svelte";

export const QUEUES = ["check", "decide", "returned", "done"] as const satisfies readonly CertificateQueue[];
/** A queue, or those with something against them. */
export type Queue = CertificateQueue | "suspect";

class Certificates {
  queue = $state<Queue>("check");
  seen = $state.raw<CertificateQueueView>();
  suspects = $state.raw<readonly SuspectLine[]>([]);
  open = $state.raw<CertificateView>();
  failure = $state.raw<Failure>();

  /** What stands in the queue, in its order. */
  get lines(): readonly { id: number }[] {
    return this.queue === "suspect" ? this.suspects : (this.seen?.lines ?? []);
  }

  /** The place of the open one in its queue, from 0; -1 where it is not in it. */
  get at(): number {
    return this.lines.findIndex(({ id }) => id === this.open?.id);
  }

  async read(): Promise<void> {
    const wanted = place.takeCertificate();
    const queue = place.takeQueue();
    if (queue) [this.queue, this.open] = [queue, undefined];
    await this.#ask(async () => {
      await this.#fetch();
      if (wanted !== undefined) await this.#show(wanted);
      else if (this.open) this.open = await call("certificates.detail", { id: this.open.id });
    });
  }

  async turn(queue: Queue): Promise<void> {
    [this.queue, this.open] = [queue, undefined];
    await this.read();
  }

  async show(id: number): Promise<void> {
    await this.#ask(() => this.#show(id));
  }

  close(): void {
    [this.open, this.failure] = [undefined, undefined];
  }

  /** Goes to the one so many places further; stays at the ends. */
  async go(by: 1 | -1): Promise<void> {
    const next = this.lines[this.at + by];
    if (next && this.at + by >= 0) await this.show(next.id);
  }

  /** Takes a step with the open one and goes on to the next of its queue; throws what refuses it. */
  async step(asked: Omit<StepCertificate, "id" | "version">): Promise<void> {
    const open = this.open;
    if (!open) return;
    const next = this.lines[this.at + 1] ?? this.lines[this.at - 1];
    await call("certificates.step", { ...asked, id: open.id, version: open.version });
    await this.#fetch();
    const then = next && this.lines.some(({ id }) => id === next.id) ? await call("certificates.detail", { id: next.id }) : undefined;
    this.open = then;
    const w = speech.w.certificates;
    toasts.say(then ? fill(w.next_done, { name: then.person }) : w.all_done);
    await registry.changed();
  }

  async #fetch(): Promise<void> {
    this.seen = await call("certificates.queue", { queue: this.queue === "suspect" ? "check" : this.queue });
    // Who looks at another queue does not wait for everybody to be held against everybody.
    const suspects = this.#ask(this.#suspect);
    if (this.queue === "suspect") await suspects;
  }

  #suspect = async (): Promise<void> => {
    this.suspects = (await call("certificates.suspicious", {})).lines;
  };

  async #show(id: number): Promise<void> {
    this.open = await call("certificates.detail", { id });
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

export const certificates = new Certificates();
