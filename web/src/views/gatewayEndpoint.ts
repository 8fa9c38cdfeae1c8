import { optionText } from "./text";
import type { View } from "./view";

export const gatewayEndpoint: View<"gatewayEndpoint"> = {
  glyph: ["M4 20v-8a8 8 0 0 1 16 0v8", "M12 10.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6z", "M12 15.8V20"],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: optionText("gatewayEndpoint", "service", props.service),
    tone: "gateway",
    // Subnets come to it by their route tables only.
    muted: Object.keys(props.routeTables).length === 0,
  }),
};
