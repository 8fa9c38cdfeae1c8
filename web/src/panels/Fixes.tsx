import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { type Key, t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { FixFinding, FlowFix, Question, Shift } from "../wire/gen";
import { expectationText, flowName, nameAt } from "./elements";
import { previewOf } from "./previewed";
import { useAnswer } from "./why";

/** What would make an arrow hold: the smallest sets of edits, each tried by the engine, with all that it does besides. */
export function Fixes({ flow }: { readonly flow: string }) {
  const broken = useSlice((state) => {
    const verdict = state.judged.flows[flow];
    return verdict !== undefined && verdict.outcome !== "holds";
  });
  return broken ? <FixesFor question={{ kind: "fixes", flow }} /> : null;
}

/** The fixes of an arrow, or of a conversation that nobody drew. */
export function FixesFor({ question }: { readonly question: Question }) {
  const reply = useAnswer(question, "fixes");
  if (reply.state === "offline") return null;
  return (
    <section className="fixes" aria-label={t("fixes.title")} aria-busy={reply.state === "asking"}>
      <h3 className="group-title">{t("fixes.title")}</h3>
      {reply.state === "asking" && <p className="quiet">{t("fixes.asking")}</p>}
      {reply.state === "failed" && <p className="quiet">{t("fixes.failed")}</p>}
      {reply.state === "answered" && <FixList fixes={reply.answer.fixes} />}
    </section>
  );
}

function FixList({ fixes }: { readonly fixes: readonly FlowFix[] }) {
  if (fixes.length === 0) return <p className="quiet">{t("fixes.none")}</p>;
  return (
    <ol className="fix-list">
      {fixes.map((fix) => (
        <FixCard key={JSON.stringify(fix.ops)} fix={fix} />
      ))}
    </ol>
  );
}

function FixCard({ fix }: { readonly fix: FlowFix }) {
  const store = useStore();
  const canEdit = useSlice((state) => state.connection.canEdit);
  const title = word(fix.title);
  const [hovered, hover] = useState(false);
  const [focused, focus] = useState(false);
  const considered = hovered || focused;
  useEffect(() => {
    if (!considered) return;
    store.preview(previewOf(store.state.doc, fix.ops));
    return () => store.preview();
  }, [store, considered, fix]);
  return (
    <li
      className="fix"
      data-harm={fix.breaks.length > 0 || undefined}
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
      onFocus={() => focus(true)}
      onBlur={() => focus(false)}
    >
      <ul className="fix-edits">
        {fix.edits.map((edit) => (
          <li key={edit.en}>{word(edit)}</li>
        ))}
      </ul>
      <Effect fix={fix} />
      {canEdit && (
        <Button
          className="button button-small"
          data-main
          aria-label={t("fixes.applyOne", { title })}
          onPress={() => store.edit(t("edit.fix", { title }), fix.ops)}
        >
          <Icon name="check" size={13} />
          {t("fixes.apply")}
        </Button>
      )}
    </li>
  );
}

/** The side effects in one line; opened, one by one. */
function Effect({ fix }: { readonly fix: FlowFix }) {
  const doc = useSlice((state) => state.doc);
  const counts: readonly (readonly [Key, number])[] = [
    ["fixes.opens", fix.opensCount],
    ["fixes.closes", fix.closesCount],
    ["fixes.mends", fix.mends.length],
    ["fixes.brings", fix.added.length],
    ["fixes.settles", fix.removed.length],
  ];
  const arrow = (id: string): string => {
    const flow = doc.flows[id];
    return flow ? `${flowName(doc, flow)} ${expectationText(flow)}` : id;
  };
  return (
    <details className="fix-effect">
      <summary>
        {fix.breaks.length > 0 && (
          <strong className="fix-breaks">
            <Icon name="warning" size={13} />
            {t("fixes.breaks", { count: fix.breaks.length })}
          </strong>
        )}
        {counts
          .filter(([key, count]) => count > 0 || key === "fixes.closes")
          .map(([key, count]) => t(key, { count }))
          .join(" · ")}
      </summary>
      <Names title={t("fixes.breaksTitle")} names={fix.breaks.map(arrow)} />
      <Names title={t("fixes.mendsTitle")} names={fix.mends.map(arrow)} />
      <Shifts title={t("fixes.opensTitle")} shifts={fix.opens} count={fix.opensCount} />
      <Shifts title={t("fixes.closesTitle")} shifts={fix.closes} count={fix.closesCount} />
      <Findings title={t("fixes.bringsTitle")} findings={fix.added} />
      <Findings title={t("fixes.settlesTitle")} findings={fix.removed} />
    </details>
  );
}

interface ShiftsProps {
  readonly title: string;
  readonly shifts: readonly Shift[];
  readonly count: number;
}

function Shifts({ title, shifts, count }: ShiftsProps) {
  const doc = useSlice((state) => state.doc);
  const names = shifts.map(({ from, to, text }) =>
    t("why.pair", { from: nameAt(doc, from), to: nameAt(doc, to), service: word(text) }),
  );
  if (count > shifts.length) names.push(t("fixes.more", { count: count - shifts.length }));
  return <Names title={title} names={names} />;
}

function Findings({ title, findings }: { readonly title: string; readonly findings: readonly FixFinding[] }) {
  return <Names title={title} names={findings.map(({ text }) => word(text))} />;
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {[...new Set(names)].map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}
