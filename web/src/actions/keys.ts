import type { App } from "../app";
import { currentOverlay } from "../shell/overlays";
import type { Action } from "./action";

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** The key of an event as an action spells it: modifiers in a fixed order, then the key. */
export function keyOfEvent(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // Shift is part of "+" and "?" already; with letters and named keys it is a modifier.
  const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key));
  return [mod && "Mod", event.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
}

const arrows = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" } as const;

/** The keys as people read them. */
export function keyLabel(spelled: string): string {
  const keys = spelled.replace(/Arrow\w+/, (arrow) => arrows[arrow as keyof typeof arrows] ?? arrow);
  return isMac
    ? keys.replace("Mod", "⌘").replace("Shift", "⇧").replace("Alt", "⌥").replaceAll("+", "")
    : keys.replace("Mod", "Ctrl");
}

const within = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** In a field, keys belong to the text that is being typed. */
export const typing = (target: EventTarget | null): boolean =>
  within(target, "input, textarea, select, [contenteditable='true']") || inDialog(target);

const inDialog = (target: EventTarget | null): boolean => within(target, "[role='menu'], [role='dialog']");

const onCanvas = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest(".canvas") !== null);

/** Listens on the window; the answer stops it. */
export function listenToKeys(app: App, actions: readonly Action[]): () => void {
  const byKey = new Map(
    actions
      .filter(({ byEvent }) => !byEvent)
      .flatMap((action) => action.keys.map((key) => [key, action] as const)),
  );
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    // Whoever types on while a dialog opens means the dialog, also before it has the focus.
    if (currentOverlay() !== undefined) return;
    const action = byKey.get(keyOfEvent(event));
    if (action?.inFields ? inDialog(event.target) : typing(event.target)) return;
    if (!action?.enabled(app) || (action.onCanvas && !onCanvas(event.target))) return;
    event.preventDefault();
    action.run(app);
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
