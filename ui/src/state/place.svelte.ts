// Where the person is, and what they carry from one place to another.
import type { CertificateQueue } from "../bindings/CertificateQueue";
import type { ListFilter } from "../bindings/ListFilter";
import type { RecordKey } from "../bindings/RecordKey";
import type { Selection } from "../bindings/Selection";

/** The places in the order of the rail; the number of a place is its key. */
export const PLACES = ["today", "applications", "certificates", "payments", "print", "equivalence", "campaigns", "halls", "import", "staff", "journal", "registry"] as const;
export type Place = (typeof PLACES)[number];

/** Applications chosen for printing. */
export interface Chosen {
  sitting: string;
  selection: Selection;
  count: number;
}

let here = $state<Place>("today");
let chosen = $state.raw<Chosen>();
let filter = $state.raw<Partial<ListFilter>>();
let record = $state.raw<RecordKey>();
let beginning = $state(false);
let certificate = $state<number>();
let queue = $state<CertificateQueue>();

export const place = {
  get here(): Place {
    return here;
  },
  go(to: Place): void {
    here = to;
  },
  /** What to print, where the list was asked to print it. */
  get chosen(): Chosen | undefined {
    return chosen;
  },
  print(what: Chosen): void {
    chosen = what;
    here = "print";
  },
  forgetChosen(): void {
    chosen = undefined;
  },
  /** What the list was asked to show from elsewhere, until it has taken it. */
  get filter(): Partial<ListFilter> | undefined {
    return filter;
  },
  show(what: Partial<ListFilter>): void {
    filter = what;
    here = "applications";
  },
  takeFilter(): Partial<ListFilter> | undefined {
    const taken = filter;
    filter = undefined;
    return taken;
  },
  /** The certificate that its desk was asked to open, until it has taken it. */
  openCertificate(id: number): void {
    certificate = id;
    here = "certificates";
  },
  /** Opens a queue of certificates. */
  openQueue(wanted: CertificateQueue): void {
    queue = wanted;
    here = "certificates";
  },
  takeQueue(): CertificateQueue | undefined {
    const taken = queue;
    queue = undefined;
    return taken;
  },
  takeCertificate(): number | undefined {
    const taken = certificate;
    certificate = undefined;
    return taken;
  },
  /** Whether a new application was asked for from elsewhere, until it is begun. */
  get beginning(): boolean {
    return beginning;
  },
  begin(): void {
    beginning = true;
    here = "applications";
  },
  takeBeginning(): void {
    beginning = false;
  },
  /** The record whose history the journal was asked to show, until it has taken it. */
  get record(): RecordKey | undefined {
    return record;
  },
  lookBack(at: RecordKey): void {
    record = at;
    here = "journal";
  },
  takeRecord(): RecordKey | undefined {
    const taken = record;
    record = undefined;
    return taken;
  },
};
