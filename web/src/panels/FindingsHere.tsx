import { t } from "../i18n";
import { useSlice } from "../store/react";
import { FindingCard } from "./FindingCard";
import { shownFindings } from "./findings";

/** What the rules say about one element, at the top of its panel. */
export function FindingsHere({ element }: { readonly element: string }) {
  const findings = useSlice((state) => state.judged.findings);
  const suppressions = useSlice((state) => state.doc.suppressions);
  const here = shownFindings(findings, suppressions).filter((finding) => finding.element === element);
  if (here.length === 0) return null;
  return (
    <ul className="findings findings-here" aria-label={t("findings.here")}>
      {here.map((finding) => (
        <FindingCard key={finding.key} finding={finding} here />
      ))}
    </ul>
  );
}
