import { t } from "../i18n";
import { joins } from "./text";
import type { View } from "./view";

export const vpnGateway: View<"vpnGateway"> = {
  glyph: ["M4 20v-8a8 8 0 0 1 16 0v8", "M8.6 13.7h6.8v5.8H8.6z", "M10 13.7v-1.9a2 2 0 0 1 4 0v1.9"],
  look: ({ name, props }, { doc }) => {
    const attached = joins(doc, props.vpc);
    return {
      shape: "gate",
      title: name,
      subtitle: attached ? "" : t("canvas.detached"),
      tone: "gateway",
      muted: !attached,
    };
  },
};
