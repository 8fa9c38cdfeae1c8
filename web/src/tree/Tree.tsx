import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import {
  Tree as AriaTree,
  Collection,
  type Key,
  ListLayout,
  TreeItem,
  TreeItemContent,
  Virtualizer,
} from "react-aria-components";
import { remove } from "../actions/actions";
import { useApp } from "../app";
import { t, useLang } from "../i18n";
import { intoPanel } from "../panels/into";
import { keepHere } from "../panels/keys";
import { useSlice, useStore } from "../store/react";
import type { Store } from "../store/store";
import { AddMenu } from "./AddMenu";
import { addableAtTop } from "./kinds";
import { type Marks, marksOf } from "./marks";
import { aboveOf, isLarge, openByItself, rowsBefore, type TreeNode, treeOf } from "./nodes";
import { Row } from "./Row";

/** The diagram as text: every element, on the same store as the canvas. */
export function Tree() {
  useLang();
  // The drawing and what the engine says of it show first: thousands of rows take their time.
  const joined = useDeferredValue(useSlice((state) => state.joined));
  return (
    <>
      <Head />
      {joined ? <Elements /> : <p className="quiet">{t("tree.loading")}</p>}
      {joined && <Start />}
    </>
  );
}

/** What to do first in an empty diagram. */
function Start() {
  const empty = useSlice((state) => Object.keys(state.doc.resources).length === 0);
  return empty ? <p className="quiet">{t("tree.start")}</p> : null;
}

function Head() {
  const doc = useSlice((state) => state.doc);
  const canEdit = useSlice((state) => state.connection.canEdit);
  const addable = addableAtTop(doc);
  return (
    <header className="tree-head">
      <h2 className="region-title">{t("region.tree")}</h2>
      {canEdit && (
        <AddMenu
          className="tool tool-small"
          label={t("tree.addTop")}
          kinds={addable.map(({ kind }) => kind)}
          owner={addable[0]?.owner}
        />
      )}
    </header>
  );
}

/** The rows of the current document, as few new ones as possible. */
function useNodes(lang: string): readonly TreeNode[] {
  const resources = useSlice((state) => state.doc.resources);
  const flows = useSlice((state) => state.doc.flows);
  const last = useRef<{ lang: string; nodes: readonly TreeNode[] }>({ lang: "", nodes: [] });
  const store = useStore();
  // A move on the canvas changes the views only: the tree stays as it is.
  return useMemo(() => {
    const before = last.current.lang === lang ? last.current.nodes : [];
    last.current = { lang, nodes: treeOf({ ...store.state.doc, resources, flows }, before) };
    return last.current.nodes;
  }, [store, resources, flows, lang]);
}

/** Which rows are open. */
function useOpen(nodes: readonly TreeNode[], selection: ReadonlySet<string>) {
  // Decided once: what grows beyond the limit while somebody works on it does not close.
  const [large] = useState(() => isLarge(nodes));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState(selection);
  if (seen !== selection) {
    // A new selection opens the rows above it; a person may close them again while it stands.
    setSeen(selection);
    const above = [...selection].slice(0, 1).flatMap((id) => aboveOf(nodes, id) ?? []);
    if (above.length > 0) {
      setOpened((before) => new Set([...before, ...above]));
      setClosed((before) => new Set([...before].filter((id) => !above.includes(id))));
    }
  }
  const expanded = useMemo(
    () => new Set([...openByItself(nodes, large), ...opened].filter((id) => !closed.has(id))),
    [nodes, large, closed, opened],
  );
  const change = (keys: ReadonlySet<Key>) => {
    const now = new Set([...keys].map(String));
    setClosed((before) => new Set([...before, ...expanded].filter((id) => !now.has(id))));
    setOpened(now);
  };
  return { expanded, change };
}

