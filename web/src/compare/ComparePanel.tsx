import { type ReactNode, useEffect, useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useApp } from "../app";
import { t, word } from "../i18n";
import { endText, expectationText, nameAt } from "../panels/elements";
import { Choice } from "../panels/fields/Choice";
import { Go } from "../panels/fields/Go";
import { Told } from "../panels/WhyPanel";
import { useAnswer } from "../panels/why";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import { causeText } from "../wire/asked";
import type {
  Compared,
  ComparedFlow,
  ComparedLine,
  ComparedResource,
  Conversation,
  Design,
} from "../wire/gen";
import { routes } from "../wire/routes";
import { fetchSnapshot } from "../wire/snapshot";
import { listVersions, type Version } from "../wire/versions";
import { type Comparing, compare } from "./comparing";
import { endName, signs, trafficText } from "./lines";
import { merge } from "./merged";

/** Two revisions side by side: what opened and what closed with the proof in both, then the resources. The canvas
 * shows both designs at once. */
export function ComparePanel({ pair }: { readonly pair: Comparing }) {
  const store = useStore();
  const joined = useSlice((state) => state.joined);
  const head = useSlice((state) => (state.joined && state.pending.length === 0 ? state.rev : undefined));
  const [newest, setNewest] = useState<number>();
  // "Now" is the revision that was the newest when the comparison was opened: proofs must be about one design.
  if (newest === undefined && head !== undefined) setNewest(head);
  const now = pair.now === "now" ? newest : pair.now;
  useEffect(() => () => store.look(undefined), [store]);
  return (
    <section
      className="compare"
      aria-label={t("compare.title")}
      onKeyDown={(event) => event.key === "Escape" && compare(undefined)}
    >
      <Head pair={pair} />
      {now === undefined || !joined ? (
        <p className="quiet">{t("compare.loading")}</p>
      ) : (
        <Answered key={`${pair.old} ${now}`} old={pair.old} now={now} />
      )}
    </section>
  );
}

/** Which two, with a way to choose others. */
function Head({ pair }: { readonly pair: Comparing }) {
  const versions = useVersions();
  const options = [
    { id: "now", text: t("compare.now") },
    ...versions.map(({ rev, name }) => ({
      id: String(rev),
      text: name,
      more: t("status.revision", { rev }),
    })),
  ];
  // A revision without a name can be in a link too.
  for (const rev of [pair.old, pair.now]) {
    if (options.some(({ id }) => id === String(rev))) continue;
    options.push({ id: String(rev), text: t("status.revision", { rev }) });
  }
  const old = options.filter(({ id }) => id !== "now");
  return (
    <header className="compare-head">
      <div className="compare-choose">
        <Choice
          label={t("compare.old")}
          options={old}
          chosen={String(pair.old)}
          onChoose={(id) => compare({ ...pair, old: Number(id) })}
        />
        <Choice
          label={t("compare.new")}
          options={options}
          chosen={String(pair.now)}
          onChoose={(id) => compare({ ...pair, now: id === "now" ? "now" : Number(id) })}
        />
      </div>
      <Button className="tool" aria-label={t("compare.close")} onPress={() => compare(undefined)}>
        <Icon name="close" size={16} />
      </Button>
    </header>
  );
}

function useVersions(): readonly Version[] {
  const { page } = useApp();
  const [versions, setVersions] = useState<readonly Version[]>([]);
  useEffect(() => {
    let wanted = true;
    listVersions(routes.versions(page.base, page.doc)).then(
      (list) => wanted && setVersions(list.versions),
      () => {}, // the revisions have numbers
    );
    return () => {
      wanted = false;
    };
  }, [page]);
  return versions;
}

interface Revisions {
  readonly old: number;
  readonly now: number;
}

