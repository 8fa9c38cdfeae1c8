import type { Place } from "../wire/gen";
import type { Point, Rect } from "./viewport";

/** Everything that people place lands on this grid. */
export const unit = 8;

// The engine's layout keeps the same measures, so that what is placed here and there lines up.
export const header = 40;
export const laneTitle = 24;
export const pad = 24;
export const gap = 24;
/** How far a gateway stands out of the border of its VPC. */
export const overhang = 32;

export const snap = (n: number): number => Math.round(n / unit) * unit;

export const right = (rect: Rect): number => rect.x + rect.w;
export const bottom = (rect: Rect): number => rect.y + rect.h;
export const centre = (rect: Rect): Point => ({ x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 });

export const contains = (rect: Rect, { x, y }: Point, margin = 0): boolean =>
  x >= rect.x - margin && x <= right(rect) + margin && y >= rect.y - margin && y <= bottom(rect) + margin;

export const overlaps = (a: Rect, b: Rect, margin = 0): boolean =>
  a.x < right(b) + margin && b.x < right(a) + margin && a.y < bottom(b) + margin && b.y < bottom(a) + margin;

export function bounds(rects: Iterable<Rect>): Rect | undefined {
  let [left, top, far, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    far = Math.max(far, right(rect));
    low = Math.max(low, bottom(rect));
  }
  return left > far ? undefined : { x: left, y: top, w: far - left, h: low - top };
}

export const rectBetween = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  w: Math.abs(a.x - b.x),
  h: Math.abs(a.y - b.y),
});

/** The point of the border of `rect` that is nearest to `at`. */
export function onBorder(rect: Rect, at: Point): Point {
  const x = Math.min(right(rect), Math.max(rect.x, at.x));
  const y = Math.min(bottom(rect), Math.max(rect.y, at.y));
  const sides = [
    { far: Math.abs(y - rect.y), point: { x, y: rect.y } },
    { far: Math.abs(bottom(rect) - y), point: { x, y: bottom(rect) } },
    { far: Math.abs(x - rect.x), point: { x: rect.x, y } },
    { far: Math.abs(right(rect) - x), point: { x: right(rect), y } },
  ];
  return sides.reduce((best, side) => (side.far < best.far ? side : best)).point;
}

/** A place as it is stored: whole numbers. */
export const placeOf = (rect: Rect, folded?: boolean): Place => ({
  x: Math.round(rect.x),
  y: Math.round(rect.y),
  w: Math.round(rect.w),
  h: Math.round(rect.h),
  ...(folded && { folded }),
});

/** Higher than any drawing: what is this high keeps a whole column. */
export const endless = 100_000;

/** The first spot for a box that is clear of its neighbours: inside the owner where there is one, else below,
 * else beside them. */
export function freeSpot(
  size: { readonly w: number; readonly h: number },
  inside: { readonly w: number; readonly h: number },
  taken: readonly Rect[],
  from: Point,
): Rect {
  const xs = new Set([from.x]);
  const ys = new Set([from.y]);
  for (const other of taken.slice(0, 64)) {
    for (const x of [other.x, right(other) + gap]) xs.add(Math.max(from.x, snap(x)));
    for (const y of [other.y, bottom(other) + gap]) ys.add(Math.max(from.y, snap(y)));
  }
  const ascending = (list: Set<number>) => [...list].sort((a, b) => a - b);
  const free = (height: number): Rect | undefined => {
    for (const y of ascending(ys)) {
      for (const x of ascending(xs)) {
        const spot = { x, y, ...size };
        const fits = right(spot) + pad <= inside.w && bottom(spot) + pad <= height;
        if (fits && !taken.some((other) => overlaps(spot, other, gap))) return spot;
      }
    }
    return undefined;
  };
  const low = Math.max(from.y, ...taken.map((other) => snap(bottom(other) + gap)));
  const spot = free(inside.h) ?? free(endless);
  if (spot) return spot;
  // Where every column is taken from top to bottom, the owner grows wider.
  const far = Math.max(from.x, ...taken.map((other) => snap(right(other) + gap)));
  return low < endless ? { x: from.x, y: low, ...size } : { x: far, y: from.y, ...size };
}
