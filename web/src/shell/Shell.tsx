import { lazy, Suspense } from "react";
import { Canvas } from "../canvas/Canvas";
import { useComparing } from "../compare/comparing";
import { t, useLang } from "../i18n";
import { Banner } from "./Banner";
import { Boundary } from "./Boundary";
import { useOverlay } from "./overlays";
import { Said } from "./Said";
import { StatusLine } from "./StatusLine";
import { Toolbar } from "./Toolbar";

// The drawing shows first; what stands beside it follows in chunks of its own.
const Panel = lazy(() => import("../panels/Panel").then(({ Panel }) => ({ default: Panel })));
const ComparePanel = lazy(() =>
  import("../compare/ComparePanel").then(({ ComparePanel }) => ({ default: ComparePanel })),
);
const Palette = lazy(() => import("./Palette").then(({ Palette }) => ({ default: Palette })));
const KeyList = lazy(() => import("./KeyList").then(({ KeyList }) => ({ default: KeyList })));
const MatrixView = lazy(() =>
  import("../panels/MatrixView").then(({ MatrixView }) => ({ default: MatrixView })),
);
const ExportView = lazy(() =>
  import("../panels/ExportView").then(({ ExportView }) => ({ default: ExportView })),
);
const ImportView = lazy(() =>
  import("../panels/ImportView").then(({ ImportView }) => ({ default: ImportView })),
);
const Tree = lazy(() => import("../tree/Tree").then(({ Tree }) => ({ default: Tree })));

/** The house of the editor: tools above, tree left, canvas in the middle, panel right, one line below. */
export function Shell() {
  useLang();
  const overlay = useOverlay();
  const comparing = useComparing();
  return (
    <div className="shell" data-comparing={comparing ? true : undefined}>
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
        <Banner />
        <Canvas />
        <Said />
      </main>
      <aside className="shell-panel" aria-label={t("region.panel")}>
        <Boundary>
          <Suspense>{comparing ? <ComparePanel pair={comparing} /> : <Panel />}</Suspense>
        </Boundary>
      </aside>
      <footer className="shell-status">
        <StatusLine />
      </footer>
      <Boundary>
        <Suspense>
          {overlay === "palette" && <Palette />}
          {overlay === "keys" && <KeyList />}
          {overlay === "matrix" && <MatrixView />}
          {overlay === "export" && <ExportView />}
          {overlay === "import" && <ImportView />}
        </Suspense>
      </Boundary>
    </div>
  );
}
