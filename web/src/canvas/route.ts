// The ways of all arrows together: straight between boxes that face each other, around what stands between
// them, side by side where several meet one side. Pure geometry, recomputed whole.
import { bottom, centre, contains, right } from "./geometry";
import { Grid } from "./grid";
import type { Point, Rect } from "./viewport";

export interface Route {
  readonly start: Point;
  /** Its corners on the way. */
  readonly bends: readonly Point[];
  readonly end: Point;
}

export interface Routed {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Between arrows that run side by side. */
const lane = 20;
/** Nearer than this to a corner, an arrow no longer looks attached to the side. */
const shoulder = 12;
/** How far an arrow keeps from what it goes around. */
const clearance = 28;

/** Between arrows in one channel, and how many keep apart: more would need more room than there is. */
const apart = 12;
const mostBeside = 4;

/** How much longer a way may be that stays on the outer side, where it crosses less of what others own. */
const preference = 40;

/** The four sides of a box that an arrow may leave from or arrive at. */
type Side = "top" | "bottom" | "left" | "right";

interface Plan {
  readonly id: string;
  readonly from: Rect;
  readonly to: Rect;
  readonly fromKey: string;
  readonly toKey: string;
  readonly fromSide: Side;
  readonly toSide: Side;
  /** Where a way around runs: an x between two sides, a y between top or bottom ones. */
  readonly channel: number | undefined;
  /** Where a way around turns across to the side that faces where it came from; undefined where it comes in at
   * the side that it went out of. */
  readonly crossing?: number | undefined;
}

export function routesOf(
  arrows: Iterable<Routed>,
  rects: ReadonlyMap<string, Rect>,
  obstacles: readonly (Rect & { readonly id: string })[],
  texts: readonly Rect[] = [],
): Map<string, Route> {
  const plans: Plan[] = [];
  const standing = new Grid(obstacles);
  const written = new Grid(texts);
  for (const { id, from, to } of arrows) {
    const [a, b] = [rects.get(from), rects.get(to)];
    if (!a || !b) continue;
    const between = (area: Rect) =>
      [...standing.near(area)].filter((other) => other.id !== from && other.id !== to);
    plans.push({
      id,
      from: a,
      to: b,
      fromKey: from,
      toKey: to,
      ...sides(a, b, { standing: between, written: (area) => [...written.near(area)] }),
    });
  }
  const ports = portsOf(plans);
  const channels = channelsOf(plans);
  return new Map(plans.map((plan) => [plan.id, draw(plan, ports, channels.get(plan.id))]));
}

/** Arrows in one channel run side by side: the shortest innermost, so that few cross. */
function channelsOf(plans: readonly Plan[]): ReadonlyMap<string, number> {
  const sharing = new Map<string, Plan[]>();
  for (const plan of plans) {
    if (plan.channel === undefined) continue;
    const key = `${plan.fromSide}|${plan.channel}`;
    sharing.set(key, [...(sharing.get(key) ?? []), plan]);
  }
  const channels = new Map<string, number>();
  for (const group of sharing.values()) {
    group.sort((a, b) => reach(a) - reach(b) || (a.id < b.id ? 1 : -1));
    group.forEach(({ id, channel = 0, fromSide }, rank) => {
      const outward = fromSide === "left" || fromSide === "top" ? -1 : 1;
      channels.set(id, channel + (rank % mostBeside) * apart * outward);
    });
  }
  return channels;
}

const reach = ({ from, to, fromSide }: Plan): number =>
  isLevel(fromSide) ? Math.abs(from.x - to.x) : Math.abs(from.y - to.y);

type Sides = Pick<Plan, "fromSide" | "toSide" | "channel" | "crossing">;

/** What is in an area. */
type InArea = (area: Rect) => readonly Rect[];

interface Around {
  /** What an arrow may not run through; its own two ends are not among it. */
  readonly standing: InArea;
  /** What a way around had better not strike out, though a straight arrow may. */
  readonly written: InArea;
}

function sides(from: Rect, to: Rect, inWay: Around): Sides {
  if (contains(from, centre(to)) || contains(to, centre(from))) {
    return { fromSide: "left", toSide: "left", channel: undefined };
  }
  const across = Math.max(to.x - right(from), from.x - right(to));
  const down = Math.max(to.y - bottom(from), from.y - bottom(to));
  if (down >= across) return upright(from, to, inWay);
  const turned = (inArea: InArea): InArea => {
    return (area) => inArea(turn(area)).map(turn);
  };
  const { fromSide, toSide, ...way } = upright(turn(from), turn(to), {
    standing: turned(inWay.standing),
    written: turned(inWay.written),
  });
  return { fromSide: turnedSide[fromSide], toSide: turnedSide[toSide], ...way };
}

function upright(from: Rect, to: Rect, inWay: Around): Sides {
  const blocking = inWay.standing(corridor(from, to));
  if (blocking.length > 0 && !isOpen(from, to, inWay.standing)) return around(from, to, inWay, blocking);
  return centre(to).y >= centre(from).y
    ? { fromSide: "bottom", toSide: "top", channel: undefined }
    : { fromSide: "top", toSide: "bottom", channel: undefined };
}

/** Where a vertical arrow would run: between the middles of both ends. */
function corridor(from: Rect, to: Rect): Rect {
  const [a, b] = [centre(from).x, centre(to).x];
  const facing = Math.max(from.x, to.x) < Math.min(right(from), right(to));
  const x = facing ? narrowMiddle(from, to) : Math.min(a, b);
  const top = Math.min(bottom(from), bottom(to));
  return { x: x - 1, y: top, w: facing ? 2 : Math.abs(a - b), h: Math.max(from.y, to.y) - top };
}

/** Whether nothing touches the way with its one jog, though something stands beside it. */
function isOpen(from: Rect, to: Rect, inArea: InArea): boolean {
  const [high, low] = from.y <= to.y ? [from, to] : [to, from];
  const [top, end] = [bottom(high), low.y];
  const [a, b] = [centre(high).x, centre(low).x];
  if (end <= top || a === b) return false;
  const middle = (top + end) / 2;
  const upright = (x: number, y: number, h: number): Rect => ({ x: x - beside, y, w: 2 * beside, h });
  const jog = { x: Math.min(a, b), y: middle - beside, w: Math.abs(a - b), h: 2 * beside };
  return [upright(a, top, middle - top), jog, upright(b, middle, end - middle)].every(
    (piece) => inArea(piece).length === 0,
  );
}

/** Nearer than this, a line seems to belong to what it passes. */
const beside = 8;

const narrowMiddle = (a: Rect, b: Rect): number => (a.w <= b.w ? centre(a).x : centre(b).x);

/** A way around for a vertical arrow: out at one side, along a free channel, in at the same side. */
function around(from: Rect, to: Rect, inWay: Around, blocking: readonly Rect[]): Sides {
  const y = Math.min(from.y, to.y);
  const h = Math.max(bottom(from), bottom(to)) - y;
  const standingAt = (x: number) => {
    const area = { x: x - 8, y, w: 16, h };
    return [...inWay.standing(area), ...inWay.written(area)];
  };
  const most = Math.max(right(from), right(to), ...blocking.map(right)) + clearance;
  const least = Math.min(from.x, to.x, ...blocking.map((other) => other.x)) - clearance;
  const far = channelBeyond(most, 1, standingAt);
  const near = channelBeyond(least, -1, standingAt);
  const toRight = far - Math.max(centre(from).x, centre(to).x);
  const toLeft = Math.min(centre(from).x, centre(to).x) - near;
  const [upper, lower] = from.y <= to.y ? [from, to] : [to, from];
  const outward = Math.sign(centre(lower).x - centre(upper).x) * preference;
  const ways: Sides[] = [
    { fromSide: "right", toSide: "right", channel: far },
    { fromSide: "left", toSide: "left", channel: near },
  ];
  if (toRight - outward > toLeft + outward) ways.reverse();
  const free = ({ channel = 0 }: Sides) =>
    [from, to].every((end) => inWay.standing(levelLine(end, channel)).length === 0);
  return ways.find(free) ?? acrossFrom(from, to, inWay.standing) ?? (ways[0] as Sides);
}

/** From the middle of a box out to a channel. */
function levelLine(box: Rect, channel: number): Rect {
  const [a, b] = channel > centre(box).x ? [right(box), channel] : [channel, box.x];
  return { x: a, y: centre(box).y - 1, w: b - a, h: 2 };
}

/** A way for a vertical arrow between whose ends neighbours stand on both sides: out beside its own box, along it,
 * and across to the side of the other that faces it. */
function acrossFrom(from: Rect, to: Rect, standing: InArea): Sides | undefined {
  const upward = centre(to).y < centre(from).y;
  const crossing = upward ? bottom(to) + clearance : to.y - clearance;
  const top = Math.min(centre(from).y, crossing);
  for (const fromSide of ["right", "left"] as const) {
    const channel = fromSide === "right" ? right(from) + clearance : from.x - clearance;
    const [a, b] = [Math.min(channel, centre(to).x), Math.max(channel, centre(to).x)];
    const along = { x: channel - beside, y: top, w: 2 * beside, h: Math.abs(centre(from).y - crossing) };
    const across = { x: a, y: crossing - beside, w: b - a, h: 2 * beside };
    if ([levelLine(from, channel), along, across].every((piece) => standing(piece).length === 0))
      return { fromSide, toSide: upward ? "bottom" : "top", channel, crossing };
  }
  return undefined;
}

/** A drawing may be wider than anybody goes around: then an arrow crosses what is there. */
const mostSteps = 24;

/** The first free x from `x` on in one direction. */
function channelBeyond(x: number, direction: 1 | -1, inWay: (x: number) => readonly Rect[]): number {
  let at = x;
  for (let step = 0; step < mostSteps; step++) {
    const [first] = inWay(at);
    if (!first) return at;
    at = direction > 0 ? right(first) + clearance : first.x - clearance;
  }
  return x;
}

const turn = ({ x, y, w, h }: Rect): Rect => ({ x: y, y: x, w: h, h: w });
const turnedSide: { readonly [S in Side]: Side } = {
  top: "left",
  left: "top",
  bottom: "right",
  right: "bottom",
};

const isLevel = (side: Side): boolean => side === "top" || side === "bottom";

/** Where each end meets its side: a number along the side, by arrow and end. */
type Ports = ReadonlyMap<string, number>;

interface Port {
  readonly key: string;
  /** Where its arrow comes from, along the side. */
  readonly toward: number;
  readonly rect: Rect;
  readonly side: Side;
  readonly tie: number;
  readonly turned: 1 | -1;
}

/** Spreads the arrows that meet one side over it, in the order of where they come from. */
function portsOf(plans: readonly Plan[]): Ports {
  const bySide = new Map<string, Port[]>();
  const add = (plan: Plan, end: "from" | "to") => {
    const [rect, other] = end === "from" ? [plan.from, plan.to] : [plan.to, plan.from];
    const side = end === "from" ? plan.fromSide : plan.toSide;
    const at = `${end === "from" ? plan.fromKey : plan.toKey}|${side}`;
    const toward = isLevel(side) ? centre(other).x : centre(other).y;
    const own = isLevel(side) ? centre(rect).x : centre(rect).y;
    const around = plan.channel !== undefined;
    const port: Port = {
      key: `${plan.id}|${end}`,
      toward,
      rect,
      side,
      tie: around ? 1 : 0,
      // What is outermost at one end of a way around is so at the other.
      turned: around && toward < own ? -1 : 1,
    };
    bySide.set(at, [...(bySide.get(at) ?? []), port]);
  };
  for (const plan of plans) {
    add(plan, "from");
    add(plan, "to");
  }
  const ports = new Map<string, number>();
  for (const ends of bySide.values()) {
    ends.sort((a, b) => a.toward - b.toward || a.tie - b.tie || (a.key < b.key ? -a.turned : a.turned));
    ends.forEach(({ key, rect, side }, index) => {
      const [from, size] = isLevel(side) ? [rect.x, rect.w] : [rect.y, rect.h];
      const step = Math.min(lane, (size - 2 * shoulder) / Math.max(1, ends.length - 1));
      ports.set(key, from + size / 2 + (index - (ends.length - 1) / 2) * step);
    });
  }
  return ports;
}

function draw(plan: Plan, ports: Ports, channel: number | undefined): Route {
  const level = isLevel(plan.fromSide);
  let a = ports.get(`${plan.id}|from`) ?? 0;
  let b = ports.get(`${plan.id}|to`) ?? 0;
  if (plan.channel === undefined && plan.fromSide !== plan.toSide) [a, b] = aligned(plan, level, a, b);
  const start = pointOn(plan.from, plan.fromSide, a);
  const end = pointOn(plan.to, plan.toSide, b);
  if (channel !== undefined && plan.crossing !== undefined) {
    const { crossing } = plan;
    const bends = level
      ? [
          { x: start.x, y: channel },
          { x: crossing, y: channel },
          { x: crossing, y: end.y },
        ]
      : [
          { x: channel, y: start.y },
          { x: channel, y: crossing },
          { x: end.x, y: crossing },
        ];
    return { start, bends, end };
  }
  if (channel !== undefined) {
    const bends = level
      ? [
          { x: start.x, y: channel },
          { x: end.x, y: channel },
        ]
      : [
          { x: channel, y: start.y },
          { x: channel, y: end.y },
        ];
    return { start, bends, end };
  }
  if (plan.fromSide === plan.toSide) return { start, bends: [], end: { x: end.x, y: start.y } };
  if (a === b) return { start, bends: [], end };
  const middle = level ? (start.y + end.y) / 2 : (start.x + end.x) / 2;
  const bends = level
    ? [
        { x: a, y: middle },
        { x: b, y: middle },
      ]
    : [
        { x: middle, y: a },
        { x: middle, y: b },
      ];
  return { start, bends, end };
}

/** One straight line instead of a small jog, where both sides reach it. */
function aligned({ from, to }: Plan, level: boolean, a: number, b: number): [number, number] {
  const least = level ? Math.max(from.x, to.x) : Math.max(from.y, to.y);
  const most = level ? Math.min(right(from), right(to)) : Math.min(bottom(from), bottom(to));
  const reach = (at: number) => at >= least + shoulder && at <= most - shoulder;
  const narrow = level ? from.w <= to.w : from.h <= to.h;
  const [first, second] = narrow ? [a, b] : [b, a];
  if (reach(first)) return [first, first];
  if (reach(second)) return [second, second];
  return [a, b];
}

function pointOn(rect: Rect, side: Side, at: number): Point {
  switch (side) {
    case "top":
      return { x: at, y: rect.y };
    case "bottom":
      return { x: at, y: bottom(rect) };
    case "left":
      return { x: rect.x, y: at };
    case "right":
      return { x: right(rect), y: at };
  }
}
