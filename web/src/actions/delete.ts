import { t } from "../i18n";
import { type ElementSection, elementAt, internetId } from "../store/document";
import type { Store } from "../store/store";
import type { Op } from "../wire/gen";

const sections: readonly ElementSection[] = ["resources", "flows", "notes"];

/** What AWS makes with a VPC has an id derived from it, and leaves with it only. */
const ownSuffixes = ["main", "nacl", "sg"];

export function madeByAws(store: Store, id: string): boolean {
  const parent = store.state.doc.resources[id]?.parent;
  return parent !== undefined && ownSuffixes.some((suffix) => id === parent + suffix);
}

/** Deletes what is selected in one edit; what cannot be deleted is named. */
export function deleteSelected(store: Store): void {
  const { doc, selection } = store.state;
  const ops: Op[] = [];
  for (const id of selection) {
    if (id === internetId) continue;
    const parent = doc.resources[id]?.parent;
    if (madeByAws(store, id) && !(parent && selection.has(parent))) {
      store.say("note", t("say.madeByAws", { name: store.nameOf(id) }));
      continue;
    }
    const section = sections.find((name) => elementAt(doc, name, id));
    if (section) ops.push({ op: "del", section, id });
  }
  const [only] = ops;
  if (!only) return;
  const label =
    ops.length === 1 && only.op === "del"
      ? t("edit.delete", { name: store.nameOf(only.id) })
      : t("edit.deleteMany", { count: ops.length });
  store.edit(label, ops);
}
