// Commands that show something of the editor itself.
import { t } from "../i18n";
import { showInsight } from "../panels/insight";
import { showTab } from "../panels/tab";
import { showOverlay } from "../shell/overlays";
import { internetId } from "../store/document";
import type { State } from "../store/store";
import type { Action } from "./action";

const always = () => true;

export const palette: Action = {
  id: "palette",
  keys: ["Mod+K"],
  inFields: true,
  label: () => t("action.palette"),
  glyph: "search",
  enabled: always,
  run: () => showOverlay("palette"),
};

export const keyList: Action = {
  id: "keys",
  keys: ["?"],
  label: () => t("action.keys"),
  glyph: "keyboard",
  enabled: always,
  run: () => showOverlay("keys"),
};

export const matrix: Action = {
  id: "matrix",
  keys: ["M"],
  label: () => t("action.matrix"),
  glyph: "matrix",
  enabled: always,
  run: () => showOverlay("matrix"),
};

export const exposure: Action = {
  id: "exposure",
  keys: ["X"],
  label: () => t("action.exposure"),
  glyph: "internet",
  enabled: always,
  run: () => showInsight({ view: "exposure" }),
};

export const blast: Action = {
  id: "blast",
  keys: ["B"],
  label: () => t("action.blast"),
  glyph: "blast",
  enabled: always,
  run: ({ store }) => showInsight({ view: "blast", from: selectedElement(store.state) }),
};

export const whatIf: Action = {
  id: "what-if",
  keys: ["W"],
  label: () => t("action.whatIf"),
  glyph: "cross",
  enabled: always,
  run: () => showInsight({ view: "whatif" }),
};

export const leaveWhatIf: Action = {
  id: "leave-what-if",
  keys: [],
  label: () => t("action.leaveWhatIf"),
  glyph: "undo",
  enabled: ({ store }) => store.state.supposed !== undefined,
  run: ({ store }) => store.suppose([]),
};

/** Only what is selected alone and could start anything; "" else. */
function selectedElement({ selection, doc }: State): string {
  const [only = "", another] = selection;
  return another === undefined && (only === internetId || doc.resources[only]) ? only : "";
}

export const showProperties: Action = {
  id: "show-properties",
  keys: [],
  label: () => t("action.showProperties"),
  glyph: "info",
  enabled: always,
  run: () => showTab("properties"),
};

export const showFindings: Action = {
  id: "show-findings",
  keys: [],
  label: () => t("action.showFindings"),
  glyph: "warning",
  enabled: always,
  run: () => showTab("findings"),
};

export const showVersions: Action = {
  id: "show-versions",
  keys: [],
  label: () => t("action.showVersions"),
  glyph: "history",
  enabled: always,
  run: () => showTab("versions"),
};

export const goHome: Action = {
  id: "home",
  keys: [],
  label: () => t("action.home"),
  glyph: "vpc",
  enabled: always,
  run: ({ page }) => location.assign(page.base),
};
