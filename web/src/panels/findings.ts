// Which findings are shown, and in which order.
import type { Finding, Severity, Suppression } from "../wire/gen";

export const severities: readonly Severity[] = ["error", "warning", "info"];

type Suppressions = { readonly [id: string]: Suppression };

/** The suppression that silences a finding. The engine leaves silenced ones out as well; this one is for the
 * moment until it has answered. */
export const silencedBy = (finding: Finding, suppressions: Suppressions): string | undefined =>
  Object.entries(suppressions).find(
    ([, { code, element, row }]) =>
      code === finding.code && element === finding.element && (!row || row === finding.row),
  )?.[0];

const ordered = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Worst first, then rule by rule, and of a rule by the names that its sentences begin with: ids of an account are in
 * no order that means something. The order is the same for everybody. */
export function shownFindings(findings: ReadonlyMap<string, Finding>, suppressions: Suppressions): Finding[] {
  return [...findings.values()]
    .filter((finding) => silencedBy(finding, suppressions) === undefined)
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        ordered(a.code, b.code) ||
        ordered(a.text.en, b.text.en) ||
        ordered(a.key, b.key),
    );
}
