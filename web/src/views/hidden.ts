import type { KindName } from "../wire/gen";
import type { View } from "./view";

/** Kinds that are no place in the network but a rule about others: tree and panels show them, and the canvas
 * shows whom they concern while they are selected. */
const hidden = <K extends KindName>(glyph: readonly string[]): View<K> => ({
  glyph,
  look: ({ name }) => ({ shape: "hidden", title: name, subtitle: "", tone: "unjudged" }),
});

export const routeTable = hidden<"routeTable">([
  "M5 6h6c4 0 2 12 6 12h2",
  "M16.5 15.5L19.5 18l-3 2.5",
  "M5 18h5M15 6h4.5M17 3.5L19.5 6 17 8.5",
]);
export const networkAcl = hidden<"networkAcl">(["M4 5h16v14H4z", "M4 9.7h16M4 14.3h16M9.3 5v14M14.7 5v14"]);
export const securityGroup = hidden<"securityGroup">([
  "M12 3.5l7.5 2.8v5.2c0 4.6-3.1 7.6-7.5 9-4.4-1.4-7.5-4.4-7.5-9V6.3z",
  "M8.8 12l2.3 2.3 4.2-4.6",
]);
export const elasticIp = hidden<"elasticIp">([
  "M12 21c-4-4.6-6.5-8-6.5-11.2a6.5 6.5 0 0 1 13 0C18.5 13 16 16.4 12 21z",
  "M10.5 8.2L12 7v5.5",
]);
export const targetGroup = hidden<"targetGroup">([
  "M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15z",
  "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
  "M12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4",
]);
export const prefixList = hidden<"prefixList">([
  "M9 6.5h10.5M9 12h10.5M9 17.5h10.5",
  "M4.6 6.5h.8M4.6 12h.8M4.6 17.5h.8",
]);
export const flowLog = hidden<"flowLog">([
  "M6 3.5h8.5L18.5 7.5v13H6z",
  "M14.3 3.5v4.2h4.2",
  "M9 12.2h6.5M9 16h6.5",
]);
export const hostedZone = hidden<"hostedZone">([
  "M4 6h6l2 2.5h8V19H4z",
  "M8.4 13.8h.2M12 13.8h.2M15.6 13.8h.2",
]);
export const record = hidden<"record">(["M4 4.5h7.3l8.9 8.8-6.9 6.9L4 11.4z", "M8 8.4h.2"]);
