import type { View } from "./view";

export const interfaceEndpoint: View<"interfaceEndpoint"> = {
  glyph: ["M8.8 3.5v4.2M15.2 3.5v4.2", "M6 7.7h12v3a6 6 0 0 1-12 0z", "M12 16.7v3.8"],
  look: ({ name, props }) => ({ shape: "node", title: name, subtitle: props.service, tone: "gateway" }),
};
