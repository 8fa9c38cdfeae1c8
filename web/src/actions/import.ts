import { t } from "../i18n";
import { openImport } from "../shell/dropped";
import type { Action } from "./action";

export const importFile: Action = {
  id: "import",
  keys: [],
  label: () => t("action.import"),
  glyph: "download",
  enabled: ({ store }) => store.state.joined,
  run: () => openImport(),
};
