import { useEffect, useRef, useState } from "react";
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
  const empty = useSlice((state) => state.joined && Object.keys(state.doc.resources).length === 0);

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
      {empty && <p className="canvas-empty">{t("canvas.empty")}</p>}
      {asked && <ServiceAsk asked={asked} done={() => setAsked(undefined)} />}
    </>
  );
}