function Answered({ old, now }: Revisions) {
  const reply = useAnswer({ kind: "compare", with: old }, "compared", now);
  const answer = reply.state === "answered" ? reply.answer : undefined;
  const { before, problem } = useMergedCanvas(old, now, answer);
  if (reply.state === "failed") {
    return <p className="quiet">{t("why.failed", { detail: reply.failed.detail || reply.failed.code })}</p>;
  }
  if (!answer)
    return <p className="quiet">{t(reply.state === "offline" ? "why.offline" : "compare.loading")}</p>;
  return (
    <div className="compare-body">
      <div role="status">
        <h2 className="compare-headline">{word(answer.headline)}</h2>
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          {t("versions.failed", { cause: problem })}
        </p>
      )}
      <Lines answer={answer} old={old} now={now} />
      <Flows flows={answer.flows} before={before} />
      <Resources answer={answer} />
    </div>
  );
}

/** The older design, and what went wrong. */
interface Drawn {
  readonly before?: Design;
  readonly problem?: string;
}

/** Puts both designs on the canvas, once. */
function useMergedCanvas(old: number, now: number, answer: Compared | undefined): Drawn {
  const { page } = useApp();
  const store = useStore();
  const [drawn, setDrawn] = useState<Drawn>({});
  const ready = answer !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: revisions never change, nor do answers about them
  useEffect(() => {
    if (!answer) return;
    let wanted = true;
    const at = (rev: number) => fetchSnapshot(routes.snapshotAt(page.base, page.doc, rev));
    Promise.all([at(old), at(now)]).then(
      ([before, after]) => {
        if (!wanted) return;
        const { design, marks } = merge(before.design, after.design, answer);
        store.look({ rev: now, name: "", at: "", design, marks });
        setDrawn({ before: before.design });
      },
      (cause: unknown) => wanted && setDrawn({ problem: causeText(cause) }),
    );
    return () => {
      wanted = false;
    };
  }, [old, now, ready, page, store]);
  return drawn;
}

const sections = [
  { title: "compare.sectionOpened", whats: ["opened"] },
  { title: "compare.sectionClosed", whats: ["closed"] },
  { title: "compare.sectionUnknown", whats: ["doubted", "settled"] },
] as const;

