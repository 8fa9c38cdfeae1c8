import type { View } from "./view";

export const instance: View<"instance"> = ({ name, props }) => {
  const [first] = Object.values(props.interfaces);
  const [address = ""] = Object.keys(first?.addresses ?? {});
  return {
    shape: "node",
    glyph: "instance",
    title: name,
    subtitle: address || props.instanceType,
    tone: "compute",
    muted: props.state === "stopped",
  };
};
