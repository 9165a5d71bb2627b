// Steps of applications: which deed takes each.
import type { Deed } from "../bindings/Deed";
import type { Step } from "../bindings/Step";

export const deedOf: Record<Step, Deed> = {
  submit: "submit_applications",
  confirm: "confirm_applications",
  reject: "reject_applications",
  withdraw: "withdraw_applications",
  reopen: "reopen_applications",
};
