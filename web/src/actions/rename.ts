import { t } from "../i18n";
import { intoName } from "../panels/into";
import type { State } from "../store/store";
import type { Action } from "./action";

/** The one resource that is selected, "" where there is none or more: only resources have a name. */
function renamed({ selection, doc, connection }: State): string {
  const [only = "", another] = selection;
  return connection.canEdit && another === undefined && doc.resources[only] ? only : "";
}

/** In the list of resources the same key writes the name in its row. */
export const rename: Action = {
  id: "rename",
  keys: ["F2"],
  onCanvas: true,
  label: () => t("action.rename"),
  glyph: "rename",
  enabled: ({ store }) => renamed(store.state) !== "",
  run: ({ store }) => intoName(store, renamed(store.state)),
};
