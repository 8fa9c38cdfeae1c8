import { addressOf } from "./text";
import type { View } from "./view";

export const networkInterface: View<"networkInterface"> = {
  glyph: ["M4 4.5v15", "M4 7h16v9H4", "M8 10h4v3H8zM8.5 16v2.5M12 16v2.5M15.5 16v2.5"],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: addressOf(props.interfaces),
    tone: "gateway",
  }),
};
