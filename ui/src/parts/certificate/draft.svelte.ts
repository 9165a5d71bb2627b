// A certificate as it is typed: judged while it is typed, received or set right when it is saved.
import type { CertificateView } from "../../bindings/CertificateView";
import type { ChosenFile } from "../../bindings/ChosenFile";
import type { Failure } from "../../bindings/Failure";
import type { JudgedCertificate } from "../../bindings/JudgedCertificate";
import type { KindView } from "../../bindings/KindView";
import type { ScoreForm } from "../../bindings/ScoreForm";
import { asFailure, call } from "../../host/host";

/** `03.11.2025` or `2025-11-03` as ISO; nothing for what is no day. */
function iso(typed: string): string | undefined {
  const [, day, month, year] = /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$/.exec(typed) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined) return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return /^\s*(\d{4}-\d{2}-\d{2})\s*$/.exec(typed)?.[1];
}

export class CertificateDraft {
  typed = $state<Record<string, string>>({});
  judged = $state.raw<JudgedCertificate>();
  failure = $state.raw<Failure>();
  scans = $state.raw<ChosenFile[]>([]);
  kept = $state.raw<number[]>([]);
  readonly entry: number;
  readonly kinds: readonly KindView[];
  readonly of: CertificateView | undefined;
  #asked = 0;
  #busy = false;

  constructor(entry: number, kinds: readonly KindView[], of?: CertificateView) {
    [this.entry, this.kinds, this.of] = [entry, kinds, of];
    this.typed = { ...of?.typed };
    this.kept = of?.scans.map(({ place }) => place) ?? [];
    this.judged = of?.judged;
  }

  get kind(): KindView | undefined {
    return this.kinds.find(({ kind }) => kind.key === this.typed["kind"]);
  }

  /** Levels of its diplomas; none where the kind has no diplomas. */
  get levels(): readonly string[] {
    return (this.kind?.forms ?? []).flatMap(({ level }) => (level === null ? [] : [level]));
  }

  /** How its scores are entered, by the day of the test and the level. */
  get form(): ScoreForm | undefined {
    const forms = this.kind?.forms ?? [];
    if (this.levels.length > 0) return forms.find(({ level }) => level === this.typed["level"]);
    const day = iso(this.typed["tested_on"] ?? "");
    const holds = ({ tested }: ScoreForm) => day !== undefined && (tested.from === null || tested.from <= day) && (tested.to === null || day <= tested.to);
    return forms.length === 1 ? forms[0] : forms.find(holds);
  }

  /** Asks what the rules make of it; an answer to what was typed before is dropped. */
  async judge(): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const answer = await call("certificates.judge", { entry: this.entry, typed: { ...this.typed } });
      if (asked === this.#asked) this.judged = answer;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  async addScan(): Promise<void> {
    const { file } = await call("files.open_dialog", { purpose: "scan", suggested: null });
    if (file) this.scans = [...this.scans, file];
  }

  /** Saves it; nothing where it was refused, and the draft says why. */
  async save(): Promise<CertificateView | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    try {
      const of: [number, number] | null = this.of ? [this.of.id, this.of.version] : null;
      const scans = this.scans.map(({ handle }) => handle);
      return await call("certificates.save", { of, entry: this.entry, typed: { ...this.typed }, scans, kept: this.kept });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    } finally {
      this.#busy = false;
    }
  }
}
