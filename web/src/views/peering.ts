import { joins, optionText } from "./text";
import type { View } from "./view";

export const peering: View<"peering"> = {
  glyph: [
    "M5.7 8.3a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 1 0 0-7.4z",
    "M18.3 8.3a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 1 0 0-7.4z",
    "M9.4 12h5.2",
  ],
  look: ({ name, props }, { doc }) => ({
    shape: "node",
    title: name,
    subtitle: optionText("peering", "status", props.status),
    tone: "gateway",
    muted: props.status !== "active" || !joins(doc, props.requester, props.accepter),
  }),
};
