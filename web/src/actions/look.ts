// Commands that show something of the editor itself.
import { t } from "../i18n";
import { showTab } from "../panels/tab";
import { showOverlay } from "../shell/overlays";
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
