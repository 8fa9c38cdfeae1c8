import type { View } from "./view";

export const vpc: View<"vpc"> = ({ name, props }) => ({
  shape: "box",
  glyph: "vpc",
  title: name,
  subtitle: [props.cidr, ...Object.values(props.secondaryCidrs).map((block) => block.cidr)].join("  "),
  tone: "vpc",
});
