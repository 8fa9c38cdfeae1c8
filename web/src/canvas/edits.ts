// Gestures as operations: what a drag, a resize or a drawn arrow changes in the document.
import { internetId, mainView } from "../store/document";
import { flowEnds } from "../store/ends";
import { allowsParent } from "../wire/catalogue";
import type { Design, End, Flow, KindName, Op, Place, Service } from "../wire/gen";
import { newId, newRowKey } from "../wire/ids";
import { borderOf, hiddenScope } from "./arrange";
import { centre, contains, header, pad, placeOf, right, unit } from "./geometry";
import type { Scene } from "./scene";
import type { Point, Rect } from "./viewport";

/** The selected elements that are moved by themselves: not what moves along inside another one, and not the
 * lanes and chips that are derived. */
export function movable(doc: Design, scene: Scene, ids: Iterable<string>): string[] {
  const chosen = new Set(ids);
  const inside = (id: string): boolean => {
    for (let at = doc.resources[id]?.parent; at !== undefined; at = doc.resources[at]?.parent) {
      if (chosen.has(at)) return true;
    }
    return false;
  };
  return [...chosen].filter(
    (id) => scene.nodes.has(id) && (id === internetId || doc.resources[id] !== undefined) && !inside(id),
  );
}

/** These and everything drawn inside them or on their border. */
export function withInside(doc: Design, scene: Scene, ids: readonly string[]): Set<string> {
  const all = new Set(ids);
  // Owners come before what they own, so one pass finds every level.
  for (const id of scene.places.keys()) {
    const parent = doc.resources[id]?.parent;
    const border = borderOf(doc, id);
    if ((parent !== undefined && all.has(parent)) || (border !== undefined && all.has(border))) all.add(id);
  }
  for (const id of scene.nodes.keys()) {
    const [lane, vpc] = id.split(":");
    if (lane === "lane" && vpc !== undefined && all.has(vpc)) all.add(id);
  }
  return all;
}

/** What would own the elements if they were dropped here: an element, the top (""), or nothing that may. */
export interface Drop {
  readonly target: string | undefined;
  /** The box to highlight; the whole canvas has none. */
  readonly box: Rect | undefined;
}

export function dropAt(doc: Design, scene: Scene, ids: readonly string[], at: Point): Drop {
  const kinds = ids.flatMap((id) => doc.resources[id]?.kind ?? []);
  const moving = withInside(doc, scene, ids);
  const under = boxesUnder(scene, at).filter(({ id }) => !moving.has(id));
  for (const { id, rect } of under) {
    const owner = doc.resources[id];
    if (owner && kinds.every((kind) => allowsParent(kind, owner.kind))) return { target: id, box: rect };
  }
  const scope = hiddenScope(doc);
  const top: KindName | "" = scope === undefined ? "" : "scope";
  if (kinds.every((kind) => allowsParent(kind, top) || allowsParent(kind, "")))
    return { target: scope ?? "", box: undefined };
  return { target: undefined, box: under[0]?.rect };
}

/** Boxes under a point, the innermost first. */
function boxesUnder(scene: Scene, at: Point): { id: string; rect: Rect }[] {
  return [...scene.nodes.values()]
    .filter((node) => node.shape === "box" && contains(node, at))
    .sort((a, b) => b.depth - a.depth)
    .map((node) => ({ id: node.id, rect: node }));
}

/** One edit that moves the elements by (dx, dy) into an owner, each kept inside it. */
export function moveOps(
  doc: Design,
  scene: Scene,
  ids: readonly string[],
  by: Point,
  target: string | undefined,
): Op[] {
  const ops: Op[] = [];
  for (const id of ids) {
    const rect = scene.nodes.get(id);
    if (!rect) continue;
    const moved = { x: rect.x + by.x, y: rect.y + by.y, w: rect.w, h: rect.h };
    const parent = standsAlone(doc, id) ? "" : (target ?? doc.resources[id]?.parent ?? "");
    const owner = scene.places.get(parent);
    // A gate on the border of its owner is not kept inside it.
    const drawn = scene.nodes.has(parent) && borderOf(doc, id) !== parent;
    const folded = doc.views[mainView]?.places[id]?.folded;
    const place = drawn && owner ? inside(owner, moved) : relative(owner, moved);
    ops.push({ op: "move", id, parent, view: mainView, place: placeOf(place, folded) });
    ops.push(...attachment(doc, scene, id, centre(moved)));
  }
  return ops;
}

/** Whether nothing ever owns it: the internet, a scope, a client. */
function standsAlone(doc: Design, id: string): boolean {
  const kind = doc.resources[id]?.kind;
  return kind === undefined || allowsParent(kind, "");
}

const relative = (owner: Rect | undefined, rect: Rect): Rect => ({
  ...rect,
  x: rect.x - (owner?.x ?? 0),
  y: rect.y - (owner?.y ?? 0),
});

/** Below the owner's title, and inside its far borders where it fits. */
function inside(owner: Rect, rect: Rect): Rect {
  const { x, y, w, h } = relative(owner, rect);
  return {
    x: Math.max(unit, Math.min(x, owner.w - w - unit)),
    y: Math.max(header, Math.min(y, owner.h - h - unit)),
    w,
    h,
  };
}

