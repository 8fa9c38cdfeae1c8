import { word } from "../i18n";
import { kindOf } from "../wire/catalogue";
import type { View } from "./view";

export const internet: View<"internet"> = () => ({
  shape: "node",
  glyph: "internet",
  title: word(kindOf("internet").title),
  subtitle: "",
  tone: "world",
});
