// An arrow made without drawing one.
import { flowOp, mayHaveArrows } from "../canvas/edits";
import { t } from "../i18n";
import { nameAt } from "../panels/elements";
import { internetId } from "../store/document";
import type { Store } from "../store/store";
import type { Design } from "../wire/gen";

/** From the first to the second of what is selected; where less is selected, from the internet to it. */
export function endsFor(doc: Design, selection: ReadonlySet<string>): [from: string, to: string] | undefined {
  const chosen = [...selection].filter((id) => mayHaveArrows(doc, id));
  const [one, other] = chosen;
  if (one !== undefined && other !== undefined) return [one, other];
  const first = Object.keys(doc.resources).find((id) => "interfaces" in (doc.resources[id]?.props ?? {}));
  const to = chosen.find((id) => id !== internetId) ?? first;
  return to === undefined ? undefined : [internetId, to];
}

export function addArrow(store: Store): void {
  const { doc, selection } = store.state;
  const ends = endsFor(doc, selection);
  if (!ends) {
    store.say("note", t("tree.noEnds"));
    return;
  }
  const [from, to] = ends;
  const { id, op } = flowOp({ ref: from }, { ref: to }, { protocol: "tcp", ports: "443" }, "must");
  store.edit(t("edit.flow", { from: nameAt(doc, from), to: nameAt(doc, to) }), [op]);
  store.select([id]);
}
