// Copy, cut, paste and duplicate. The browser's own clipboard events carry the text: they need no permission
// and no secure origin, and so work on a server in the local network as well.
import type { App } from "../app";
import { t, word } from "../i18n";
import type { Store } from "../store/store";
import { kindOf } from "../wire/catalogue";
import { limits } from "../wire/gen";
import type { Action } from "./action";
import { type Clip, clipOf, readClip } from "./clip";
import { deleteSelected } from "./delete";
import { typing } from "./keys";
import { pastedName, paste as pasteInto } from "./paste";

const hasSelection = ({ store }: App): boolean => store.state.selection.size > 0;
const canEdit = ({ store }: App): boolean => store.state.connection.canEdit;

export const copy: Action = {
  id: "copy",
  keys: ["Mod+C"],
  byEvent: true,
  label: () => t("action.copy"),
  glyph: "copy",
  enabled: hasSelection,
  run: () => document.execCommand("copy"),
};

export const cut: Action = {
  id: "cut",
  keys: ["Mod+X"],
  byEvent: true,
  label: () => t("action.cut"),
  glyph: "cut",
  enabled: (app) => hasSelection(app) && canEdit(app),
  run: () => document.execCommand("cut"),
};

export const paste: Action = {
  id: "paste",
  keys: ["Mod+V"],
  byEvent: true,
  label: () => t("action.paste"),
  glyph: "paste",
  enabled: canEdit,
  run: ({ store }) => void pasteUnasked(store),
};

export const duplicate: Action = {
  id: "duplicate",
  keys: ["Mod+D"],
  label: () => t("action.duplicate"),
  glyph: "copy",
  enabled: (app) => hasSelection(app) && canEdit(app),
  run: ({ store }) => {
    const clip = clipOf(store.state);
    if (clip) pasteClip(store, clip, 1, new Set(clip.roots));
    else store.say("note", t("say.nothingToCopy"));
  },
};

/** From a menu there is no clipboard event; some browsers let a page read after asking, others never do. */
async function pasteUnasked(store: Store): Promise<void> {
  try {
    pasteText(store, await navigator.clipboard.readText());
  } catch {
    store.say("note", t("say.pasteByKey"));
  }
}

/** How often the text was pasted: each copy lies further from the original. */
let last = { text: "", times: 0 };

function pasteText(store: Store, text: string): void {
  const clip = readClip(text);
  if (!clip) {
    store.say("note", t("say.pasteForeign"));
    return;
  }
  last = { text, times: last.text === text ? last.times + 1 : 1 };
  pasteClip(store, clip, last.times, store.state.selection);
}

function pasteClip(store: Store, clip: Clip, times: number, selection: ReadonlySet<string>): void {
  const pasted = pasteInto(store.state.doc, clip, selection, times);
  if ("nowhere" in pasted) {
    store.say("note", t("say.pasteNowhere", { kind: word(kindOf(pasted.nowhere).title) }));
    return;
  }
  const { ops, made } = pasted;
  // The rest of the message, with its label, needs some room too.
  const bytes = new TextEncoder().encode(JSON.stringify(ops)).length + 1024;
  if (bytes > limits.frame || ops.length > limits.ops) {
    const [kib, most] = [Math.ceil(bytes / 1024), Math.floor(limits.frame / 1024)];
    store.say("problem", t("say.pasteTooLarge", { kib, most, ops: ops.length, mostOps: limits.ops }));
    return;
  }
  store.edit(t("edit.paste", { name: pastedName(clip) }), ops);
  store.select(made);
}

/** Whether the clipboard event means text: in a field, or text that is marked with the pointer. */
const meansText = (event: ClipboardEvent): boolean =>
  typing(event.target) || (event.type !== "paste" && getSelection()?.isCollapsed === false);

/** Listens on the window; the answer stops it. */
export function listenToClipboard({ store }: App): () => void {
  const onCopy = (event: ClipboardEvent) => {
    const cuts = event.type === "cut";
    if (event.defaultPrevented || meansText(event) || store.state.selection.size === 0) return;
    if (cuts && !store.state.connection.canEdit) return;
    const clip = clipOf(store.state);
    if (!clip) return store.say("note", t("say.nothingToCopy"));
    event.clipboardData?.setData("text/plain", JSON.stringify(clip));
    event.preventDefault();
    if (cuts) deleteSelected(store);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.defaultPrevented || meansText(event) || !store.state.connection.canEdit) return;
    event.preventDefault();
    pasteText(store, event.clipboardData?.getData("text/plain") ?? "");
  };
  const stop = new AbortController();
  for (const type of ["copy", "cut"] as const) {
    window.addEventListener(type, onCopy, { signal: stop.signal });
  }
  window.addEventListener("paste", onPaste, { signal: stop.signal });
  return () => stop.abort();
}
