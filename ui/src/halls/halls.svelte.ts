// The halls, and which of them is open in the form.
import type { Failure } from "../bindings/Failure";
import type { HallLine } from "../bindings/HallLine";
import { asFailure, call } from "../host/host";
import { grouped } from "./group";

class HallList {
  all = $state.raw<HallLine[]>();
  failure = $state.raw<Failure>();
  /** The hall in the form: its id, or a new one. */
  open = $state<number | "new">();

  buildings = $derived(grouped(this.all ?? []));
  seats = $derived(this.buildings.reduce((sum, building) => sum + building.seats, 0));

  async read(): Promise<void> {
    try {
      this.all = (await call("halls.list", {})).halls;
      this.failure = undefined;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  get opened(): HallLine | undefined {
    return this.all?.find((line) => line.id === this.open);
  }
}

export const halls = new HallList();