function Elements() {
  const lang = useLang();
  const app = useApp();
  const store = useStore();
  const nodes = useNodes(lang);
  const selection = useSlice((state) => state.selection);
  const findings = useSlice((state) => state.judged.findings);
  const marks = useMemo(() => marksOf(findings), [findings]);
  const { expanded, change } = useOpen(nodes, selection);
  const [renaming, setRenaming] = useState("");
  const place = useRef<HTMLDivElement>(null);
  useReveal(place, selection, nodes, expanded);

  const select = (keys: "all" | ReadonlySet<Key>) => {
    const ids = keys === "all" ? Object.keys(store.state.doc.resources) : [...keys].map(String);
    store.select(ids.filter((id) => !id.includes(":")));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [only] = selection;
    const canEdit = store.state.connection.canEdit;
    if (event.key === "F2" && only !== undefined && canEdit && store.state.doc.resources[only]) {
      setRenaming(only);
    }
    if (event.key === "Delete" && remove.enabled(app)) remove.run(app);
    keepHere(event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tree inside is the widget; this adds keys to it
    <div className="tree-place" ref={place} onKeyDown={onKeyDown}>
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <AriaTree
          className="tree"
          aria-label={t("region.tree")}
          items={nodes}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selection}
          onSelectionChange={select}
          expandedKeys={expanded}
          onExpandedChange={change}
          onAction={(key) => openPanel(store, String(key))}
          dependencies={[marks, renaming, expanded]}
        >
          {(node) => item(node, { marks, renaming, expanded, endRename: () => setRenaming("") })}
        </AriaTree>
      </Virtualizer>
    </div>
  );
}

const layoutOptions = { rowHeight: 28, padding: 4 };

interface Rows {
  readonly marks: Marks;
  readonly renaming: string;
  readonly endRename: () => void;
  readonly expanded: ReadonlySet<string>;
}

function item(node: TreeNode, rows: Rows) {
  const { marks, renaming, expanded, endRename } = rows;
  const hasChildren = node.children.length > 0;
  return (
    <TreeItem
      className="tree-row"
      id={node.id}
      textValue={node.text || t("tree.flows")}
      hasChildItems={hasChildren}
    >
      <TreeItemContent>
        <Row
          node={node}
          marks={marks}
          hasChildren={hasChildren}
          renaming={renaming === node.id}
          endRename={endRename}
        />
      </TreeItemContent>
      {/* What a closed row holds is made when it opens; by the first the tree knows that it can be opened. */}
      <Collection
        items={expanded.has(node.id) ? node.children : node.children.slice(0, 1)}
        dependencies={[marks, renaming, expanded]}
      >
        {(child) => item(child, rows)}
      </Collection>
    </TreeItem>
  );
}

/** Enter goes on to the properties: the focus moves into the panel, to the first thing that can have it. */
function openPanel(store: Store, id: string): void {
  if (!id.includes(":")) intoPanel(store, id, "input", "button"); // a heading has none
}

/** Scrolls to what was selected elsewhere; its row is made when it comes into view. The focus goes along when it is in
 * the tree: whoever works by keys goes on from what a command has just made. */
function useReveal(
  place: { readonly current: HTMLElement | null },
  selection: ReadonlySet<string>,
  nodes: readonly TreeNode[],
  expanded: ReadonlySet<string>,
): void {
  const rows = useRef({ nodes, expanded });
  rows.current = { nodes, expanded };
  useEffect(() => {
    const [only] = selection;
    if (only === undefined || selection.size > 1) return;
    let frame = requestAnimationFrame(() => {
      const within = place.current?.contains(document.activeElement) ?? false;
      const rowOf = () => place.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(only)}"]`);
      const row = rowOf();
      if (within && row === document.activeElement) return;
      if (row) row.scrollIntoView({ block: "nearest" });
      else scrollTo(place.current, rowsBefore(rows.current.nodes, only, rows.current.expanded));
      if (!within || !document.activeElement?.matches(".tree-row")) return;
      frame = requestAnimationFrame(() => rowOf()?.focus());
    });
    return () => cancelAnimationFrame(frame);
  }, [place, selection]);
}

/** Brings a row into the middle of the tree, given how many rows are above it. */
function scrollTo(place: HTMLElement | null, above: number | undefined): void {
  const tree = place?.querySelector(".tree");
  if (!tree || above === undefined) return;
  tree.scrollTop = layoutOptions.padding + above * layoutOptions.rowHeight - tree.clientHeight / 2;
}
