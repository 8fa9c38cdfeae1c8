import { t } from "../i18n";
import { showOverlay } from "../shell/overlays";
import type { Action } from "./action";

export const exportFile: Action = {
  id: "export",
  keys: ["E"],
  label: () => t("action.export"),
  glyph: "download",
  enabled: ({ store }) => store.state.joined,
  run: () => showOverlay("export"),
};
