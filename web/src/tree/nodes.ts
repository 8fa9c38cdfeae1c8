// The diagram as a tree of rows. Nodes that did not change stay the same objects from one document to the
// next, so that only changed rows are drawn again.
import { word } from "../i18n";
import { roleOf } from "../panels/effective";
import { byName, expectationText, flowName, nameAt } from "../panels/elements";
import { internetId } from "../store/document";
import { firstOf } from "../views/text";
import { kindOf } from "../wire/catalogue";
import { type Design, type KindName, kinds } from "../wire/gen";

export interface TreeNode {
  /** The id of the element, or of a heading: headings hold a colon, which no element's id has. */
  readonly id: string;
  readonly type: "resource" | "heading" | "flow";
  /** An arrow that nothing may pass is a bar. */
  readonly kind: KindName | "arrow" | "bar";
  readonly text: string;
  /** Said after the name, smaller: a block, a service, a count. */
  readonly more: string;
  readonly role: "main" | "default" | undefined;
  readonly children: readonly TreeNode[];
}

export const flowsId = "flows:";
export const headingId = (owner: string, kind: KindName): string => `${owner}:${kind}`;

/** The rows of the document; `before` lends its unchanged nodes. */
export function treeOf(doc: Design, before: readonly TreeNode[] = []): readonly TreeNode[] {
  const byParent = childrenOf(doc);
  const tops = byParent.get("") ?? [];
  const scopes = tops.filter((id) => doc.resources[id]?.kind === "scope");
  // While there is one account and region, its row would say nothing.
  const only = scopes.length === 1 ? scopes[0] : undefined;
  const roots = tops.flatMap((id) => (id === only ? (byParent.get(id) ?? []) : [id]));
  const seen = new Set<string>();
  const nodes = [
    ...roots.map((id) => resourceNode(doc, byParent, id, seen)),
    internetNode(doc),
    flowsNode(doc),
  ];
  return reused(nodes, before);
}

const rank = new Map<KindName, number>(kinds.map(({ name }, i) => [name, i]));

function childrenOf(doc: Design): Map<string, string[]> {
  const byParent = new Map<string, string[]>();
  for (const [id, { parent = "" }] of Object.entries(doc.resources)) {
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(id);
    else byParent.set(parent, [id]);
  }
  for (const siblings of byParent.values()) siblings.sort((a, b) => compare(doc, a, b));
  return byParent;
}

function compare(doc: Design, a: string, b: string): number {
  const [one, other] = [doc.resources[a], doc.resources[b]];
  if (!one || !other) return 0;
  const byKind = (rank.get(one.kind) ?? 0) - (rank.get(other.kind) ?? 0);
  return byKind || byName(one.name, other.name) || (a < b ? -1 : 1);
}

function resourceNode(doc: Design, byParent: Map<string, string[]>, id: string, seen: Set<string>): TreeNode {
  seen.add(id);
  const resource = doc.resources[id];
  const kind = resource?.kind ?? "internet";
  const inside = (byParent.get(id) ?? []).filter((child) => !seen.has(child));
  const drawn = inside.filter((child) => !isHidden(doc, child));
  const headings = (drawn.length === inside.length ? [] : shelved).flatMap((owned) => {
    const members = inside.filter((child) => doc.resources[child]?.kind === owned);
    return members.length > 0 ? [headingNode(doc, byParent, id, owned, members, seen)] : [];
  });
  return {
    id,
    type: "resource",
    kind,
    text: nameAt(doc, id),
    more: blockOf(doc, id),
    role: roleOf(doc, id),
    children: [...drawn.map((child) => resourceNode(doc, byParent, child, seen)), ...headings],
  };
}

/** What stands under a heading of its kind. */
const shelved = kinds.flatMap(({ name, hidden }) => (hidden ? [name] : []));

const isHidden = (doc: Design, id: string): boolean => {
  const kind = doc.resources[id]?.kind;
  return kind !== undefined && kindOf(kind).hidden;
};

function headingNode(
  doc: Design,
  byParent: Map<string, string[]>,
  owner: string,
  kind: KindName,
  members: readonly string[],
  seen: Set<string>,
): TreeNode {
  return {
    id: headingId(owner, kind),
    type: "heading",
    kind,
    text: word(kindOf(kind).title),
    more: `(${members.length})`,
    role: undefined,
    children: members.map((child) => resourceNode(doc, byParent, child, seen)),
  };
}

