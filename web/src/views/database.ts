import { optionText } from "./text";
import type { View } from "./view";

/** The engine says what the product is: the glyph is that of a database already. */
const product = /^(RDS|ElastiCache) for /;

export const database: View<"database"> = {
  glyph: [
    "M12 3.5c4.4 0 7.5 1.2 7.5 2.8s-3.1 2.7-7.5 2.7-7.5-1.1-7.5-2.7 3.1-2.8 7.5-2.8z",
    "M4.5 6.3v11.4c0 1.6 3.1 2.8 7.5 2.8s7.5-1.2 7.5-2.8V6.3",
    "M4.5 12c0 1.6 3.1 2.8 7.5 2.8s7.5-1.2 7.5-2.8",
  ],
  look: ({ name, props }) => ({
    shape: "node",
    title: name,
    subtitle: optionText("database", "engine", props.engine).replace(product, ""),
    tone: "data",
  }),
};
