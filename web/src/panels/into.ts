// The way from the drawing and the list into the panel, for the keyboard.
import type { Store } from "../store/store";
import { attend } from "./attention";

/** Shows the properties of an element, and goes on to the first of the selectors that finds something there. */
export function intoPanel(store: Store, id: string, ...selectors: readonly string[]): void {
  if (!store.state.selection.has(id)) store.select([id]);
  attend(id);
  lookFor(store, id, selectors, longest);
}

/** How many frames the element's properties may take to be drawn: the panel itself is loaded after the drawing. */
const longest = 600;

function lookFor(store: Store, id: string, selectors: readonly string[], frames: number): void {
  requestAnimationFrame(() => {
    if (!store.state.selection.has(id)) return; // the person went on
    const panel = document.querySelector(`.tab-panel[data-elements~="${CSS.escape(id)}"]`);
    for (const selector of selectors) {
      const found = panel?.querySelector<HTMLElement>(selector);
      if (!found) continue;
      found.focus();
      if (found instanceof HTMLInputElement) found.select();
      return;
    }
    if (frames > 0) lookFor(store, id, selectors, frames - 1);
  });
}

/** To its name, to be typed over. */
export const intoName = (store: Store, id: string): void => intoPanel(store, id, "input[name='name']");
