import { Canvas } from "../canvas/Canvas";
import { t, useLang } from "../i18n";
import { Panel } from "../panels/Panel";
import { Tree } from "../tree/Tree";
import { Said } from "./Said";
import { StatusLine } from "./StatusLine";
import { Toolbar } from "./Toolbar";

/** The house of the editor: tools above, tree left, canvas in the middle, panel right, one line below. */
export function Shell() {
  useLang();
  return (
    <div className="shell">
      <header className="shell-toolbar">
        <Toolbar />
      </header>
      <nav className="shell-tree" aria-label={t("region.tree")}>
        <Tree />
      </nav>
      <main className="shell-canvas" aria-label={t("region.canvas")}>
        <Canvas />
        <Said />
      </main>
      <aside className="shell-panel" aria-label={t("region.panel")}>
        <Panel />
      </aside>
      <footer className="shell-status">
        <StatusLine />
      </footer>
    </div>
  );
}
