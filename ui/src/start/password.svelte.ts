// One's own password, changed: typed twice, checked by the program.
import type { Failure } from "../bindings/Failure";
import { asFailure, call } from "../host/host";
import { registry } from "../state/registry.svelte";
import { toasts } from "../state/toasts.svelte";
import type { Reasoned } from "../words/catalogue";
import { speech } from "../words/speech.svelte";
import { faultOf } from "../words/tagged";

export class NewPassword {
  old = $state("");
  next = $state("");
  again = $state("");
  differ = $state(false);
  #failure = $state.raw<Failure>();

  /** What is wrong with the new one. */
  get fault(): Reasoned | undefined {
    return faultOf(this.#failure, "password", speech.rules);
  }
  get unlike(): Reasoned | undefined {
    const w = speech.w.door;
    return this.differ ? { reason: w.differ, remedy: w.differ_remedy } : undefined;
  }
  get failure(): Failure | undefined {
    return this.fault ? undefined : this.#failure;
  }

  /** Changes it; whether it was changed. */
  async change(): Promise<boolean> {
    this.differ = this.next !== this.again;
    if (this.differ) return false;
    try {
      await registry.use(await call("session.change_password", { old: this.old, new: this.next }));
      toasts.say(speech.w.door.changed);
      return true;
    } catch (thrown) {
      this.#failure = asFailure(thrown);
      return false;
    }
  }
}
