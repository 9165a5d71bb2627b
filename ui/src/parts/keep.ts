// The focus is never lost: when what held it leaves the page, the part around takes it.

/** For `use:keep={state}`: after each change of the state, a lost focus comes here. */
export function keep(node: HTMLElement, _state: unknown) {
  const take = () => {
    if (document.activeElement === null || document.activeElement === document.body) node.focus({ preventScroll: true });
  };
  take();
  return { update: take };
}
