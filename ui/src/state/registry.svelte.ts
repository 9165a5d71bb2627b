// Which registry is open, which sitting is in use, and their counts.
import type { SittingDetail } from "../bindings/SittingDetail";
import type { SittingLine } from "../bindings/SittingLine";
import type { Signed } from "../bindings/Signed";
import type { Status } from "../bindings/Status";
import { call } from "../host/host";
import { preferences } from "./preferences.svelte";

let status = $state.raw<Status>();
let sittings = $state.raw<SittingLine[]>([]);
let detail = $state.raw<SittingDetail>();
let revision = $state(0);

export const registry = {
  get status(): Status | undefined {
    return status;
  },
  /** Whoever is signed in. */
  get signed(): Signed | undefined {
    return status?.open?.signed ?? undefined;
  },
  get sittings(): SittingLine[] {
    return sittings;
  },
  /** The sitting in use; nothing only while none is known. */
  get sitting(): SittingDetail | undefined {
    return detail;
  },
  /** Grows with every change of the registry; lists that depend on it ask anew. */
  get revision(): number {
    return revision;
  },
  async read(): Promise<void> {
    await use(await call("registry.status", {}));
  },
  use,
  /** Locks the screen; what is on it stays. */
  async lock(): Promise<void> {
    status = await call("session.lock", {});
  },
  /** Takes another sitting into use and remembers it. */
  async choose(sitting: string): Promise<void> {
    detail = await call("sittings.detail", { sitting });
    revision += 1;
    await preferences.change({ sitting });
  },
  /** After a change: counts are asked anew. */
  async changed(): Promise<void> {
    await readSittings();
    revision += 1;
  },
};

async function use(next: Status): Promise<void> {
  const signed = next.open?.signed;
  if (signed && !signed.must_change_password && !signed.locked) await readSittings();
  else detail = undefined;
  status = next;
  revision += 1;
}

async function readSittings(): Promise<void> {
  sittings = (await call("sittings.list", {})).sittings;
  const remembered = sittings.find((line) => line.id === (detail?.id ?? preferences.now.sitting));
  const sitting = (remembered ?? sittings[0])?.id;
  detail = sitting === undefined ? undefined : await call("sittings.detail", { sitting });
}
