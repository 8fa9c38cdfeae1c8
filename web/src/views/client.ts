import type { View } from "./view";

export const client: View<"client"> = {
  glyph: [
    "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 16H5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 5 4.5z",
    "M12 16v4M8 20h8",
  ],
  look: ({ name, props }) => ({ shape: "node", title: name, subtitle: props.cidr, tone: "world" }),
};
