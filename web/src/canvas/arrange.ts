// Where every drawn resource lies, from the places that the view keeps. What has no place gets a free spot,
// and a container is never smaller than what it holds.
import { mainView, refId } from "../store/document";
import { kindOf } from "../wire/catalogue";
import type { Design, Resource } from "../wire/gen";
import {
  bottom,
  centre,
  endless,
  freeSpot,
  gap,
  header,
  laneTitle,
  onBorder,
  overhang,
  overlaps,
  pad,
  right,
} from "./geometry";
import type { Rect } from "./viewport";

/** Absolute rectangles by id, owners before what they own. */
export type Arrangement = ReadonlyMap<string, Rect>;

export const internetSize = 72;

/** What the title of a gateway takes at its right. */
const gateTitle = 136;

/** The scope that is not drawn, because it is the only one. */
export function hiddenScope(doc: Design): string | undefined {
  const scopes = Object.entries(doc.resources).filter(([, resource]) => resource.kind === "scope");
  return scopes.length === 1 ? scopes[0]?.[0] : undefined;
}

/** The VPC on whose border a gateway stands. */
export function borderOf(doc: Design, id: string): string | undefined {
  const vpc = attachedTo(doc.resources[id]);
  return vpc !== undefined && doc.resources[vpc]?.kind === "vpc" ? vpc : undefined;
}

function attachedTo(resource: Resource | undefined): string | undefined {
  switch (resource?.kind) {
    case "internetGateway":
    case "vpnGateway":
      return refId(resource.props.vpc);
    case "egressOnlyInternetGateway":
      return resource.parent; // AWS makes it in its VPC and never detaches it
    default:
      return undefined;
  }
}

const arranged = new WeakMap<Design, Arrangement>();

/** The same arrangement for the same document, whatever the engine says of it meanwhile. */
export function arrange(doc: Design): Arrangement {
  const known = arranged.get(doc) ?? new Arranging(doc).run();
  arranged.set(doc, known);
  return known;
}

class Arranging {
  readonly #doc: Design;
  readonly #undrawn: string | undefined;
  readonly #children = new Map<string, string[]>();
  readonly #relative = new Map<string, Rect>();
  readonly #absolute = new Map<string, Rect>();

  constructor(doc: Design) {
    this.#doc = doc;
    this.#undrawn = hiddenScope(doc);
    for (const id of Object.keys(doc.resources).sort()) {
      const { kind, parent = "" } = doc.resources[id] as Resource;
      if (kindOf(kind).hidden) continue;
      const siblings = this.#children.get(parent);
      if (siblings) siblings.push(id);
      else this.#children.set(parent, [id]);
    }
  }

  run(): Arrangement {
    const tops = this.#children.get("") ?? [];
    this.#seat(tops, { w: Infinity, h: Infinity }, { x: 0, y: 0 });
    for (const id of tops) this.#settle(id, 0, 0);
    this.#gateways();
    this.#internet();
    this.#outside(tops);
    return this.#absolute;
  }

