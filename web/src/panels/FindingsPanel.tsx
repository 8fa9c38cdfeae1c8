import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Finding, Severity } from "../wire/gen";
import { nameAt } from "./elements";
import { FindingCard } from "./FindingCard";
import { severities, shownFindings } from "./findings";

/** What the rules say about the whole design, worst first. */
export function FindingsPanel() {
  const judged = useSlice((state) => state.judged);
  const suppressions = useSlice((state) => state.doc.suppressions);
  const findings = shownFindings(judged.findings, suppressions);
  return (
    <>
      {judged.rev < 0 && <p className="quiet">{t("findings.waiting")}</p>}
      {judged.rev >= 0 && findings.length === 0 && <NothingToSay />}
      {severities.map((severity) => (
        <Group
          key={severity}
          severity={severity}
          findings={findings.filter((finding) => finding.severity === severity)}
        />
      ))}
      <Suppressed />
    </>
  );
}

function NothingToSay() {
  const flows = useSlice((state) => state.judged.flows);
  const allHold = Object.values(flows).every(({ outcome }) => outcome === "holds");
  return (
    <div className="empty">
      <span className="empty-mark" data-tone="good">
        <Icon name="check" size={26} />
      </span>
      <p className="empty-title">{t("findings.none")}</p>
      <p className="empty-hint">{t(allHold ? "findings.noneHint" : "findings.noneArrows")}</p>
    </div>
  );
}

/** So many are read one after the other; making thousands of cards would hold up the whole panel. */
const atOnce = 100;

function Group({
  severity,
  findings,
}: {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}) {
  const [shown, setShown] = useState(atOnce);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Whoever asks for more reads on where the list ended.
    if (shown > atOnce) list.current?.children[shown - atOnce]?.querySelector("button")?.focus();
  }, [shown]);
  if (findings.length === 0) return null;
  const rest = findings.length - shown;
  return (
    <section aria-label={t(`findings.${severity}`)}>
      <h3 className="group-title">
        {t(`findings.${severity}`)} <span className="rows-count">{findings.length}</span>
      </h3>
      <ul className="findings" ref={list}>
        {findings.slice(0, shown).map((finding) => (
          <FindingCard key={finding.key} finding={finding} />
        ))}
      </ul>
      {rest > 0 && (
        <p className="findings-more">
          <Button className="button button-small" onPress={() => setShown(shown + atOnce)}>
            {t("findings.more", { count: Math.min(rest, atOnce), rest })}
          </Button>
        </p>
      )}
    </section>
  );
}

/** What was silenced, with the reason that stands in the design. */
function Suppressed() {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const canEdit = useSlice((state) => state.connection.canEdit);
  const all = Object.entries(doc.suppressions);
  if (all.length === 0) return null;
  return (
    <section aria-label={t("findings.suppressed")}>
      <h3 className="group-title">
        {t("findings.suppressed")} <span className="rows-count">{all.length}</span>
      </h3>
      <ul className="findings">
        {all.map(([id, { code, element, reason }]) => (
          <li className="finding" key={id}>
            <div className="finding-body">
              <p>{reason}</p>
              <p className="finding-foot">
                <code>{code}</code>
                <span className="finding-where">{nameAt(doc, element)}</span>
              </p>
              {canEdit && (
                <Button
                  className="button button-small"
                  data-plain
                  onPress={() =>
                    store.edit(t("edit.unsuppress", { code }), [{ op: "del", section: "suppressions", id }])
                  }
                >
                  {t("findings.restore")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
