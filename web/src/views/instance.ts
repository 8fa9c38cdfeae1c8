import { addressOf } from "./text";
import type { View } from "./view";

export const instance: View<"instance"> = {
  glyph: [
    "M6.5 6.5h11v11h-11z",
    "M10 10h4v4h-4z",
    "M9 3.5v3M15 3.5v3M9 17.5v3M15 17.5v3M3.5 9h3M3.5 15h3M17.5 9h3M17.5 15h3",
  ],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: addressOf(props.interfaces) || props.instanceType,
    tone: "compute",
    muted: props.state === "stopped",
  }),
};
