import type { View } from "./view";

export const lambda: View<"function"> = {
  glyph: ["M6.8 4.5h2.7l7 15h2.7", "M11.9 9.6L6.5 19.5"],
  look: ({ name, props }) => ({ shape: "node", title: name, subtitle: props.runtime, tone: "compute" }),
};
