import type { App } from "../app";
import type { Glyph } from "../views/glyphs";

/** Something a person can do: keyboard, menu and toolbar read the same value. */
export interface Action {
  readonly id: string;
  /** Keys such as "Mod+Shift+Z"; Mod is Cmd on a Mac and Ctrl elsewhere. The first one is shown. */
  readonly keys: readonly string[];
  /** Keys that mean something else in a list or panel act only while the drawing has the focus. */
  readonly onCanvas?: boolean;
  /** Its keys mean nothing to the text that is being typed: they act in fields as well. */
  readonly inFields?: boolean;
  /** The browser's own event of these keys brings it, with the clipboard; the keys are here to be shown. */
  readonly byEvent?: boolean;
  readonly label: () => string;
  /** Said beside it, smaller. */
  readonly more?: () => string;
  /** What there has to be before it is enabled; undefined where that does not help. */
  readonly needs?: (app: App) => string | undefined;
  readonly glyph: Glyph;
  readonly enabled: (app: App) => boolean;
  readonly run: (app: App) => void;
}
