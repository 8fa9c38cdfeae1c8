import { lazy, Suspense } from "react";
import { Canvas } from "../canvas/Canvas";
import { t, useLang } from "../i18n";
import { Boundary } from "./Boundary";
import { Said } from "./Said";
import { StatusLine } from "./StatusLine";
import { Toolbar } from "./Toolbar";

// The drawing shows first; what stands beside it follows in chunks of its own.
const Panel = lazy(() => import("../panels/Panel").then(({ Panel }) => ({ default: Panel })));
const Tree = lazy(() => import("../tree/Tree").then(({ Tree }) => ({ default: Tree })));

/** The house of the editor: tools above, tree left, canvas in the middle, panel right, one line below. */
export function Shell() {
  useLang();
  return (
    <div className="shell">
      <header className="shell-toolbar">
        <Toolbar />
      </header>
      <nav className="shell-tree" aria-label={t("region.tree")}>
        <Boundary>
          <Suspense>
            <Tree />
          </Suspense>
        </Boundary>
      </nav>
      <main className="shell-canvas" aria-label={t("region.canvas")}>
        <Canvas />
        <Said />
      </main>
      <aside className="shell-panel" aria-label={t("region.panel")}>
        <Boundary>
          <Suspense>
            <Panel />
          </Suspense>
        </Boundary>
      </aside>
      <footer className="shell-status">
        <StatusLine />
      </footer>
    </div>
  );
}
