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

/** What passes, as people read it: protocols that have only a number come last, neighbours as one range. */
export function services(text: string): string {
  if (text === "all") return t("service.all");
  const parts = text.split("; ");
  const named = parts.filter((part) => !/^\d+$/.test(part));
  const numbers = parts.filter((part) => /^\d+$/.test(part)).map(Number);
  if (numbers.length === 0) return text;
  return [...named, t("service.numbers", { numbers: rangesOf(numbers) })].join("; ");
}

/** "0, 2-5, 7": ascending numbers. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

/** What a line is about: the services, and for the unknown what they were or are. */
export function trafficText({ what, allowed, blocked = "" }: ComparedLine): string {
  if (what === "opened" || what === "closed") return services(allowed);
  const tense = what === "doubted" ? "was" : "is";
  const parts: string[] = [];
  if (allowed) parts.push(t(`compare.${tense}Allowed`, { services: services(allowed) }));
  if (blocked) parts.push(t(`compare.${tense}Blocked`, { services: services(blocked) }));
  return parts.join(", ");
}
