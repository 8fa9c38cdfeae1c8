import type { View } from "./view";

/** The canvas leaves it out while there is only one. */
export const scope: View<"scope"> = {
  glyph: ["M4 7.5l8-4 8 4v9l-8 4-8-4z", "M4 7.5l8 4 8-4M12 11.5v9"],
  look: ({ name, props }) => ({
    shape: "box",
    title: name || props.account || props.region,
    subtitle: name || props.account ? props.region : "",
    tone: "scope",
  }),
};
