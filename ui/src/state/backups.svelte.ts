// How it stands with the backups, for the status bar and the registry's place; and the one that is
// made in the background when it is due.
import type { BackupState } from "../bindings/BackupState";
import { call } from "../host/host";
import { Job } from "./job.svelte";

/** How often it is asked whether one is due, in milliseconds. */
const ASK = 60_000;

let now = $state.raw<BackupState>();
let making = $state.raw<Job<"backup">>();

export const backups = {
  get now(): BackupState | undefined {
    return now;
  },
  /** The backup under way, or the last one. */
  get making(): Job<"backup"> | undefined {
    return making;
  },
  async read(): Promise<void> {
    now = await call("backup.state", {});
  },
  /** Makes one; whether it was made. */
  async make(): Promise<boolean> {
    if (making?.underWay) return false;
    making = new Job("backup");
    const made = await making.run(() => call("backup.make", {}));
    await backups.read().catch(() => undefined);
    return made !== undefined;
  },
  /** Looks after them until the returned function is called. A failed one shows where backups are. */
  watch(): () => void {
    const look = async (): Promise<void> => {
      await backups.read();
      if (now?.due) await backups.make();
    };
    // A locked screen answers nothing; it is asked again.
    const quietly = (): void => void look().catch(() => undefined);
    quietly();
    const timer = setInterval(quietly, ASK);
    return () => clearInterval(timer);
  },
};