  #place(id: string): Rect | undefined {
    return this.#doc.views[mainView]?.places[id];
  }

  /** What is placed beside others once those have their places: gateways, clients, networks of one's own. */
  #waits(id: string): boolean {
    return this.#isOutside(id) || borderOf(this.#doc, id) !== undefined;
  }

  #isOutside(id: string): boolean {
    const kind = this.#doc.resources[id]?.kind;
    return kind === "client" || kind === "corporateNetwork";
  }

  /** Measures each child and finds it a spot relative to the owner's corner. */
  #seat(ids: readonly string[], inside: { w: number; h: number }, from: { x: number; y: number }): void {
    const taken: Rect[] = [];
    const fresh: string[] = [];
    for (const id of ids) {
      const kept = this.#place(id);
      if (!kept && !this.#waits(id)) fresh.push(id);
      if (!kept) continue;
      const rect = { x: kept.x, y: kept.y, ...this.#measure(id, kept) };
      this.#relative.set(id, rect);
      taken.push(rect);
    }
    // What holds others first: the rest goes where it leaves room.
    const rank = (id: string) => Number(!kindOf(this.#doc.resources[id]?.kind ?? "internet").container);
    for (const id of fresh.sort((a, b) => rank(a) - rank(b))) {
      const size = this.#measure(id, undefined);
      // The scope that is not drawn begins where the canvas does, whatever stands there.
      const spot =
        id === this.#undrawn
          ? { x: 0, y: 0, ...size }
          : freeSpot(size, inside, this.#columnFirst(id, taken), from);
      this.#relative.set(id, spot);
      taken.push(spot);
    }
  }

  /** A subnet goes into the lane of its zone: to its eyes the other lanes are taken from top to bottom. */
  #columnFirst(id: string, taken: readonly Rect[]): Rect[] {
    const subnet = this.#doc.resources[id];
    if (subnet?.kind !== "subnet") return [...taken];
    const zone = subnet.props.availabilityZone;
    const columns: Rect[] = [];
    for (const other of this.#children.get(subnet.parent ?? "") ?? []) {
      const rect = this.#relative.get(other);
      const resource = this.#doc.resources[other];
      if (!rect) continue;
      const apart = resource?.kind === "subnet" && resource.props.availabilityZone !== zone;
      columns.push(apart ? { ...rect, y: 0, h: endless } : rect);
    }
    return columns;
  }

  #measure(id: string, kept: Rect | undefined): { w: number; h: number } {
    const resource = this.#doc.resources[id];
    if (!resource) return { w: 0, h: 0 };
    const kind = kindOf(resource.kind);
    let { w, h } = kept ?? { w: kind.width, h: kind.height };
    if (!kind.container) return { w, h };
    const children = this.#children.get(id) ?? [];
    const top = resource.kind === "subnet" ? header : header + laneTitle;
    this.#seat(children, { w, h }, { x: pad, y: top });
    for (const child of children) {
      const rect = this.#relative.get(child);
      if (rect && borderOf(this.#doc, child) === undefined) {
        w = Math.max(w, right(rect) + pad);
        h = Math.max(h, bottom(rect) + pad);
      }
    }
    return { w, h };
  }

  #settle(id: string, dx: number, dy: number): void {
    const rect = this.#relative.get(id);
    if (rect) this.#absolute.set(id, { ...rect, x: rect.x + dx, y: rect.y + dy });
    const [x, y] = rect ? [rect.x + dx, rect.y + dy] : [dx, dy];
    for (const child of this.#children.get(id) ?? []) this.#settle(child, x, y);
  }

  /** An attached gateway stands on the border of its VPC, wherever its own place is nearest to. */
  #gateways(): void {
    const taken: Rect[] = [];
    for (const id of Object.keys(this.#doc.resources)) {
      const vpc = this.#absolute.get(borderOf(this.#doc, id) ?? "");
      if (!vpc) continue;
      const { width: w, height: h } = kindOf("internetGateway");
      const kept = this.#absolute.get(id);
      // What leads to networks of one's own stands at the bottom, as they do.
      const side = this.#doc.resources[id]?.kind === "vpnGateway" ? bottom(vpc) : vpc.y;
      const at = kept ? onBorder(vpc, centre(kept)) : { x: vpc.x + vpc.w / 2, y: side };
      const rect = seatOnBorder(vpc, at, w, h);
      while (!kept && taken.some((other) => Math.abs(other.x - rect.x) < w + gateTitle && other.y === rect.y))
        rect.x += w + gateTitle;
      this.#absolute.set(id, rect);
      taken.push(rect);
    }
  }

  #internet(): void {
    if (Object.keys(this.#doc.resources).length === 0) return;
    const kept = this.#place("internet");
    const size = { w: internetSize, h: internetSize };
    if (kept) {
      this.#absolute.set("internet", { x: kept.x, y: kept.y, ...size });
      return;
    }
    const rects = [...this.#absolute].flatMap(([id, rect]) => (this.#isOutside(id) ? [] : [rect]));
    const [first] = rects;
    const top = Math.min(...rects.map((rect) => rect.y));
    const middle = first ? first.x + first.w / 2 : 0;
    const y = (first ? top : 0) - size.h - 64;
    this.#absolute.set("internet", { x: middle - size.w / 2, y, ...size });
  }

  /** Without a place, clients stand at the right of the internet and networks of one's own below everything. */
  #outside(tops: readonly string[]): void {
    const world = this.#absolute.get("internet");
    if (!world) return;
    const standing = () => tops.flatMap((id) => this.#absolute.get(id) ?? []);
    const low = Math.max(bottom(world), ...[...this.#absolute.values()].map(bottom)) + belowAll;
    for (const id of tops) {
      const kind = this.#doc.resources[id]?.kind;
      if (kind === undefined || !this.#isOutside(id) || this.#absolute.has(id)) continue;
      const { width: w, height: h } = kindOf(kind);
      const spot =
        kind === "client"
          ? { x: right(world) + gap, y: centre(world).y - h / 2, w, h }
          : { x: world.x, y: low, w, h };
      const taken = standing();
      while (taken.some((other) => overlaps(spot, other, gap))) spot.x += w + gap;
      this.#absolute.set(id, spot);
    }
  }
}

/** Between everything in AWS and the networks below it: room for a line and its label. */
const belowAll = 56;

/** Out of the border by the overhang, on whichever side it is. */
export function seatOnBorder(
  vpc: Rect,
  at: { x: number; y: number },
  w: number,
  h: number,
): { -readonly [K in keyof Rect]: Rect[K] } {
  const inside = (from: number, size: number, wanted: number, own: number) =>
    Math.min(from + size - own - 8, Math.max(from + 8, wanted - own / 2));
  if (at.y === vpc.y) return { x: inside(vpc.x, vpc.w, at.x, w), y: vpc.y - overhang, w, h };
  if (at.y === bottom(vpc)) return { x: inside(vpc.x, vpc.w, at.x, w), y: bottom(vpc) - h + overhang, w, h };
  const x = at.x === vpc.x ? vpc.x - overhang : right(vpc) - w + overhang;
  return { x, y: inside(vpc.y, vpc.h, at.y, h), w, h };
}
