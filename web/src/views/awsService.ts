import type { View } from "./view";

export const awsService: View<"awsService"> = {
  glyph: ["M12 3.5l8.5 4.5-8.5 4.5L3.5 8z", "M3.5 12l8.5 4.5 8.5-4.5", "M3.5 16l8.5 4.5 8.5-4.5"],
  look: ({ name, props }) => ({
    shape: "node",
    title: name || props.service,
    subtitle: name ? props.service : props.region,
    tone: "data",
  }),
};
