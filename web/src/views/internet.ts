import { word } from "../i18n";
import { kindOf } from "../wire/catalogue";
import type { View } from "./view";

export const internet: View<"internet"> = {
  glyph: [
    "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
    "M3.5 9.5h17M3.5 14.5h17",
    "M12 3c-5 5.2-5 12.8 0 18M12 3c5 5.2 5 12.8 0 18",
  ],
  look: () => ({
    shape: "node",
    title: word(kindOf("internet").title),
    subtitle: "",
    tone: "world",
  }),
};
