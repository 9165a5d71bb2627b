// The accounts, and which of them is open in the form.
import type { Failure } from "../bindings/Failure";
import type { Role } from "../bindings/Role";
import type { StaffLine } from "../bindings/StaffLine";
import { asFailure, call } from "../host/host";

/** Every role, in the order in which forms offer them. */
export const ROLES: readonly Role[] = ["registrar", "verifier", "approver", "seating_officer", "printer", "door", "results_officer", "administrator", "auditor"];

/** Who keeps the accounts is none of these: closed boxes say so before the program refuses. */
export const NO_ADMINISTRATOR: readonly Role[] = ["verifier", "approver", "results_officer"];

class StaffList {
  all = $state.raw<StaffLine[]>();
  failure = $state.raw<Failure>();
  /** The account in the form: its id, or a new one. */
  open = $state<number | "new">();

  async read(): Promise<void> {
    try {
      this.all = (await call("staff.list", {})).staff;
      this.failure = undefined;
    } catch (thrown) {
      [this.all, this.failure] = [undefined, asFailure(thrown)];
    }
  }

  get opened(): StaffLine | undefined {
    return this.all?.find((line) => line.id === this.open);
  }
}

export const staff = new StaffList();
