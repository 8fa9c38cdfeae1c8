// Where the labels of arrows sit: as near to the middle of the way as leaves them readable.
import { Grid } from "./grid";
import type { Route } from "./route";
import type { Point, Rect } from "./viewport";

export interface Labelled {
  readonly id: string;
  readonly route: Route;
  readonly width: number;
}

const height = 24;
const step = 12;
const lifts = [0, -22, 22, -52];

export interface LabelSpot {
  /** How far along the way, from 0 to 1. */
  readonly ratio: number;
  /** How far off it: 0 unless the way is too short for the label. */
  readonly lift: number;
}

export function labelsOf(arrows: readonly Labelled[], obstacles: readonly Rect[]): Map<string, LabelSpot> {
  const covered = new Grid(obstacles);
  const spots = new Map<string, LabelSpot>();
  for (const { id, route, width } of arrows) {
    const tried = candidates(route)
      .flatMap(({ point, ratio }) => lifts.map((lift) => ({ point, ratio, lift })))
      .sort((a, b) => farOff(a) - farOff(b))
      .map(({ point, ratio, lift }) => ({
        spot: { ratio, lift },
        rect: { x: point.x - width / 2, y: point.y + lift - height / 2, w: width, h: height },
      }));
    const best = tried.find(({ rect }) => covered.near(grown(rect)).size === 0) ?? tried[0];
    if (!best) continue;
    covered.add(best.rect);
    spots.set(id, best.spot);
  }
  return spots;
}

/** The middle of the way is best; beside the way only where nothing on it is free. */
const farOff = ({ ratio, lift }: LabelSpot): number => Math.abs(ratio - 0.5) + Math.abs(lift) / 20;

const grown = ({ x, y, w, h }: Rect): Rect => ({ x: x - 3, y: y - 3, w: w + 6, h: h + 6 });

/** Points along the way; there is always the middle one. */
function candidates({ start, bends, end }: Route): [Candidate, ...Candidate[]] {
  const points = [start, ...bends, end];
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? start, point));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const at = (wanted: number): Candidate => {
    let left = wanted;
    for (const [index, length] of lengths.entries()) {
      const [a, b] = [points[index] ?? start, points[index + 1] ?? end];
      if (left <= length || index === lengths.length - 1) {
        const part = length === 0 ? 0 : Math.min(1, left / length);
        return {
          point: { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part },
          ratio: total === 0 ? 0.5 : wanted / total,
        };
      }
      left -= length;
    }
    return { point: start, ratio: 0.5 };
  };
  const found: [Candidate, ...Candidate[]] = [at(total / 2)];
  for (let far = step; far < total - step; far += step) found.push(at(far));
  return found;
}

interface Candidate {
  readonly point: Point;
  readonly ratio: number;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
