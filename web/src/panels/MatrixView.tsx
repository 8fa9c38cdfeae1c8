import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { parseService } from "../canvas/edits";
import { t } from "../i18n";
import { copyText } from "../shell/copyText";
import { Icon } from "../shell/Icon";
import { showOverlay } from "../shell/overlays";
import { useSlice } from "../store/react";
import type { Design, Grid, GridCell, GridEnd, Service } from "../wire/gen";
import { FixesFor } from "./Fixes";
import { TextLine } from "./fields/TextLine";
import { cellText, csvOf, endName, endOf, groupName, type Light, lightOf, passesAll } from "./grid";
import { Told } from "./WhyPanel";
import { useAnswer } from "./why";

const close = () => showOverlay(undefined);

/** Typing is over when no key has come for this many milliseconds. */
const pause = 250;

/** Who may open which conversation with whom: all pairs at once, and why for the one that is picked. */
export function MatrixView() {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const filter = useSettled({ from, to });
  const reply = useAnswer({ kind: "matrix", ...filter }, "grid");
  const [picked, setPicked] = useState<Picked>();
  const selection = useSlice((state) => state.selection);
  const before = useRef(selection);
  useEffect(() => {
    if (before.current !== selection) close(); // somebody went from a reason to its element
  }, [selection]);
  return (
    <ModalOverlay className="veil" data-wide isOpen isDismissable onOpenChange={close}>
      <Modal className="matrix">
        <Dialog className="matrix-dialog">
          <header className="matrix-head">
            <Heading slot="title" className="window-title">
              {t("matrix.title")}
            </Heading>
            <div className="matrix-filters">
              <TextLine label={t("matrix.from")} text={from} onText={setFrom} name="matrix-from" />
              <TextLine label={t("matrix.to")} text={to} onText={setTo} name="matrix-to" />
            </div>
            {reply.state === "answered" && <CopyCSV grid={reply.answer} />}
            <Button className="tool" aria-label={t("keys.close")} onPress={close}>
              <Icon name="close" size={16} />
            </Button>
          </header>
          <div className="matrix-body">
            <div className="matrix-room">
              {reply.state === "answered" ? (
                <Shown grid={reply.answer} picked={picked} pick={setPicked} />
              ) : (
                <p className="quiet">
                  {reply.state === "failed"
                    ? t("why.failed", { detail: reply.failed.detail || reply.failed.code })
                    : t(`why.${reply.state}`)}
                </p>
              )}
            </div>
            {picked && (
              <Detail
                key={`${picked.from.id} ${picked.to.id}`}
                picked={reply.state === "answered" ? anew(reply.answer, picked) : picked}
              />
            )}
          </div>
          <Legend />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Filter {
  readonly from: string;
  readonly to: string;
}

function useSettled(filter: Filter): Filter {
  const [settled, setSettled] = useState(filter);
  const { from, to } = filter;
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ from, to }), pause);
    return () => clearTimeout(timer);
  }, [from, to]);
  return settled;
}

interface Picked {
  readonly from: GridEnd;
  readonly to: GridEnd;
  readonly cell: GridCell;
}

/** The same pair as it is in a newer answer. */
function anew(grid: Grid, { from, to, cell }: Picked): Picked {
  const column = grid.to.findIndex((end) => end.id === to.id);
  return { from, to, cell: grid.rows.find((row) => row.from.id === from.id)?.cells[column] ?? cell };
}

interface ShownProps {
  readonly grid: Grid;
  readonly picked: Picked | undefined;
  readonly pick: (picked: Picked) => void;
}

