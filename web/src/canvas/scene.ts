// Everything that the canvas shows, as values: computed from the document and the analysis, compared with what
// was shown before, and painted where it differs.

import { t } from "../i18n";
import { internetId, refId } from "../store/document";
import type { Judged } from "../store/store";
import { leadsToInternet } from "../views/derived";
import { forbidden } from "../views/forbidden";
import type { Glyph } from "../views/glyphs";
import type { Look } from "../views/view";
import { lookOf } from "../views/views";
import type { Design, End, Flow, Outcome, Resource, Service } from "../wire/gen";
import { type Arrangement, arrange, borderOf, hiddenScope, internetSize } from "./arrange";
import { bottom, bounds, contains, gap, laneTitle, overlaps } from "./geometry";
import { type Link, linksOf } from "./links";
import type { Point, Rect } from "./viewport";

export interface Node extends Rect, Omit<Look, "shape"> {
  readonly id: string;
  readonly glyph: Glyph;
  readonly shape: "box" | "node" | "gate" | "lane" | "chip";
  /** Nesting: what lies inside is drawn over what it lies in. */
  readonly depth: number;
  /** A gate on the bottom border: its title lies below that. */
  readonly lower?: boolean;
}

export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: Outcome;
  /** Nothing may pass: it ends in a bar. */
  readonly forbids: boolean;
  readonly label: string;
}

export interface Scene {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly arrows: ReadonlyMap<string, Arrow>;
  readonly links: ReadonlyMap<string, Link>;
  /** Where everything lies, the undrawn scope too: what places are relative to. */
  readonly places: Arrangement;
}

export const theInternet: Resource = {
  kind: "internet",
  name: "",
  props: {},
  tags: {},
  exportName: "Internet",
};

export function sceneOf(doc: Design, judged: Judged): Scene {
  const nodes = new Map<string, Node>();
  const places = arrange(doc);
  const scope = hiddenScope(doc);
  for (const [id, rect] of places) {
    const resource = id === internetId ? theInternet : doc.resources[id];
    if (!resource || id === scope) continue;
    const known = judged.subnets[id]?.public;
    const isPublic = resource.kind === "subnet" ? (known ?? leadsToInternet(doc, id)) : undefined;
    const { shape, ...look } = lookOf(resource, { id, doc, isPublic });
    if (shape !== "hidden")
      nodes.set(id, { id, shape, glyph: resource.kind, ...look, ...rect, depth: depthOf(doc, id) });
  }
  for (const [id, node] of nodes) if (isLower(doc, node, nodes)) nodes.set(id, { ...node, lower: true });
  for (const lane of lanesOf(doc, places)) nodes.set(lane.id, lane);
  const arrows = arrowsOf(doc, judged, nodes);
  return { nodes, arrows, links: linksOf(doc, nodes), places };
}

/** The innermost element at a point: what is drawn on top. */
export function nodeAt({ nodes }: Scene, at: Point): Node | undefined {
  let top: Node | undefined;
  for (const node of nodes.values()) {
    if (node.shape === "lane" || node.shape === "chip" || !contains(node, at)) continue;
    if (!top || rank(node) > rank(top)) top = node;
  }
  return top;
}

const rank = (node: Node): number => node.depth + (node.shape === "box" ? 0 : 100);

function isLower(doc: Design, gate: Node, nodes: ReadonlyMap<string, Node>): boolean {
  const vpc = gate.shape === "gate" ? nodes.get(borderOf(doc, gate.id) ?? "") : undefined;
  return vpc !== undefined && gate.y < bottom(vpc) && bottom(vpc) < bottom(gate);
}

function depthOf(doc: Design, id: string): number {
  let depth = 1;
  for (let at = doc.resources[id]?.parent; at !== undefined && depth < 16; depth++)
    at = doc.resources[at]?.parent;
  return depth;
}

const laneMargin = 8;

