// Every command there is: what the palette offers and the list of keys is made from.

import { t } from "../i18n";
import { addArrow } from "../tree/addArrow";
import type { Action } from "./action";
import { actions, themeActions } from "./actions";
import { addActions } from "./add";

const arrow: Action = {
  id: "add-arrow",
  keys: [],
  label: () => t("action.addArrow"),
  glyph: "arrow",
  enabled: ({ store }) => store.state.connection.canEdit,
  run: ({ store }) => addArrow(store),
};

export const allActions: readonly Action[] = [...actions, ...addActions, arrow, ...themeActions];
