// Long work: asked after until it ends, stoppable, its answer kept for the place that began it.
import type { Failure } from "../bindings/Failure";
import type { JobAnswer } from "../bindings/JobAnswer";
import type { JobState } from "../bindings/JobState";
import { asFailure, call } from "../host/host";

const POLL = 150;
let running = $state.raw<readonly Job<JobAnswer["of"]>[]>([]);

/** Work under way, for the status bar. */
export const work = {
  get running(): readonly Job<JobAnswer["of"]>[] {
    return running;
  },
};

/** The answer of one kind of work. */
export type AnswerOf<K extends JobAnswer["of"]> = Extract<JobAnswer, { of: K }>;

export class Job<K extends JobAnswer["of"]> {
  state = $state.raw<JobState>();
  failure = $state.raw<Failure>();
  answer = $state.raw<AnswerOf<K>>();
  stopping = $state(false);
  #number: number | undefined;

  constructor(readonly kind: K) {}

  /** Starts the work and waits for its end; the answer, or nothing when it failed. */
  async run(start: () => Promise<{ job: number }>): Promise<AnswerOf<K> | undefined> {
    const here = this as unknown as Job<JobAnswer["of"]>;
    running = [...running, here];
    try {
      this.#number = (await start()).job;
      if (this.stopping) await this.#cancel(this.#number);
      return await this.#follow(this.#number);
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    } finally {
      running = running.filter((job) => job !== here);
    }
  }

  /** Stops the work; pressed before it has a number, it is stopped as soon as it has one. */
  async stop(): Promise<void> {
    if (this.stopping || !this.underWay) return;
    this.stopping = true;
    if (this.#number !== undefined) await this.#cancel(this.#number);
  }

  get underWay(): boolean {
    return this.answer === undefined && this.failure === undefined;
  }

  /** That it ended meanwhile is no failure: how it ended says its state. */
  async #cancel(job: number): Promise<void> {
    await call("jobs.cancel", { job }).catch(() => undefined);
  }

  async #follow(job: number): Promise<AnswerOf<K> | undefined> {
    for (;;) {
      const state = await call("jobs.state", { job });
      this.state = state;
      if (state.end?.end === "failed") this.failure = state.end.failure;
      if (state.end?.end === "done") this.answer = state.end.answer as AnswerOf<K>;
      if (state.end) return this.answer;
      await new Promise((later) => setTimeout(later, POLL));
    }
  }
}