/** A lane for each zone of each VPC, around its subnets. */
function lanesOf(doc: Design, places: Arrangement): Node[] {
  const zones = new Map<string, { vpc: string; zone: string; rects: Rect[] }>();
  for (const [id, rect] of places) {
    const subnet = doc.resources[id];
    if (subnet?.kind !== "subnet" || subnet.parent === undefined) continue;
    const zone = subnet.props.availabilityZone;
    const key = `lane:${subnet.parent}:${zone}`;
    const lane = zones.get(key) ?? { vpc: subnet.parent, zone, rects: [] };
    lane.rects.push(rect);
    zones.set(key, lane);
  }
  return [...zones].flatMap(([id, { vpc, zone, rects }]) => {
    const around = bounds(rects);
    if (!around) return [];
    const look = { glyph: "subnet", subtitle: "", tone: "unjudged" } as const;
    return {
      id,
      shape: "lane",
      ...look,
      title: zone || t("canvas.noZone"),
      depth: depthOf(doc, vpc) + 0.5,
      x: around.x - laneMargin,
      y: around.y - laneTitle,
      w: around.w + 2 * laneMargin,
      h: around.h + laneTitle + laneMargin,
    };
  });
}

function arrowsOf(doc: Design, judged: Judged, nodes: Map<string, Node>): Map<string, Arrow> {
  const arrows = new Map<string, Arrow>();
  for (const id of Object.keys(doc.flows).sort()) {
    const flow = doc.flows[id] as Flow;
    const from = endNode(doc, flow.from, nodes);
    const to = endNode(doc, flow.to, nodes);
    if (from === undefined || to === undefined || from === to) continue;
    const outcome = judged.flows[id]?.outcome ?? "unknown";
    const services = servicesLabel(flow);
    const forbids = flow.expect === "must-not";
    const label = forbids ? forbidden(flow, services) : services;
    arrows.set(id, { id, from, to, outcome, forbids, label });
  }
  return arrows;
}

/** The node that stands for an end of a flow. Ends that are no resource get a chip beside the internet. */
function endNode(doc: Design, end: End, nodes: Map<string, Node>): string | undefined {
  const id = refId(end.ref);
  if (id !== undefined && nodes.has(id)) return id;
  if (id !== undefined) {
    // A group has no place of its own: its arrows begin at the VPC that it belongs to.
    const owner = doc.resources[id]?.parent;
    return owner !== undefined && nodes.has(owner) ? owner : undefined;
  }
  return serviceNode(doc, end, nodes) ?? chip(endLabel(doc, end), nodes);
}

/** The drawn service that an end names. */
function serviceNode(doc: Design, end: End, nodes: Map<string, Node>): string | undefined {
  if (!end.service) return undefined;
  const fits = ([id, resource]: [string, Resource]) => {
    if (resource.kind !== "awsService" || resource.props.service !== end.service) return false;
    const scope = doc.resources[resource.parent ?? ""];
    const region = resource.props.region || (scope?.kind === "scope" ? scope.props.region : "");
    return nodes.has(id) && (!end.region || end.region === region);
  };
  return Object.entries(doc.resources)
    .filter(fits)
    .map(([id]) => id)
    .sort()[0];
}

function chip(label: string, nodes: Map<string, Node>): string {
  const id = `end:${label}`;
  if (nodes.has(id)) return id;
  const taken = [...nodes.values()].filter(({ shape }) => shape === "chip" || shape === "node");
  const world = nodes.get(internetId) ?? { x: 0, y: -internetSize, w: internetSize, h: internetSize };
  // The way from the internet is long enough for a label.
  const spot = { x: world.x + world.w + 5 * gap, y: world.y + 20, w: 136, h: 32 };
  while (taken.some((other) => overlaps(spot, other, gap / 2))) spot.x += spot.w + gap;
  nodes.set(id, {
    id,
    shape: "chip",
    glyph: "internet",
    title: label,
    subtitle: "",
    tone: "world",
    depth: 1,
    ...spot,
  });
  return id;
}

/** An end in words. */
export function endLabel(doc: Design, end: End): string {
  const id = refId(end.ref);
  if (id === internetId) return lookOf(theInternet, { id, doc, isPublic: undefined }).title;
  if (id !== undefined) return doc.resources[id]?.name || id;
  if (typeof end.ref === "object") {
    return "gone" in end.ref ? t("canvas.gone", { name: end.ref.gone.name }) : end.ref.external.awsId;
  }
  return end.cidr ?? [end.service, end.region].filter(Boolean).join(" ");
}

export function serviceLabel({ protocol, ports, types }: Service): string {
  if (protocol === "all") return t("service.all");
  const detail = ports || types;
  return detail ? `${protocol}/${detail}` : protocol;
}

function servicesLabel({ services }: Flow): string {
  const labels = Object.keys(services)
    .sort()
    .flatMap((key) => (services[key] ? [serviceLabel(services[key])] : []));
  return labels.length > 3 ? `${labels.slice(0, 2).join(", ")} +${labels.length - 2}` : labels.join(", ");
}
