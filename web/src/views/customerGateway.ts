import type { View } from "./view";

export const customerGateway: View<"customerGateway"> = {
  glyph: [
    "M4 13.8h16v5.7H4z",
    "M7.5 16.7h.2M10.6 16.7h.2M12 13.8v-3.3",
    "M9 8.6a4.3 4.3 0 0 1 6 0M6.5 5.8a7.9 7.9 0 0 1 11 0",
  ],
  look: ({ name, props }) => ({ shape: "node", title: name, subtitle: props.ipAddress, tone: "world" }),
};
