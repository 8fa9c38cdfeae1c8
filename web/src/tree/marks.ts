// The small signs beside a row: what the engine says about the element.
import type { State } from "../store/store";
import type { Outcome, Severity } from "../wire/gen";

export interface Marks {
  /** The worst finding and how many there are, by element. */
  readonly findings: ReadonlyMap<string, { readonly worst: Severity; readonly count: number }>;
}

const rank: { readonly [S in Severity]: number } = { error: 0, warning: 1, info: 2 };

export function marksOf(findings: State["judged"]["findings"]): Marks {
  const byElement = new Map<string, { worst: Severity; count: number }>();
  for (const { element, severity } of findings.values()) {
    const mark = byElement.get(element);
    const worst = mark && rank[mark.worst] <= rank[severity] ? mark.worst : severity;
    byElement.set(element, { worst, count: (mark?.count ?? 0) + 1 });
  }
  return { findings: byElement };
}

export const toneOf: { readonly [O in Outcome]: "good" | "bad" | "unknown" } = {
  holds: "good",
  broken: "bad",
  unknown: "unknown",
};