function Lines({ answer, old, now }: Revisions & { readonly answer: Compared }) {
  if (answer.lines.length === 0) return <p className="compare-empty">{t("compare.same")}</p>;
  return (
    <>
      {sections.map(({ title, whats }) => {
        const lines = answer.lines.filter(({ what }) => (whats as readonly string[]).includes(what));
        return (
          <Section key={title} title={t(title)} count={lines.length}>
            {lines.map((line) => (
              <Line
                key={`${line.what} ${endName(line.from)} ${endName(line.to)} ${line.allowed} ${line.blocked}`}
                line={line}
                old={old}
                now={now}
              />
            ))}
          </Section>
        );
      })}
      {answer.lineCount > answer.lines.length && (
        <p className="quiet">{t("compare.more", { count: answer.lineCount - answer.lines.length })}</p>
      )}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Section({ title, count, children }: SectionProps) {
  if (count === 0) return null;
  return (
    <section className="compare-section" aria-label={title}>
      <h3 className="compare-title">
        {title} <span className="rows-count">{count}</span>
      </h3>
      <ul className="compare-list">{children}</ul>
    </section>
  );
}

/** One change; opened, it shows whom it is about and proves it in both designs. */
function Line({ line, old, now }: Revisions & { readonly line: ComparedLine }) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const toggle = (opened: boolean) => {
    setOpen(opened);
    if (opened) store.select([...line.from.ends, ...line.to.ends].map(({ id }) => id));
  };
  return (
    <li className="compare-line" data-what={line.what}>
      <Disclosure isExpanded={open} onExpandedChange={toggle}>
        <Heading level={4} className="compare-line-head">
          <Button slot="trigger" className="compare-line-open">
            <b className="compare-sign" aria-hidden="true">
              {signs[line.what]}
            </b>
            <span className="compare-line-text">
              <span className="compare-ends">
                {endName(line.from)} → {endName(line.to)}
              </span>
              <span className="compare-traffic">{trafficText(line)}</span>
            </span>
            {line.pairs > 1 && <span className="badge">{t("compare.pairs", { count: line.pairs })}</span>}
            <Icon name="chevron" size={12} />
          </Button>
        </Heading>
        <DisclosurePanel className="compare-proof">
          {open && <Proof line={line} old={old} now={now} />}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

function Proof({ line, old, now }: Revisions & { readonly line: ComparedLine }) {
  const doc = useSlice((state) => state.doc);
  const shown = line.now ?? line.was;
  return (
    <>
      <Members ends={line.from} />
      <Members ends={line.to} />
      {shown && line.pairs > 1 && (
        <p className="compare-example">
          {t("compare.example", { from: endText(doc, shown.from), to: endText(doc, shown.to) })}
        </p>
      )}
      <Side title={t("compare.before")} at={old} ask={line.was} />
      <Side title={t("compare.after")} at={now} ask={line.now} />
    </>
  );
}

/** Who is meant, where the line says only how many. */
function Members({ ends: { ends, count } }: { readonly ends: ComparedLine["from"] }) {
  if (count <= 3) return null;
  return (
    <p className="compare-members">
      {ends.map(({ name, id }) => name || id).join(", ")}
      {count > ends.length && ` ${t("compare.more", { count: count - ends.length })}`}
    </p>
  );
}

interface SideProps {
  readonly title: string;
  readonly at: number;
  readonly ask: Conversation | undefined;
}

function Side({ title, at, ask }: SideProps) {
  return (
    <section className="compare-side" aria-label={title}>
      <h4 className="compare-side-title">{title}</h4>
      {ask ? <Asked at={at} ask={ask} /> : <p className="quiet">{t("compare.absent")}</p>}
    </section>
  );
}

function Asked({ at, ask }: { readonly at: number; readonly ask: Conversation }) {
  const reply = useAnswer({ ...ask, kind: "trace" }, "explained", at);
  return <Told reply={reply} />;
}

interface FlowsProps {
  readonly flows: readonly ComparedFlow[];
  readonly before: Design | undefined;
}

function Flows({ flows, before }: FlowsProps) {
  const doc = useSlice((state) => state.doc);
  return (
    <Section title={t("compare.flows")} count={flows.length}>
      {flows.map(({ id, was, now }) => {
        const flow = doc.flows[id] ?? before?.flows[id];
        return (
          <li key={id} className="compare-flow" data-outcome={now}>
            {doc.flows[id] || !before ? <Go id={id} /> : <s>{nameAt(before, id)}</s>}
            {flow && <span className="compare-traffic">{expectationText(flow)}</span>}
            <span>
              {t(was ? `compare.outcome.${was}` : "compare.outcome.none")} →{" "}
              <b>{t(now ? `compare.outcome.${now}` : "compare.outcome.none")}</b>
            </span>
          </li>
        );
      })}
    </Section>
  );
}

const lists = [
  { mark: "added", sign: "+", title: "compare.added" },
  { mark: "removed", sign: "−", title: "compare.removed" },
  { mark: "changed", sign: "~", title: "compare.changed" },
] as const;

function Resources({ answer }: { readonly answer: Compared }) {
  return lists.map(({ mark, sign, title }) => (
    <Section key={mark} title={t(title)} count={answer[mark].length}>
      {answer[mark].map((resource) => (
        <li key={resource.id} className="compare-resource" data-mark={mark}>
          <b className="compare-sign" aria-hidden="true">
            {sign}
          </b>
          <Go id={resource.id} />
          <Properties of={resource} />
        </li>
      ))}
    </Section>
  ));
}

function Properties({ of: { properties } }: { readonly of: ComparedResource }) {
  if (properties.length === 0) return null;
  return (
    <dl className="compare-properties">
      {properties.map(({ path, label, was, now }) => (
        <div key={path}>
          <dt>{word(label)}</dt>
          <dd>
            {word(was) && <del>{word(was)}</del>} {word(now) && <ins>{word(now)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