/** The block of a container, the domain of a zone, or the fixed addresses of what has interfaces. */
function blockOf(doc: Design, id: string): string {
  const props = doc.resources[id]?.props;
  if (!props) return "";
  if ("cidr" in props) return props.cidr;
  if ("cidrs" in props) return firstOf(props.cidrs);
  if ("domain" in props) return props.domain;
  if ("ipAddress" in props) return props.ipAddress;
  if (!("interfaces" in props)) return "";
  return Object.values(props.interfaces)
    .flatMap(({ addresses }) => Object.keys(addresses))
    .join(" ");
}

const internetNode = (doc: Design): TreeNode => ({
  id: internetId,
  type: "resource",
  kind: "internet",
  text: nameAt(doc, internetId),
  more: "",
  role: undefined,
  children: [],
});

function flowsNode(doc: Design): TreeNode {
  const flows = Object.entries(doc.flows).map(
    ([id, flow]): TreeNode => ({
      id,
      type: "flow",
      kind: flow.expect === "must-not" ? "bar" : "arrow",
      text: flowName(doc, flow),
      more: expectationText(flow),
      role: undefined,
      children: [],
    }),
  );
  flows.sort((a, b) => byName(a.text, b.text) || (a.id < b.id ? -1 : 1));
  return {
    id: flowsId,
    type: "heading",
    kind: "arrow",
    text: "",
    more: `(${flows.length})`,
    role: undefined,
    children: flows,
  };
}

function reused(nodes: readonly TreeNode[], before: readonly TreeNode[]): readonly TreeNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const merged = nodes.map((node) => {
    const last = old.get(node.id);
    const children = reused(node.children, last?.children ?? []);
    return last && same(last, node) && last.children === children ? last : { ...node, children };
  });
  return merged.length === before.length && merged.every((node, i) => node === before[i]) ? before : merged;
}

const same = (a: TreeNode, b: TreeNode): boolean =>
  a.kind === b.kind && a.text === b.text && a.more === b.more && a.role === b.role;

/** So many rows are overseen with all of them open. */
const mostOpen = 1000;

export const isLarge = (nodes: readonly TreeNode[]): boolean => countOf(nodes) > mostOpen;

const countOf = (nodes: readonly TreeNode[]): number =>
  nodes.reduce((sum, { children }) => sum + 1 + countOf(children), 0);

/** The rows that are open until a person closes them: all but tables and groups. In a large diagram those alone
 * that hold others with something inside: VPCs, and not the servers of every subnet. */
export function openByItself(nodes: readonly TreeNode[], large: boolean): ReadonlySet<string> {
  const open = new Set<string>();
  const walk = (all: readonly TreeNode[]) => {
    for (const { id, type, children } of all) {
      const inner = large && !children.some((child) => child.children.length > 0);
      if ((type === "resource" || id === flowsId) && !inner) open.add(id);
      walk(children);
    }
  };
  walk(nodes);
  return open;
}

/** How many rows are above that of an element, while some are open; undefined where it has none. */
export function rowsBefore(
  nodes: readonly TreeNode[],
  id: string,
  open: ReadonlySet<string>,
): number | undefined {
  let above = 0;
  for (const node of nodes) {
    if (node.id === id) return above;
    above++;
    if (!open.has(node.id)) continue;
    const inside = rowsBefore(node.children, id, open);
    if (inside !== undefined) return above + inside;
    above += shownIn(node.children, open);
  }
  return undefined;
}

const shownIn = (nodes: readonly TreeNode[], open: ReadonlySet<string>): number =>
  nodes.reduce((sum, { id, children }) => sum + 1 + (open.has(id) ? shownIn(children, open) : 0), 0);

/** The ids of the rows above an element: what must be open for it to be seen. */
export function aboveOf(
  nodes: readonly TreeNode[],
  id: string,
  above: readonly string[] = [],
): readonly string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return above;
    const found = aboveOf(node.children, id, [...above, node.id]);
    if (found) return found;
  }
  return undefined;
}
