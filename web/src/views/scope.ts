import type { View } from "./view";

/** The canvas leaves it out while there is only one. */
export const scope: View<"scope"> = ({ name, props }) => ({
  shape: "box",
  glyph: "scope",
  title: name || props.account || props.region,
  subtitle: name || props.account ? props.region : "",
  tone: "scope",
});
