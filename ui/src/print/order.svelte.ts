// The print order in preparation, its plan, the run under way and its result. It outlives the
// screen: a run goes on while people look at the list.
import type { Failure } from "../bindings/Failure";
import type { Parting } from "../bindings/Parting";
import type { PrintOrder } from "../bindings/PrintOrder";
import type { PrintPlan } from "../bindings/PrintPlan";
import type { RunLine } from "../bindings/RunLine";
import type { SheetOrder } from "../bindings/SheetOrder";
import { asFailure, call } from "../host/host";
import { Job } from "../state/job.svelte";
import { place, type Chosen } from "../state/place.svelte";
import { toasts } from "../state/toasts.svelte";
import { fill } from "../words/fill";
import { speech } from "../words/speech.svelte";
import { registry } from "../state/registry.svelte";

class Printing {
  what = $state<"all" | "chosen">("all");
  sheets = $state<SheetOrder>("hall");
  parting = $state<Parting>("halls");
  plan = $state.raw<PrintPlan>();
  planning = $state(false);
  failure = $state.raw<Failure>();
  job = $state.raw<Job<"print">>();
  runs = $state.raw<RunLine[]>();
  #asked = 0;
  #taken: Chosen | undefined;

  /** Applications chosen in the list, if they belong to the sitting in use. */
  get chosen() {
    return place.chosen?.sitting === registry.sitting?.id ? place.chosen : undefined;
  }

  get order(): PrintOrder | undefined {
    const sitting = registry.sitting?.id;
    if (sitting === undefined) return undefined;
    const selection = this.what === "chosen" ? (this.chosen?.selection ?? null) : null;
    return { sitting, selection, order: this.sheets, parting: this.parting };
  }

  /** What the list was asked to print becomes the order, once. */
  takeChosen(): void {
    if (this.chosen === this.#taken) return;
    this.#taken = this.chosen;
    if (this.chosen && !this.running) {
      this.what = "chosen";
      this.sheets = "list";
      if (this.chosen.count === 1) this.parting = "one_file";
      this.forgetRun();
    } else if (!this.chosen) {
      this.takeAll();
    }
  }
  takeAll(): void {
    this.what = "all";
    if (this.sheets === "list") this.sheets = "hall";
  }

  async readPlan(order: PrintOrder): Promise<void> {
    const asked = ++this.#asked;
    this.planning = true;
    try {
      const plan = await call("slips.plan", order);
      if (asked === this.#asked) [this.plan, this.failure] = [plan, undefined];
    } catch (thrown) {
      if (asked === this.#asked) [this.plan, this.failure] = [undefined, asFailure(thrown)];
    } finally {
      if (asked === this.#asked) this.planning = false;
    }
  }

  async readRuns(sitting: string): Promise<void> {
    try {
      this.runs = (await call("slips.runs", { sitting })).runs;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Asks for the folder, prints, and gives the answer; nothing when it was left or failed. */
  async print() {
    const order = this.order;
    if (!order) return undefined;
    this.failure = undefined;
    try {
      const { file } = await call("files.open_dialog", { purpose: "slip_folder", suggested: null });
      if (!file) return undefined;
      const job = new Job("print");
      this.job = job;
      const done = await job.run(() => call("slips.print", { order, folder: file.handle }));
      if (done) await registry.changed();
      return done;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    }
  }

  /** Asks for a file and writes a run's cover to it; a note says so and opens it. */
  async cover(run: number): Promise<void> {
    const sitting = registry.sitting?.id;
    if (sitting === undefined) return;
    this.failure = undefined;
    const w = speech.w.print;
    try {
      const suggested = fill(w.cover_name, { run: String(run).padStart(3, "0") });
      const { file } = await call("files.save_dialog", { purpose: "run_cover", suggested });
      if (!file) return;
      const made = await call("slips.cover", { sitting, run, file: file.handle });
      const open = () => void call("files.show", { file: made.file.handle }).catch((thrown: unknown) => (this.failure = asFailure(thrown)));
      toasts.say(fill(w.covered, { name: made.file.name }), { label: speech.w.common.open, run: open });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  get running(): Job<"print"> | undefined {
    return this.job?.underWay ? this.job : undefined;
  }
  forgetRun(): void {
    this.job = undefined;
  }
}

export const printing = new Printing();
