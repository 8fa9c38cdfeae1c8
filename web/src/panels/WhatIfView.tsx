import { useEffect } from "react";
import { Button, Checkbox } from "react-aria-components";
import { endName, signs, trafficText } from "../compare/lines";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Off, Reason, WhatIf } from "../wire/gen";
import { useSelected } from "./BlastView";
import { Waiting } from "./Ends";
import { expectationText, kindAt, nameAt } from "./elements";
import { Go } from "./fields/Go";
import { ReasonCode } from "./ReasonCode";
import { candidatesOf, isOff, offName, toggled, zonesOf } from "./supposing";
import { useAnswer } from "./why";

/** More than these are found on the canvas sooner than in a list. */
const listed = 40;

const nothingOff: readonly Off[] = [];

/** Switches a zone or an element off in thought, and tells what breaks. */
export function WhatIfView() {
  const doc = useSlice((state) => state.doc);
  const off = useSlice((state) => state.supposed?.off) ?? nothingOff;
  const selected = useSelected();
  const zones = zonesOf(doc);
  const all = candidatesOf(doc);
  const offered = all.filter((id, i) => i < listed || id === selected || isOff(off, { resource: id }));
  if (zones.length + all.length === 0) return <p className="quiet">{t("whatif.none")}</p>;
  return (
    <>
      <p className="insight-hint">{t("whatif.hint")}</p>
      <Outcome />
      {zones.length > 0 && (
        <fieldset className="switches">
          <legend className="group-title">{t("whatif.zones")}</legend>
          {zones.map((zone) => (
            <Switch key={zone} off={off} one={{ zone }} />
          ))}
        </fieldset>
      )}
      <fieldset className="switches">
        <legend className="group-title">{t("whatif.elements")}</legend>
        {offered.map((resource) => (
          <Switch key={resource} off={off} one={{ resource }} />
        ))}
        {all.length > offered.length && (
          <p className="insight-note">{t("whatif.more", { count: all.length - offered.length })}</p>
        )}
      </fieldset>
    </>
  );
}

function Switch({ off, one }: { readonly off: readonly Off[]; readonly one: Off }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  const kind = one.resource === undefined ? "subnet" : kindAt(doc, one.resource);
  return (
    <Checkbox
      className="switch"
      isSelected={isOff(off, one)}
      onChange={() => store.suppose(toggled(off, one))}
    >
      <span className="tick">
        <Icon name="cross" size={12} />
      </span>
      {kind && <Icon name={kind} size={14} />}
      <span className="switch-name">{offName(doc, one)}</span>
    </Checkbox>
  );
}

/** Has the engine say what is thought to be off; over the drawing and in the panel the same answer is read. */
export function Supposing() {
  const store = useStore();
  const off = useSlice((state) => state.supposed?.off) ?? nothingOff;
  const reply = useAnswer({ kind: "whatif", off }, "whatif");
  useEffect(() => {
    if (reply.state === "answered") store.supposedTo(off, reply.answer);
  }, [reply, off, store]);
  return reply.state === "failed" ? <Waiting reply={reply} /> : null;
}

function Outcome() {
  const store = useStore();
  const supposed = useSlice((state) => state.supposed);
  if (!supposed) return null;
  const { answer } = supposed;
  return (
    <section className="outcome" aria-label={t("whatif.outcome")} aria-live="polite">
      {answer ? <Broken answer={answer} /> : <p className="quiet">{t("why.asking")}</p>}
      <p className="insight-do">
        <Button className="button" onPress={() => store.suppose([])}>
          {t("whatif.exit")}
        </Button>
      </p>
    </section>
  );
}

/** What changes for those that are not off themselves. */
function Lost({ answer: { lines, lineCount } }: { readonly answer: WhatIf }) {
  if (lines.length === 0) return null;
  return (
    <details className="insight-lost">
      <summary>{t(lineCount === 1 ? "whatif.lostOne" : "whatif.lost", { count: lineCount })}</summary>
      <ul className="insight-list">
        {lines.map((line) => (
          <li
            key={`${line.what} ${endName(line.from)} ${endName(line.to)} ${line.allowed}`}
            className="insight-row"
          >
            <b aria-hidden="true">{signs[line.what]}</b>{" "}
            <span className="unseen">{t(`compare.${line.what}`)}: </span>
            {endName(line.from)} → {endName(line.to)} <span data-mono>{trafficText(line)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Broken({ answer }: { readonly answer: WhatIf }) {
  const { broken, down } = answer;
  const doc = useSlice((state) => state.doc);
  return (
    <>
      <p className="verdict" data-tone={broken.length > 0 ? "bad" : "good"}>
        <Icon name={broken.length > 0 ? "cross" : "check"} size={20} />
        <strong>{brokenText(broken.length)}</strong>
      </p>
      <p className="insight-note">
        {t("whatif.down", { names: downText(down.map((id) => nameAt(doc, id))) })}
      </p>
      <Lost answer={answer} />
      <ul className="insight-list">
        {broken.map(({ flow, reasons }) => {
          const declared = doc.flows[flow];
          return (
            <li key={flow} className="insight-row">
              <Go id={flow} /> {declared && <span className="insight-what">{expectationText(declared)}</span>}
              <Reasons reasons={reasons} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

export const brokenText = (count: number): string =>
  count === 0 ? t("whatif.holds") : t(count === 1 ? "whatif.breaksOne" : "whatif.breaks", { count });

const mostDown = 8;

function downText(names: readonly string[]): string {
  const more = names.length - mostDown;
  return [...names.slice(0, mostDown), ...(more > 0 ? [t("insight.more", { count: more })] : [])].join(", ");
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul className="insight-reasons">
      {reasons.map(({ code, resource, row, direction, text }) => (
        <li key={[code, resource, row, direction].join()}>
          {word(text)} <ReasonCode code={code} />
        </li>
      ))}
    </ul>
  );
}

/** In place of the why of the present: what the arrow does while something is off. */
export function SupposedWhy({ flow }: { readonly flow: string }) {
  const answer = useSlice((state) => state.supposed?.answer);
  const outcome = useSlice((state) => state.judged.flows[flow]?.outcome) ?? "unknown";
  const broken = answer?.broken.find((one) => one.flow === flow);
  const tone = outcome === "holds" ? "good" : outcome === "broken" ? "bad" : "unknown";
  return (
    <section className="why" aria-label={t("why.title")}>
      <p className="verdict" data-tone={tone}>
        <Icon name={outcome === "holds" ? "check" : outcome === "broken" ? "cross" : "info"} size={20} />
        <strong>{t(`outcome.${outcome}`)}</strong>
        <span>{t("whatif.meanwhile")}</span>
      </p>
      {broken && <Reasons reasons={broken.reasons} />}
    </section>
  );
}
