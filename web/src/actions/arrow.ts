import { t } from "../i18n";
import { addArrow as add } from "../tree/addArrow";
import type { Action } from "./action";

export const addArrow: Action = {
  id: "add-arrow",
  keys: ["A"],
  label: () => t("action.addArrow"),
  glyph: "arrow",
  enabled: ({ store }) => store.state.connection.canEdit,
  run: ({ store }) => add(store),
};
