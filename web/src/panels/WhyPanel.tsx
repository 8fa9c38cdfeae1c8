import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import { type Key, t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { Glyph } from "../views/glyphs";
import type { Explanation, Fate, Hop, Lamp, Outcome, Reason } from "../wire/gen";
import { placeOf } from "./attention";
import { nameAt } from "./elements";
import { FixButton } from "./FindingCard";
import { Fixes } from "./Fixes";
import { Choice } from "./fields/Choice";
import { go } from "./fields/Go";
import { Legs } from "./Legs";
import { ReasonCode } from "./ReasonCode";
import { RouteLamps } from "./RouteLamps";
import { SequenceView } from "./SequenceView";
import { type Explained, useWhy } from "./why";

/** Why an arrow holds or not: the verdict in a sentence, six gates, the way there and back, every blocker. */
export function WhyPanel({ flow }: { readonly flow: string }) {
  const reply = useWhy(flow);
  const verdict = useSlice((state) => state.judged.flows[flow]);
  const forbids = useSlice((state) => state.doc.flows[flow]?.expect === "must-not");
  const waiting = useSlice((state) => state.pending.length > 0);
  return (
    <section className="why" aria-label={t("why.title")}>
      {verdict && <Verdict fate={verdict.fate} outcome={verdict.outcome} />}
      {forbids && <p className="why-ports">{t("why.bar")}</p>}
      <Told reply={reply}>
        <Fixes flow={flow} />
      </Told>
      {waiting && <p className="why-stale">{t("why.stale")}</p>}
    </section>
  );
}

interface ToldProps {
  readonly reply: Explained;
  /** What may be done about it: stands behind the reasons. */
  readonly children?: ReactNode;
}

/** What the engine said, or why it said nothing. */
export function Told({ reply, children }: ToldProps) {
  switch (reply.state) {
    case "answered":
      return <Explanations all={reply.answer.explanations}>{children}</Explanations>;
    case "failed":
      return <p className="quiet">{t("why.failed", { detail: reply.failed.detail || reply.failed.code })}</p>;
    default:
      return <p className="quiet">{t(`why.${reply.state}`)}</p>;
  }
}

const looks: {
  readonly [O in Outcome]: { readonly tone: string; readonly glyph: Glyph; readonly key: Key };
} = {
  holds: { tone: "good", glyph: "check", key: "why.holds" },
  broken: { tone: "bad", glyph: "cross", key: "why.broken" },
  unknown: { tone: "unknown", glyph: "info", key: "why.open" },
};

function Verdict({ fate, outcome }: { readonly fate: Fate; readonly outcome: Outcome }) {
  const { tone, glyph, key } = looks[outcome];
  return (
    <p className="verdict" data-tone={tone} aria-live="polite">
      <Icon name={glyph} size={20} />
      <strong>{t(`why.${fate}`)}</strong>
      <span>{t(key)}</span>
    </p>
  );
}

/** A flow between groups or with several services has several pairs: the worst is shown first. */
function Explanations({
  all,
  children,
}: {
  readonly all: readonly Explanation[];
  readonly children: ReactNode;
}) {
  const doc = useSlice((state) => state.doc);
  const [picked, setPicked] = useState(0);
  const shown = all[picked] ?? all[0];
  if (!shown) {
    return (
      <>
        <p className="quiet">{t("why.nothing")}</p>
        {children}
      </>
    );
  }
  const options = all.map(({ from, to, service }, i) => ({
    id: String(i),
    text: t("why.pair", { from: nameAt(doc, from), to: nameAt(doc, to), service }),
  }));
  return (
    <>
      {all.length > 1 && (
        <Choice
          label={t("why.pick")}
          options={options}
          chosen={String(all.indexOf(shown))}
          onChoose={(id) => setPicked(Number(id))}
        />
      )}
      <Conversation explanation={shown}>{children}</Conversation>
    </>
  );
}

function Conversation({
  explanation,
  children,
}: {
  readonly explanation: Explanation;
  readonly children: ReactNode;
}) {
  const { fate, reasons, notes = [], sourcePorts, legs } = explanation;
  const { doc } = useStore().state;
  const values = {
    from: nameAt(doc, explanation.from),
    to: nameAt(doc, explanation.to),
    service: explanation.service,
    ports: sourcePorts,
    count: reasons.length,
  };
  // Without a port, one conversation that works is enough: a sentence about "all" would promise too much.
  const about = explanation.service === "all" ? "all" : "must";
  const one = fate === "blocked" && reasons.length === 1;
  return (
    <>
      <p className="why-sentence">{t(`why.sentence.${about}.${one ? "blockedOne" : fate}`, values)}</p>
      {reasons.length > 0 && <Reasons reasons={reasons} blocking={fate === "blocked"} />}
      <Notes notes={notes} />
      {children}
      {legs && <Legs legs={legs}>{(leg) => <Way way={leg} />}</Legs>}
      <Gates way={explanation} />
      <SequenceView explanation={explanation} />
      {sourcePorts && <p className="why-ports">{t("why.sourcePorts", { ports: sourcePorts })}</p>}
    </>
  );
}

/** What the verdict took or does not cover, such as the name that was resolved. */
function Notes({ notes }: { readonly notes: readonly Reason[] }) {
  if (notes.length === 0) return null;
  return (
    <section aria-label={t("why.remarks")}>
      <h3 className="group-title">{t("why.remarks")}</h3>
      <ul className="reasons">
        {notes.map(({ code, resource, text }) => (
          <li className="reason" data-note key={`${code} ${resource}`}>
            {word(text)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Way = Pick<Explanation, "fate" | "reasons" | "lamps" | "path" | "returnPath">;

/** What stands on the way: filters, route tables, and every station there and back. */
function Gates({ way: { lamps, path, returnPath } }: { readonly way: Way }) {
  return (
    <>
      <Lamps lamps={lamps} />
      <RouteLamps path={path} returnPath={returnPath} />
      <div className="paths">
        <Path title={t("why.there")} hops={path} />
        <Path title={t("why.back")} hops={returnPath} />
      </div>
    </>
  );
}

function Way({ way }: { readonly way: Way }) {
  return (
    <>
      {way.reasons.length > 0 && <Reasons reasons={way.reasons} blocking={way.fate === "blocked"} />}
      <Gates way={way} />
    </>
  );
}

function Reasons({ reasons, blocking }: { readonly reasons: readonly Reason[]; readonly blocking: boolean }) {
  const store = useStore();
  const canEdit = useSlice((state) => state.connection.canEdit);
  const title = t(blocking ? "why.blockers" : "why.notes");
  return (
    <section aria-label={title}>
      <h3 className="group-title">
        {title} <span className="rows-count">{reasons.length}</span>
      </h3>
      <ol className="reasons">
        {reasons.map(({ code, resource, row, direction, text, fix }) => (
          <li className="reason" key={[code, resource, row, direction].join()}>
            <Button className="finding-text" onPress={() => go(store, resource, placeOf(row))}>
              {word(text)}
            </Button>
            <p className="finding-foot">
              <ReasonCode code={code} />
              <span className="badge">{t(`why.${direction}`)}</span>
            </p>
            {fix && canEdit && <FixButton fix={fix} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The lamps' names, in the order in which a conversation meets the gates. */
const gates: readonly Key[] = [
  "why.lamp.sgOut",
  "why.lamp.aclOut",
  "why.lamp.aclIn",
  "why.lamp.sgIn",
  "why.lamp.replyAclOut",
  "why.lamp.replyAclIn",
];

const lampGlyphs: { readonly [S in Lamp["state"]]: Glyph | undefined } = {
  pass: "check",
  drop: "cross",
  unknown: "info",
  off: undefined,
};

function Lamps({ lamps }: { readonly lamps: readonly Lamp[] }) {
  const store = useStore();
  const { doc } = store.state;
  return (
    <section aria-label={t("why.lamps")}>
      <h3 className="group-title">{t("why.lamps")}</h3>
      <ol className="lamps">
        {gates.map((gate, i) => {
          const { state = "off", resource = "" } = lamps[i] ?? {};
          const glyph = lampGlyphs[state];
          return (
            <li key={gate} className="lamp" data-state={state}>
              <span className="lamp-light">{glyph ? <Icon name={glyph} size={13} /> : "–"}</span>
              <span className="lamp-gate">{t(gate)}</span>
              <span className="lamp-state">{t(`why.state.${state}`)}</span>
              {resource && doc.resources[resource] && (
                <Button
                  className="lamp-go"
                  aria-label={nameAt(doc, resource)}
                  onPress={() => go(store, resource)}
                >
                  {nameAt(doc, resource)}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Path({ title, hops }: { readonly title: string; readonly hops: readonly Hop[] }) {
  const store = useStore();
  const doc = useSlice((state) => state.doc);
  if (hops.length === 0) return null;
  return (
    <section className="path" aria-label={title}>
      <h3 className="group-title">{title}</h3>
      <ol className="hops">
        {hops.map(({ resource, kind, row, decision, text }, i) => (
          // A path may pass one element twice: its position is its only identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: hops never move
          <li className="hop" key={i} data-decision={decision}>
            <Button className="go" onPress={() => go(store, resource, placeOf(row))}>
              <Icon name={kind} size={14} />
              <span className="go-name">{nameAt(doc, resource)}</span>
            </Button>
            <span className="hop-text">{word(text)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
