import { t } from "../i18n";
import type { Look, View } from "./view";

export const subnet: View<"subnet"> = ({ name, props }, { isPublic }) => {
  const look: Look = { shape: "box", glyph: "subnet", title: name, subtitle: props.cidr, tone: "unjudged" };
  if (isPublic === undefined) return look;
  return isPublic
    ? { ...look, tone: "public", badge: t("canvas.publicSubnet") }
    : { ...look, tone: "private", badge: t("canvas.privateSubnet") };
};
