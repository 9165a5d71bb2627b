// A dialog over everything: opened as it comes, the focus given back as it goes.

/** For `use:modal` on a `<dialog>`. */
export function modal(dialog: HTMLDialogElement) {
  const before = document.activeElement;
  dialog.showModal();
  return {
    destroy() {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
  };
}
