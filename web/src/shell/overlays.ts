// Which of the editor's own dialogs is open. Actions open them; the shell shows them.
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "keys" | "matrix" | "export" | "import";

let open: Overlay | undefined;
const listeners = new Set<() => void>();

export function showOverlay(next: Overlay | undefined): void {
  open = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const currentOverlay = (): Overlay | undefined => open;

export const useOverlay = (): Overlay | undefined => useSyncExternalStore(subscribe, currentOverlay);
