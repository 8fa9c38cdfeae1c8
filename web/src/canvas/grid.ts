// Finds which rectangles are near a place without looking at all of them.
import { bottom, overlaps, right } from "./geometry";
import type { Rect } from "./viewport";

const cell = 160;

export class Grid<R extends Rect> {
  readonly #cells = new Map<number, R[]>();

  constructor(rects: Iterable<R> = []) {
    for (const rect of rects) this.add(rect);
  }

  add(rect: R): void {
    for (const key of keysOf(rect)) {
      const there = this.#cells.get(key);
      if (there) there.push(rect);
      else this.#cells.set(key, [rect]);
    }
  }

  /** Every rectangle that overlaps `area`, each once. */
  near(area: Rect): Set<R> {
    const found = new Set<R>();
    for (const key of keysOf(area)) {
      for (const rect of this.#cells.get(key) ?? []) if (overlaps(rect, area)) found.add(rect);
    }
    return found;
  }
}

/** More than a drawing has cells in a row. */
const row = 2 ** 20;

function* keysOf(rect: Rect): Generator<number> {
  for (let x = Math.floor(rect.x / cell); x <= Math.floor(right(rect) / cell); x++) {
    for (let y = Math.floor(rect.y / cell); y <= Math.floor(bottom(rect) / cell); y++) yield y * row + x;
  }
}
