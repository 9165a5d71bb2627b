// What the panel and its forms remember from one application to the next.
import type { ConfirmedBy } from "../bindings/ConfirmedBy";
import type { Selection } from "../bindings/Selection";
import type { Step } from "../bindings/Step";

/** What the form is to open: an entry, a draft, somebody's papers, or nothing of these for a new one. */
export interface Wanted {
  id?: number;
  draft?: number;
  fin?: string;
}

export type View = "fitness" | "application" | "account" | "history";

/** A step that is being asked for. */
export interface Asked {
  step: Step;
  selection: Selection;
  count: number;
}

class PanelView {
  /** Which part of an application is shown. */
  shown = $state<View>("fitness");
  /** Who confirms, and for which commission whoever sits here works. */
  by = $state<ConfirmedBy>("commission");
  commission = $state("");
  asked = $state.raw<Asked>();
  /** Applications that a tag is put on. */
  tagged = $state.raw<{ selection: Selection; count: number }>();
  /** Applications that letters go to. */
  written = $state.raw<{ selection: Selection; count: number }>();
  /** The form that stands in the list's place. */
  form = $state.raw<Wanted>();
}

export const view = new PanelView();
