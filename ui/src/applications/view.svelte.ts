// Which part of an application the panel shows: the same for the next one.
export type View = "fitness" | "application" | "account" | "history";

class PanelView {
  shown = $state<View>("fitness");
}

export const view = new PanelView();
