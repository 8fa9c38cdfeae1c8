import { addressOf, optionText } from "./text";
import type { View } from "./view";

export const natGateway: View<"natGateway"> = {
  glyph: ["M4 20v-8a8 8 0 0 1 16 0v8z", "M8 14h8M13 10.8l3.2 3.2-3.2 3.2"],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: addressOf(props.interfaces) || optionText("natGateway", "connectivity", props.connectivity),
    tone: "gateway",
  }),
};
