import type { View } from "./view";

export const vpc: View<"vpc"> = {
  glyph: ["M7 18.5a4.5 4.5 0 0 1-.6-8.95A6 6 0 0 1 18 10.6a4 4 0 0 1-.5 7.9z", "M9.5 14.5l2 2 3.5-4"],
  look: ({ name, props }) => ({
    shape: "box",
    title: name,
    subtitle: [
      props.cidr,
      ...Object.values(props.secondaryCidrs).map((block) => block.cidr),
      // Without a block it is one that Amazon picks.
      ...Object.values(props.ipv6Cidrs).map((block) => block.cidr || "IPv6"),
    ]
      .filter(Boolean)
      .join("  "),
    tone: "vpc",
  }),
};
