// Short notes of what was done. Never the only place of an error.

export interface Toast {
  id: number;
  text: string;
  act?: { label: string; run: () => void };
}

const SHOWN_FOR = 8_000;
let all = $state.raw<Toast[]>([]);
let next = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = {
  get all(): Toast[] {
    return all;
  },
  say(text: string, act?: Toast["act"]): void {
    const toast: Toast = act ? { id: next++, text, act } : { id: next++, text };
    all = [...all, toast];
    toasts.resume(toast.id);
  },
  close(id: number): void {
    toasts.pause(id);
    all = all.filter((toast) => toast.id !== id);
  },
  /** Under the pointer or with the focus in it a note stays. */
  pause(id: number): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  },
  resume(id: number): void {
    toasts.pause(id);
    timers.set(id, setTimeout(() => toasts.close(id), SHOWN_FOR));
  },
};
