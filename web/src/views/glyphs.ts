// All line icons by name: those of the controls, and one of each kind, which its view brings.
import type { KindName } from "../wire/gen";
import { type Control, controls } from "./controls";
import { views } from "./views";

export type Glyph = Control | KindName;

const ofKinds = Object.fromEntries(Object.entries(views).map(([kind, { glyph }]) => [kind, glyph])) as {
  readonly [K in KindName]: readonly string[];
};

export const glyphs: { readonly [G in Glyph]: readonly string[] } = { ...controls, ...ofKinds };
