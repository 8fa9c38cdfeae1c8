import type { View } from "./view";

/** It stands on the border of the VPC that owns it. */
export const egressOnlyInternetGateway: View<"egressOnlyInternetGateway"> = {
  glyph: [
    "M4 20v-8a8 8 0 0 1 4.2-7M20 20v-8a8 8 0 0 0-4.2-7",
    "M12 16V3.2M8.8 6.2L12 3l3.2 3.2",
    "M8.5 20h7",
  ],
  look: ({ name }) => ({ shape: "gate", title: name, subtitle: "IPv6", tone: "gateway" }),
};
