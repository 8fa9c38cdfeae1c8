import { t } from "../i18n";
import { refId } from "../store/document";
import type { View } from "./view";

export const internetGateway: View<"internetGateway"> = {
  glyph: ["M4 20v-8a8 8 0 0 1 16 0v8", "M4 20h4v-7.5a4 4 0 0 1 8 0V20h4", "M12 19v-6M10 15l2-2 2 2"],
  look: ({ name, props }, { doc }) => {
    const attached = doc.resources[refId(props.vpc) ?? ""] !== undefined;
    return {
      shape: "gate",
      title: name,
      subtitle: attached ? "" : t("canvas.detached"),
      tone: "gateway",
      muted: !attached,
    };
  },
};
