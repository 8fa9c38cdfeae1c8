import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { addActions } from "../actions/add";
import { useApp } from "../app";
import { ConsequenceNote } from "../compare/ConsequenceNote";
import { t, useLang } from "../i18n";
import { intoName } from "../panels/into";
import { useSlice } from "../store/react";
import type { Op } from "../wire/gen";
import { type Asked, ServiceAsk } from "./ServiceAsk";
import { LiveCanvas } from "./stage";
import type { Point } from "./viewport";

interface Dragged {
  readonly ops: readonly Op[];
  /** Where in the window the pointer is. */
  readonly at: Point;
}

/** The drawing. The accessible view of the same document is the tree beside it. */
export function Canvas() {
  useLang();
  const { store, viewport } = useApp();
  const host = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked>();
  const [dragged, setDragged] = useState<Dragged>();

  useEffect(() => {
    if (!host.current) return;
    // Keys move what is selected while the drawing has the focus.
    host.current.tabIndex = 0;
    const live = new LiveCanvas(host.current, store, viewport, {
      rename: (id) => intoName(store, id),
      askService: (from, to, at) => setAsked({ from, to, at }),
      tentative: (ops, at) => setDragged(ops && { ops, at }),
    });
    return () => live.stop();
  }, [store, viewport]);

  return (
    <>
      <div ref={host} className="canvas" role="application" aria-label={t("region.canvas")} />
      <Beginning />
      {dragged && <DragNote dragged={dragged} />}
      {asked && <ServiceAsk asked={asked} done={() => setAsked(undefined)} />}
    </>
  );
}

/** What stands where nothing is drawn: that it is being fetched, or how to begin. */
function Beginning() {
  const app = useApp();
  const joined = useSlice((state) => state.joined);
  const mayAdd = useSlice((state) => state.connection.canEdit);
  const empty = useSlice(({ doc }) => Object.values(doc.resources).every(({ kind }) => kind === "scope"));
  if (!joined) {
    return (
      <p className="canvas-state" role="status">
        {t("tree.loading")}
      </p>
    );
  }
  if (!empty) return null;
  const addVpc = addActions.find(({ id }) => id === "add-vpc");
  return (
    <div className="canvas-state" data-empty>
      <p className="empty-title">{t("canvas.empty")}</p>
      <p>{t("canvas.emptyHint")}</p>
      {mayAdd && addVpc && (
        <Button className="button" data-main onPress={() => addVpc.run(app)}>
          {addVpc.label()}
        </Button>
      )}
    </div>
  );
}

/** Beside what is dragged: what the release here would open and close. */
function DragNote({ dragged: { ops, at } }: { readonly dragged: Dragged }) {
  const { viewport } = useApp();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!note.current) return;
    const { w, h } = viewport.windowSize();
    note.current.style.left = `${Math.max(8, Math.min(at.x + 20, w - 308))}px`;
    note.current.style.top = `${Math.max(8, Math.min(at.y + 24, h - 160))}px`;
  }, [at, viewport]);
  return (
    <div ref={note} className="consequence-drag">
      <ConsequenceNote ops={ops} />
    </div>
  );
}
