import { useEffect } from "react";
import { Button } from "react-aria-components";
import { t } from "../i18n";
import { internetId } from "../store/document";
import { useSlice, useStore } from "../store/react";
import type { Blast, Reached } from "../wire/gen";
import { Ends, Passing, Waiting } from "./Ends";
import { nameAt } from "./elements";
import { Choice } from "./fields/Choice";
import { Go } from "./fields/Go";
import { chooseInsight, useInsight } from "./insight";
import { useAnswer } from "./why";

const mostHops = 6;
const hopChoices = Array.from({ length: mostHops }, (_, i) => i + 1);

/** How far somebody comes who holds an element, hop by hop; drawn on the canvas while it is read. */
export function BlastView() {
  const doc = useSlice((state) => state.doc);
  const { from: chosen, hops } = useInsight();
  const selected = useSelected();
  const exists = chosen === internetId || doc.resources[chosen] !== undefined;
  const from = exists ? chosen : selected;
  return (
    <>
      {from === "" ? (
        <div className="empty">
          <p className="empty-title">{t("blast.start")}</p>
          <p className="empty-hint">{t("blast.startHint")}</p>
        </div>
      ) : (
        <Radius key={from} from={from} hops={hops} />
      )}
      {selected !== "" && selected !== from && (
        <p className="insight-do">
          <Button className="button" onPress={() => chooseInsight({ from: selected })}>
            {t("blast.fromHere", { name: nameAt(doc, selected) })}
          </Button>
        </p>
      )}
    </>
  );
}

/** The one resource that is selected; "" for none. */
export function useSelected(): string {
  const doc = useSlice((state) => state.doc);
  const selection = useSlice((state) => state.selection);
  const [only = "", another] = selection;
  const is = only === internetId || doc.resources[only] !== undefined;
  return is && another === undefined ? only : "";
}

function Radius({ from, hops }: { readonly from: string; readonly hops: number }) {
  const reply = useAnswer({ kind: "blast", from: { ref: from }, hops }, "blast");
  const store = useStore();
  useEffect(() => {
    store.markReached(reply.state === "answered" ? reachedBy(reply.answer) : undefined);
    return () => store.markReached();
  }, [store, reply]);
  return (
    <>
      <div className="insight-ask">
        <Go id={from} />
        <Choice
          label={t("blast.hops")}
          options={hopChoices.map((n) => ({ id: String(n), text: String(n) }))}
          chosen={String(hops)}
          onChoose={(n) => chooseInsight({ hops: Number(n) })}
        />
      </div>
      <Waiting reply={reply} />
      {reply.state === "answered" && <Levels blast={reply.answer} />}
    </>
  );
}

function reachedBy({ start, levels }: Blast): ReadonlyMap<string, number> {
  const reached = new Map<string, number>(start.ids.map((id) => [id, 0]));
  for (const [i, { reached: rows }] of levels.entries())
    for (const { to } of rows) for (const id of to.ids) reached.set(id, i + 1);
  return reached;
}

function Levels({ blast: { start, levels } }: { readonly blast: Blast }) {
  if (start.count === 0) return <p className="quiet">{t("blast.noEnd")}</p>;
  if (levels.length === 0) return <p className="quiet">{t("blast.nothing")}</p>;
  return levels.map(({ reached }, i) => {
    const title = t("blast.hop", { hop: i + 1, count: reached.reduce((sum, { to }) => sum + to.count, 0) });
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a level is its hop
      <section key={i} aria-label={title}>
        <h3 className="group-title">
          <span className="hop-mark" data-level={Math.min(i + 1, 3)} aria-hidden="true">
            {i + 1}
          </span>
          {title}
        </h3>
        <ul className="insight-list">
          {reached.map((row) => (
            <Row key={row.to.ids.join()} row={row} first={i === 0} />
          ))}
        </ul>
      </section>
    );
  });
}

function Row({
  row: { from, to, sure, ...cell },
  first,
}: {
  readonly row: Reached;
  readonly first: boolean;
}) {
  return (
    <li className="insight-row">
      {!first && (
        <span className="insight-via">
          <Ends ends={from} /> <span aria-hidden="true">→</span>
        </span>
      )}
      <Ends ends={to} />
      <Passing cell={cell} />
      {!sure && !cell.possible && <p className="insight-note">{t("blast.unsure")}</p>}
    </li>
  );
}
