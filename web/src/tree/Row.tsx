import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import type { KindName } from "../wire/gen";
import { AddMenu } from "./AddMenu";
import { addArrow } from "./addArrow";
import { addableIn } from "./kinds";
import { type Marks, toneOf } from "./marks";
import type { TreeNode } from "./nodes";

interface Props {
  readonly node: TreeNode;
  readonly marks: Marks;
  readonly hasChildren: boolean;
  readonly renaming: boolean;
  readonly endRename: () => void;
}

/** One row: what it is, its name, and what the engine says about it. */
export function Row({ node, marks, hasChildren, renaming, endRename }: Props) {
  const text = node.type === "heading" && node.kind === "arrow" ? t("tree.flows") : node.text;
  return (
    <div className="tree-line" data-type={node.type} title={`${text} ${node.more}`.trim()}>
      {hasChildren ? (
        <Button slot="chevron" className="tree-chevron">
          <Icon name="chevron" size={12} />
        </Button>
      ) : (
        <span className="tree-chevron" />
      )}
      {node.type !== "heading" && <Icon name={node.kind} size={15} />}
      {renaming ? (
        <Rename id={node.id} name={node.text} end={endRename} />
      ) : (
        <span className="tree-name">{text}</span>
      )}
      {node.more && !renaming && <span className="tree-more">{node.more}</span>}
      <span className="tree-signs">
        <Signs node={node} marks={marks} />
      </span>
      <Adder node={node} />
    </div>
  );
}

function Signs({ node, marks }: { readonly node: TreeNode; readonly marks: Marks }) {
  const judged = useSlice((state) => state.judged);
  const found = marks.findings.get(node.id);
  const outcome = node.type === "flow" ? (judged.flows[node.id]?.outcome ?? "unknown") : undefined;
  const isPublic = node.kind === "subnet" ? judged.subnets[node.id]?.public : undefined;
  const glyph = outcome === "holds" ? "check" : outcome === "broken" ? "cross" : "info";
  return (
    <>
      {node.role && <span className="badge">{t(`tree.${node.role}`)}</span>}
      {isPublic !== undefined && (
        <span className="badge" data-kind={isPublic ? "public" : "private"}>
          {t(isPublic ? "canvas.publicSubnet" : "canvas.privateSubnet")}
        </span>
      )}
      {outcome && (
        <span className="sign" data-tone={toneOf[outcome]} role="img" aria-label={t(`outcome.${outcome}`)}>
          <Icon name={glyph} size={14} />
        </span>
      )}
      {found && (
        <span
          className="sign"
          data-severity={found.worst}
          role="img"
          aria-label={t("findings.count", { count: found.count })}
        >
          <Icon name={found.worst} size={14} />
        </span>
      )}
    </>
  );
}

function Adder({ node }: { readonly node: TreeNode }) {
  const canEdit = useSlice((state) => state.connection.canEdit);
  if (!canEdit || node.type === "flow" || node.kind === "bar") return null;
  if (node.kind === "arrow") return <ArrowAdder />;
  const heading = node.type === "heading";
  const owner = heading ? node.id.slice(0, node.id.indexOf(":")) : node.id;
  const kinds: readonly KindName[] = heading ? [node.kind] : addableIn(node.kind);
  if (kinds.length === 0) return null;
  return (
    <AddMenu
      className="tool tool-small tree-add"
      label={t("tree.addTo", { name: node.text })}
      kinds={kinds}
      owner={owner}
    />
  );
}

/** An arrow for those who do not draw: between what is selected, its ends are then chosen in the panel. */
function ArrowAdder() {
  const store = useStore();
  return (
    <Button
      className="tool tool-small tree-add"
      aria-label={t("tree.addFlow")}
      onPress={() => addArrow(store)}
    >
      <Icon name="add" size={13} />
    </Button>
  );
}

/** The name, being typed in its place. */
function Rename({ id, name, end }: { readonly id: string; readonly name: string; readonly end: () => void }) {
  const store = useStore();
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    input.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (ended.current) return; // leaving the field ends it as well
    ended.current = true;
    if (keep && text !== name) {
      const op = { op: "patch", section: "resources", id, path: "name", value: text } as const;
      store.edit(t("edit.rename", { name }), [op]);
    }
    end();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    finish(event.key === "Enter");
    // The focus stays in the tree: with the field it would fall to the page.
    input.current?.closest<HTMLElement>("[role=row]")?.focus();
  };
  return (
    <input
      ref={input}
      className="field-input tree-rename"
      aria-label={t("edit.rename", { name })}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  );
}
