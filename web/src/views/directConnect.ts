import { joins, optionText } from "./text";
import type { View } from "./view";

export const directConnect: View<"directConnect"> = {
  glyph: ["M3 8h5.5v8H3zM15.5 8H21v8h-5.5z", "M8.5 10.6h7M8.5 13.4h7"],
  look: ({ name, props }, { doc }) => ({
    shape: "node",
    title: name,
    subtitle: props.state === "up" ? `VLAN ${props.vlan}` : optionText("directConnect", "state", props.state),
    tone: "gateway",
    muted: props.state !== "up" || !joins(doc, props.vpnGateway, props.network),
  }),
};