/** How near to a VPC's border a gateway is attached to it. */
const reach = 40;

/** A gateway is attached to the VPC on whose border it is put, and detached from it elsewhere. */
function attachment(doc: Design, scene: Scene, id: string, at: Point): Op[] {
  const kind = doc.resources[id]?.kind;
  if (kind !== "internetGateway" && kind !== "vpnGateway") return [];
  const near = [...scene.nodes.values()].find(
    (node) => doc.resources[node.id]?.kind === "vpc" && contains(node, at, reach),
  );
  const now = borderOf(doc, id);
  if (near?.id === now) return [];
  return [{ op: "patch", section: "resources", id, path: "props.vpc", value: near?.id ?? null }];
}

export type Side = "n" | "e" | "s" | "w" | "ne" | "se" | "sw" | "nw";

/** The box with one side or corner dragged, never smaller than what it holds. */
export function resized(doc: Design, scene: Scene, id: string, side: Side, by: Point): Rect | undefined {
  const rect = scene.nodes.get(id);
  if (!rect) return undefined;
  const held = heldBy(doc, scene, id);
  let { x: left, y: top } = rect;
  let far = right(rect);
  let low = rect.y + rect.h;
  if (side.includes("w")) left = Math.min(left + by.x, held ? held.x - pad : far - minimum.w);
  if (side.includes("e")) far = Math.max(far + by.x, held ? right(held) + pad : left + minimum.w);
  if (side.includes("n")) top = Math.min(top + by.y, held ? held.y - header : low - minimum.h);
  if (side.includes("s")) low = Math.max(low + by.y, held ? held.y + held.h + pad : top + minimum.h);
  return { x: left, y: top, w: far - left, h: low - top };
}

const minimum = { w: 128, h: 80 };

function childrenOf(doc: Design, scene: Scene, id: string): string[] {
  return [...scene.nodes.keys()].filter(
    (child) => doc.resources[child]?.parent === id && borderOf(doc, child) === undefined,
  );
}

function heldBy(doc: Design, scene: Scene, id: string): Rect | undefined {
  let held: Rect | undefined;
  for (const child of childrenOf(doc, scene, id)) {
    const rect = scene.nodes.get(child);
    if (!rect) continue;
    const [x, y] = [Math.min(held?.x ?? rect.x, rect.x), Math.min(held?.y ?? rect.y, rect.y)];
    const far = Math.max(held ? right(held) : -Infinity, right(rect));
    const low = Math.max(held ? held.y + held.h : -Infinity, rect.y + rect.h);
    held = { x, y, w: far - x, h: low - y };
  }
  return held;
}

/** One edit: the box, and its children where its corner moved, so that they stay where they are. */
export function resizeOps(doc: Design, scene: Scene, id: string, to: Rect): Op[] {
  const from = scene.nodes.get(id);
  const resource = doc.resources[id];
  if (!from || !resource) return [];
  const parent = resource.parent ?? "";
  const put = (element: string, owner: string, place: Place): Op => ({
    op: "move",
    id: element,
    parent: owner,
    view: mainView,
    place,
  });
  const ops = [put(id, parent, placeOf(relative(scene.places.get(parent), to)))];
  if (from.x === to.x && from.y === to.y) return ops;
  for (const child of childrenOf(doc, scene, id)) {
    const rect = scene.nodes.get(child);
    if (rect) ops.push(put(child, id, placeOf(relative(to, rect))));
  }
  return ops;
}

/** Whether arrows may begin and end at this node. */
export function mayHaveArrows(doc: Design, id: string): boolean {
  return id === internetId || flowEnds.has(doc.resources[id]?.kind ?? "scope");
}

/** Whether arrows may end at this node: what is drawn to a gateway endpoint means its service. */
export const mayEndArrows = (doc: Design, id: string): boolean =>
  mayHaveArrows(doc, id) || doc.resources[id]?.kind === "gatewayEndpoint";

/** What an arrow to a node leads to. */
export function endAt(doc: Design, id: string): End {
  const resource = doc.resources[id];
  return resource?.kind === "gatewayEndpoint" ? { service: resource.props.service } : { ref: id };
}

export function flowOp(from: End, to: End, service: Service, expect: string): { id: string; op: Op } {
  const value: Flow = {
    from,
    to,
    services: { [newRowKey()]: service },
    family: "any",
    expect,
    why: "",
  };
  const id = newId();
  return { id, op: { op: "put", section: "flows", id, value } };
}

/** "tcp/443", "udp/53", "icmp", "all", or a port alone; undefined when it is none of these. */
export function parseService(text: string): Service | undefined {
  const match = /^(?:(tcp|udp|icmp|icmpv6|all)\b)?\s*[/ ]?\s*(\d{1,5}(?:-\d{1,5})?)?$/i.exec(text.trim());
  if (!match || text.trim() === "") return undefined;
  const protocol = (match[1] ?? "tcp").toLowerCase();
  const ports = match[2];
  if (ports === undefined) return { protocol };
  const [first = 0, last = first] = ports.split("-").map(Number);
  const carriesPorts = protocol === "tcp" || protocol === "udp";
  return carriesPorts && first <= last && last <= 65_535 ? { protocol, ports } : undefined;
}
