// Going to an element by its name, from the list of commands.
import { word } from "../i18n";
import { expectationText, nameAt } from "../panels/elements";
import { go } from "../panels/fields/Go";
import { internetId } from "../store/document";
import { kindOf } from "../wire/catalogue";
import type { Design } from "../wire/gen";
import type { Action } from "./action";

/** One for each element that can be selected, called as the element is. */
export function elementActions(doc: Design): readonly Action[] {
  const resources = Object.entries(doc.resources).filter(([, { kind }]) => kind !== "scope");
  return [
    ...[internetId, ...resources.map(([id]) => id)].map((id) => {
      const kind = doc.resources[id]?.kind ?? internetId;
      const owner = doc.resources[id]?.parent;
      const within = owner !== undefined && doc.resources[owner]?.kind !== "scope" && nameAt(doc, owner);
      const more = () => [word(kindOf(kind).title), within].filter(Boolean).join(" · ");
      return { ...toElement(doc, id), glyph: kind, more };
    }),
    ...Object.entries(doc.flows).map(([id, flow]) => ({
      ...toElement(doc, id),
      glyph: "arrow" as const,
      more: () => expectationText(flow),
    })),
  ];
}

const toElement = (doc: Design, id: string) => ({
  id: `go-${id}`,
  keys: [],
  label: () => nameAt(doc, id),
  enabled: () => true,
  run: ({ store }: Parameters<Action["run"]>[0]) => go(store, id),
});
