import { optionText } from "./text";
import type { View } from "./view";

export const containerService: View<"containerService"> = {
  glyph: ["M3.5 7.5h17V18h-17z", "M7.7 10.3v5M12 10.3v5M16.3 10.3v5", "M8 7.5l4-3.5 4 3.5"],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: `${optionText("containerService", "launchType", props.launchType)} × ${props.desiredCount}`,
    tone: "compute",
    muted: props.desiredCount === 0,
  }),
};