function Shown({ grid, picked, pick }: ShownProps) {
  const doc = useSlice((state) => state.doc);
  if (grid.rows.length === 0 || grid.to.length === 0) return <p className="quiet">{t("matrix.none")}</p>;
  const cut = grid.rows.length < grid.fromCount || grid.to.length < grid.toCount;
  return (
    <>
      {cut && (
        <p className="matrix-cut">
          {t("matrix.cut", {
            rows: grid.rows.length,
            from: grid.fromCount,
            columns: grid.to.length,
            to: grid.toCount,
          })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it have the keys */}
      <div className="matrix-scroll" onKeyDown={moveFocus}>
        <table className="matrix-grid" aria-label={t("matrix.title")}>
          <thead>
            <tr>
              <th className="matrix-corner" scope="col">
                {t("matrix.corner")}
              </th>
              {grid.to.map((end) => (
                <th key={end.id} scope="col" title={titleOf(doc, end)}>
                  {groupName(doc, end)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map(({ from, cells }, row) => (
              <tr key={from.id}>
                <th scope="row" title={titleOf(doc, from)}>
                  {groupName(doc, from)}
                </th>
                {cells.map((cell, column) => {
                  const to = grid.to[column];
                  if (!to) return null;
                  const first = row === 0 && column === grid.to.findIndex((_, i) => !cells[i]?.self);
                  const here = picked ? picked.from.id === from.id && picked.to.id === to.id : first;
                  return (
                    <Cell
                      key={to.id}
                      cell={cell}
                      at={[row, column]}
                      isHere={here}
                      isPicked={!!picked && here}
                    >
                      {cell.self ? undefined : () => pick({ from, to, cell })}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const titleOf = (doc: Design, end: GridEnd): string => [endName(doc, end), ...end.more].join("\n");

const signs: { readonly [L in Light]: string } = { open: "✓", possible: "?", closed: "–", self: "" };

interface CellProps {
  readonly cell: GridCell;
  readonly at: readonly [row: number, column: number];
  /** The one cell that Tab comes to: arrow keys go on from there. */
  readonly isHere: boolean;
  readonly isPicked: boolean;
  readonly children: (() => void) | undefined;
}

function Cell({ cell, at, isHere, isPicked, children: press }: CellProps) {
  const light = lightOf(cell);
  return (
    <td data-light={light}>
      {press && (
        <button
          type="button"
          className="matrix-cell"
          data-at={at.join()}
          aria-pressed={isPicked}
          tabIndex={isHere ? 0 : -1}
          title={cellText(cell)}
          onClick={press}
        >
          <span aria-hidden="true">{signs[light]}</span>
          {light === "possible" && <span className="unseen">{t("matrix.possible")}</span>}
          <span className={light === "closed" ? "unseen" : "matrix-ports"}>{cellText(cell)}</span>
        </button>
      )}
    </td>
  );
}

const steps: { readonly [key: string]: readonly [row: number, column: number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from cell to cell, over those that have nothing to pick. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key];
  const at = event.target instanceof HTMLElement ? event.target.dataset.at : undefined;
  if (!step || !at) return;
  event.preventDefault();
  let [row = 0, column = 0] = at.split(",").map(Number);
  const far = 2; // an end has one cell without a button in its row
  for (let i = 0; i < far; i++) {
    row += step[0];
    column += step[1];
    const next = event.currentTarget.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
    if (next) {
      next.focus();
      return;
    }
  }
}

/** The pair that is picked: what passes, and why no more. */
function Detail({ picked: { from, to, cell } }: { readonly picked: Picked }) {
  const doc = useSlice((state) => state.doc);
  const reply = useAnswer(
    { kind: "trace", from: endOf(from), to: endOf(to), service: { protocol: "all" } },
    "explained",
  );
  const title = useId();
  return (
    <section className="matrix-detail" aria-labelledby={title}>
      <h3 className="matrix-pair" id={title}>
        {endName(doc, from)} → {endName(doc, to)}
      </h3>
      <dl className="matrix-facts">
        <dt>{t("matrix.sure")}</dt>
        <dd>{cell.allowed ? cellText({ allowed: cell.allowed }) : t("matrix.nothing")}</dd>
        {cell.possible && (
          <>
            <dt>{t("matrix.possible")}</dt>
            <dd>{cellText(cell)}</dd>
          </>
        )}
      </dl>
      <Told reply={reply}>{!passesAll(cell) && <Mend from={from} to={to} />}</Told>
    </section>
  );
}

/** What would let a conversation pass that is named here, if it does not: a fix that opens everything is none. */
function Mend({ from, to }: { readonly from: GridEnd; readonly to: GridEnd }) {
  const [text, setText] = useState("tcp/443");
  const service = parseService(text);
  const settled = useSettled({ from: service ? JSON.stringify(service) : "", to: "" }).from;
  const asked = settled === "" ? undefined : (JSON.parse(settled) as Service);
  const trace = asked && { from: endOf(from), to: endOf(to), service: asked };
  const reply = useAnswer(trace && { kind: "trace", ...trace }, "explained");
  const passes =
    reply.state === "answered" && reply.answer.explanations.every(({ fate }) => fate === "reachable");
  return (
    <>
      <div className="matrix-mend">
        <TextLine
          label={t("matrix.mend")}
          text={text}
          onText={setText}
          problem={service ? undefined : t("ask.fault")}
          name="matrix-mend"
        />
      </div>
      {trace && passes && <p className="quiet matrix-passes">{t("matrix.passes")}</p>}
      {trace && reply.state === "answered" && !passes && <FixesFor question={{ kind: "fixes", trace }} />}
    </>
  );
}

const legend: readonly Light[] = ["open", "possible", "closed"];

function Legend() {
  return (
    <p className="matrix-legend">
      {legend.map((light) => (
        <span key={light} data-light={light}>
          <b aria-hidden="true">{signs[light]}</b>{" "}
          {t(`matrix.legend.${light as "open" | "possible" | "closed"}`)}
        </span>
      ))}
    </p>
  );
}

function CopyCSV({ grid }: { readonly grid: Grid }) {
  const doc = useSlice((state) => state.doc);
  const [copied, setCopied] = useState<Grid>();
  return (
    <p className="matrix-copy">
      <span role="status">{copied === grid ? t("sequence.copied") : ""}</span>
      <Button className="button" onPress={() => copyText(csvOf(doc, grid)) && setCopied(grid)}>
        <Icon name="copy" size={14} /> {t("matrix.copy")}
      </Button>
    </p>
  );
}
