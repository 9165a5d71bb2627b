// The import under way: what was chosen, what the check said, what was taken. It outlives the
// screen, so that looking at the list meanwhile loses nothing.
import type { ChosenFile } from "../bindings/ChosenFile";
import type { Failure } from "../bindings/Failure";
import { asFailure, call } from "../host/host";
import { Job } from "../state/job.svelte";
import { registry } from "../state/registry.svelte";

class Import {
  file = $state.raw<ChosenFile>();
  photos = $state.raw<ChosenFile>();
  check = $state.raw<Job<"preview">>();
  commit = $state.raw<Job<"import">>();
  failure = $state.raw<Failure>();

  get preview() {
    return this.check?.answer;
  }
  get done() {
    return this.commit?.answer;
  }
  get running(): Job<"preview"> | Job<"import"> | undefined {
    if (this.check?.underWay) return this.check;
    return this.commit?.underWay ? this.commit : undefined;
  }

  async choose(purpose: "candidate_list" | "photo_folder"): Promise<void> {
    await this.#attempt(async () => {
      const { file } = await call("files.open_dialog", { purpose, suggested: null });
      if (!file) return;
      if (purpose === "candidate_list") this.file = file;
      else this.photos = file;
      this.#forget();
    });
  }

  withoutPhotos(): void {
    this.photos = undefined;
    this.#forget();
  }

  /** Reads and judges every row; nothing is written. */
  async read(): Promise<void> {
    const { file, photos } = this;
    const sitting = registry.sitting?.id;
    if (!file || sitting === undefined) return;
    this.#forget();
    const check = new Job("preview");
    this.check = check;
    await check.run(() => call("import.preview", { sitting, file: file.handle, photos: photos?.handle ?? null }));
  }

  /** Takes the rows in; the answer, or nothing when it failed. */
  async take(goodOnly: boolean) {
    const preview = this.preview?.preview;
    if (preview === undefined) return undefined;
    const commit = new Job("import");
    this.commit = commit;
    const done = await commit.run(() => call("import.commit", { preview, good_only: goodOnly }));
    if (done) await this.#attempt(() => registry.changed());
    return done;
  }

  /** Saves findings or refused rows; how many, and the file's name. */
  async save(part: "findings" | "refused_rows", suggested: string): Promise<{ rows: number; file: string } | undefined> {
    const preview = this.preview?.preview;
    if (preview === undefined) return undefined;
    let saved: { rows: number; file: string } | undefined;
    await this.#attempt(async () => {
      const { file } = await call("files.save_dialog", { purpose: part, suggested });
      if (!file) return;
      const command = part === "findings" ? "import.save_findings" : "import.save_refused";
      const { rows } = await call(command, { preview, file: file.handle });
      saved = { rows, file: file.name };
    });
    return saved;
  }

  restart(): void {
    Object.assign(this, { file: undefined, photos: undefined });
    this.#forget();
  }

  #forget(): void {
    Object.assign(this, { check: undefined, commit: undefined, failure: undefined });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const current = new Import();
