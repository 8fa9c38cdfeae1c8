import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { addActions } from "../actions/add";
import { useApp } from "../app";
import { t, useLang } from "../i18n";
import { useSlice } from "../store/react";
import { type Asked, ServiceAsk } from "./ServiceAsk";
import { LiveCanvas } from "./stage";

/** The drawing. The accessible view of the same document is the tree beside it. */
export function Canvas() {
  useLang();
  const { store, viewport } = useApp();
  const host = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked>();

  useEffect(() => {
    if (!host.current) return;
    // Keys move what is selected while the drawing has the focus.
    host.current.tabIndex = 0;
    const live = new LiveCanvas(host.current, store, viewport, (from, to, at) => setAsked({ from, to, at }));
    return () => live.stop();
  }, [store, viewport]);

  return (
    <>
      <div ref={host} className="canvas" role="application" aria-label={t("region.canvas")} />
      <Beginning />
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
