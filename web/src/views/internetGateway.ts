import { t } from "../i18n";
import { refId } from "../store/document";
import type { View } from "./view";

export const internetGateway: View<"internetGateway"> = ({ name, props }, { doc }) => {
  const attached = doc.resources[refId(props.vpc) ?? ""] !== undefined;
  return {
    shape: "gate",
    glyph: "internetGateway",
    title: name,
    subtitle: attached ? "" : t("canvas.detached"),
    tone: "gateway",
    muted: !attached,
  };
};
