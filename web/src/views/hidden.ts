import type { KindName } from "../wire/gen";
import type { Glyph } from "./glyphs";
import type { View } from "./view";

/** Kinds that are no place in the network but a rule about others: tree and panels show them, and the canvas
 * shows whom they concern while they are selected. */
const hidden =
  <K extends KindName>(glyph: Glyph): View<K> =>
  ({ name }) => ({ shape: "hidden", glyph, title: name, subtitle: "", tone: "unjudged" });

export const routeTable = hidden<"routeTable">("routeTable");
export const networkAcl = hidden<"networkAcl">("networkAcl");
export const securityGroup = hidden<"securityGroup">("securityGroup");
