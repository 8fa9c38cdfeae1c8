import { t } from "../i18n";
import type { Look, View } from "./view";

export const subnet: View<"subnet"> = {
  glyph: ["M4 6.5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z", "M4 10h16M10 10v9.5"],
  look: ({ name, props }, { isPublic }) => {
    // The digits of an IPv6 block would not fit beside the badge.
    const ipv6 = props.ipv6Cidr || props.ipv6Index ? "IPv6" : "";
    const subtitle = [props.cidr, ipv6].filter(Boolean).join("  ");
    const look: Look = { shape: "box", title: name, subtitle, tone: "unjudged" };
    if (isPublic === undefined) return look;
    return isPublic
      ? { ...look, tone: "public", badge: t("canvas.publicSubnet") }
      : { ...look, tone: "private", badge: t("canvas.privateSubnet") };
  },
};
