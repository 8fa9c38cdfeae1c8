import type { KeyboardEvent } from "react";

/** Beside the canvas, letters look for names and arrows walk through lists: they must not zoom or move what is
 * drawn. Undo and its like work everywhere, and so do Escape and the list of keys. */
export function keepHere(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && event.key !== "Escape" && event.key !== "?")
    event.stopPropagation();
}
