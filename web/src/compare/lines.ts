// The lines of a comparison in words and signs.
import { t, word } from "../i18n";
import type { ComparedEnds, ComparedLine, ComparedWhat } from "../wire/gen";

/** Told apart by more than colour. */
export const signs: { readonly [W in ComparedWhat]: string } = {
  opened: "+",
  closed: "−",
  doubted: "?",
  settled: "!",
};

export const endName = (ends: ComparedEnds): string => word(ends.called);

/** What passes, as people read it. */
const services = (text: string): string => (text === "all" ? t("service.all") : text);

/** What a line is about: the services, and for the unknown what they were or are. */
export function trafficText({ what, allowed, blocked = "" }: ComparedLine): string {
  if (what === "opened" || what === "closed") return services(allowed);
  const tense = what === "doubted" ? "was" : "is";
  const parts: string[] = [];
  if (allowed) parts.push(t(`compare.${tense}Allowed`, { services: services(allowed) }));
  if (blocked) parts.push(t(`compare.${tense}Blocked`, { services: services(blocked) }));
  return parts.join(", ");
}
