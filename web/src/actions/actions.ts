import { t } from "../i18n";
import { chooseTheme, theme, themes, toggleLang } from "../shell/preferences";
import type { Action } from "./action";
import { addArrow } from "./arrow";
import { copy, cut, duplicate, paste } from "./clipboard";
import { deleteSelected } from "./delete";
import { exportFile } from "./export";
import { importFile } from "./import";
import {
  blast,
  exposure,
  goHome,
  keyList,
  leaveWhatIf,
  matrix,
  palette,
  showFindings,
  showProperties,
  showVersions,
  whatIf,
} from "./look";
import { nudges } from "./nudge";
import { rename } from "./rename";

const always = () => true;
const zoomStep = 1.2;

export const undo: Action = {
  id: "undo",
  keys: ["Mod+Z"],
  label: () => t("action.undo"),
  glyph: "undo",
  enabled: ({ store }) => store.state.canUndo && store.state.connection.canEdit,
  run: ({ store }) => store.undo(),
};

export const redo: Action = {
  id: "redo",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  label: () => t("action.redo"),
  glyph: "redo",
  enabled: ({ store }) => store.state.canRedo && store.state.connection.canEdit,
  run: ({ store }) => store.redo(),
};

export const remove: Action = {
  id: "delete",
  keys: ["Delete", "Backspace"],
  label: () => t("action.delete"),
  glyph: "delete",
  enabled: ({ store }) => store.state.selection.size > 0 && store.state.connection.canEdit,
  run: ({ store }) => deleteSelected(store),
};

export const selectAll: Action = {
  id: "select-all",
  keys: ["Mod+A"],
  label: () => t("action.selectAll"),
  glyph: "fit",
  enabled: always,
  run: ({ store }) =>
    store.select([...Object.keys(store.state.doc.resources), ...Object.keys(store.state.doc.flows)]),
};

export const clearSelection: Action = {
  id: "clear-selection",
  keys: ["Escape"],
  label: () => t("action.clearSelection"),
  glyph: "close",
  enabled: ({ store }) => store.state.selection.size > 0,
  run: ({ store }) => store.select([]),
};

export const zoomIn: Action = {
  id: "zoom-in",
  keys: ["+", "=", "Mod++", "Mod+="],
  label: () => t("action.zoomIn"),
  glyph: "zoomIn",
  enabled: always,
  run: ({ viewport }) => viewport.zoomBy(zoomStep),
};

export const zoomOut: Action = {
  id: "zoom-out",
  keys: ["-", "Mod+-"],
  label: () => t("action.zoomOut"),
  glyph: "zoomOut",
  enabled: always,
  run: ({ viewport }) => viewport.zoomBy(1 / zoomStep),
};

export const zoomReset: Action = {
  id: "zoom-reset",
  keys: ["Mod+0"],
  label: () => t("action.zoomReset"),
  glyph: "zoomIn",
  enabled: always,
  run: ({ viewport }) => viewport.zoomTo(1),
};

export const fit: Action = {
  id: "fit",
  keys: ["F", "Shift+F"],
  label: () => t("action.fit"),
  glyph: "fit",
  enabled: always,
  run: ({ viewport }) => viewport.fit(),
};

const themeGlyphs = { system: "screen", light: "light", dark: "theme" } as const;

/** One action for each theme; the chosen one is ticked. */
export const themeActions: readonly Action[] = themes.map((name) => ({
  id: `theme-${name}`,
  keys: [],
  label: () => t(`theme.${name}`),
  get glyph() {
    return theme() === name ? "check" : themeGlyphs[name];
  },
  enabled: always,
  run: () => chooseTheme(name),
}));

export const switchLanguage: Action = {
  id: "language",
  keys: [],
  label: () => t("action.language"),
  glyph: "language",
  enabled: always,
  run: toggleLang,
};

/** The actions that keys may bring. All others are in all.ts. */
export const actions: readonly Action[] = [
  undo,
  redo,
  remove,
  cut,
  copy,
  paste,
  duplicate,
  rename,
  addArrow,
  selectAll,
  clearSelection,
  zoomIn,
  zoomOut,
  zoomReset,
  fit,
  palette,
  keyList,
  matrix,
  exportFile,
  importFile,
  exposure,
  blast,
  whatIf,
  leaveWhatIf,
  showProperties,
  showFindings,
  showVersions,
  goHome,
  switchLanguage,
  ...nudges,
];
