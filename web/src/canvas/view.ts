// Which part of a drawing is painted, and how: what is in the window and a little around it piece by piece, as long
// as that is not too much. So the work for one picture has a bound, however large the drawing is.
import { overlaps } from "./geometry";
import type { Scene } from "./scene";
import type { Rect } from "./viewport";

export interface View {
  /** Undefined where everything is painted. */
  readonly area: Rect | undefined;
  /** Bodies only. */
  readonly far: boolean;
}

export const whole: View = { area: undefined, far: false };
const fromFar: View = { area: undefined, far: true };

/** So many nodes are painted piece by piece. Where more fit into a window, nobody can read what stands in them. */
export const mostPieces = 1000;

/** How much around the window is there before it is panned to, as parts of its size. */
const margins = [0.5, 0.2, 0];

/** The view for a window of the drawing; `before`, of the same scene, where it still serves. */
export function partOf(scene: Scene, window: Rect, before: View | undefined): View {
  if (scene.nodes.size <= mostPieces) return whole;
  if (before?.area && holds(before.area, window)) return before;
  for (const margin of margins) {
    const area = grown(window, margin);
    if (countIn(scene, area) <= mostPieces) return { area, far: false };
  }
  return fromFar;
}

export const grown = ({ x, y, w, h }: Rect, part: number): Rect => ({
  x: x - w * part,
  y: y - h * part,
  w: w * (1 + 2 * part),
  h: h * (1 + 2 * part),
});

export const holds = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.w <= outer.x + outer.w &&
  inner.y + inner.h <= outer.y + outer.h;

function countIn(scene: Scene, area: Rect): number {
  let count = 0;
  for (const node of scene.nodes.values()) if (overlaps(node, area)) count++;
  return count;
}
