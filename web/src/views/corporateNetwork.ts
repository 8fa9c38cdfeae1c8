import { firstOf } from "./text";
import type { View } from "./view";

export const corporateNetwork: View<"corporateNetwork"> = {
  glyph: ["M5 20.5v-16h9v16M14 9.5h5v11M3.5 20.5h17", "M8 8h3M8 11.8h3M8 15.6h3"],
  look: ({ name, props }) => ({ shape: "node", title: name, subtitle: firstOf(props.cidrs), tone: "world" }),
};
