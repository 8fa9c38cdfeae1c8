// The way from the drawing and the list into the panel, for the keyboard.
import type { Store } from "../store/store";
import { attend } from "./attention";

/** Shows the properties of an element, and goes on to the first of the selectors that finds something there. */
export function intoPanel(store: Store, id: string, ...selectors: readonly string[]): void {
  if (!store.state.selection.has(id)) store.select([id]);
  attend(id);
  requestAnimationFrame(() => {
    const panel = document.querySelector(".shell-panel [role='tabpanel']");
    for (const selector of selectors) {
      const found = panel?.querySelector<HTMLElement>(selector);
      if (!found) continue;
      found.focus();
      if (found instanceof HTMLInputElement) found.select();
      return;
    }
  });
}

/** To its name, to be typed over. */
export const intoName = (store: Store, id: string): void => intoPanel(store, id, "input[name='name']");
