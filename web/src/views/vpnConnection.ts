import { t } from "../i18n";
import { joins } from "./text";
import type { View } from "./view";

export const vpnConnection: View<"vpnConnection"> = {
  glyph: [
    "M2.5 9.8h4.3M17.2 9.8h4.3M2.5 15.7h4.3M17.2 15.7h4.3",
    "M7.8 11h8.4v7H7.8z",
    "M9.6 11V8.7a2.4 2.4 0 0 1 4.8 0V11",
  ],
  look: ({ name, props }, { doc }) => {
    const up = [props.tunnel1, props.tunnel2].filter((tunnel) => tunnel !== "down").length;
    return {
      shape: "node",
      title: name,
      subtitle: t("canvas.tunnels", { up: String(up) }),
      tone: "gateway",
      muted: up === 0 || !joins(doc, props.vpnGateway, props.customerGateway),
    };
  },
};
