import { optionText } from "./text";
import type { View } from "./view";

export const loadBalancer: View<"loadBalancer"> = {
  glyph: [
    "M6.5 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
    "M9 12h11M9 12c4 0 3-6 7-6h4M9 12c4 0 3 6 7 6h4",
    "M17.8 3.8L20 6l-2.2 2.2M17.8 9.8L20 12l-2.2 2.2M17.8 15.8L20 18l-2.2 2.2",
  ],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: optionText("loadBalancer", "scheme", props.scheme),
    tone: "gateway",
  }),
};
