import { overlaps, rectBetween } from "../geometry";
import type { Point } from "../viewport";
import type { Stage, Tool } from "./tool";

/** Moves the window over the drawing. */
export class PanTool implements Tool {
  readonly cursor = "panning";
  readonly #stage: Stage;
  #last: Point;

  constructor(stage: Stage, event: PointerEvent) {
    this.#stage = stage;
    this.#last = { x: event.clientX, y: event.clientY };
  }

  move(_at: Point, event: PointerEvent): void {
    this.#stage.viewport.panBy(event.clientX - this.#last.x, event.clientY - this.#last.y);
    this.#last = { x: event.clientX, y: event.clientY };
  }

  up(): void {}
  cancel(): void {}
}

/** Selects what a dragged rectangle touches; a press without a drag selects nothing. */
export class RubberTool implements Tool {
  readonly #stage: Stage;
  readonly #from: Point;
  readonly #before: ReadonlySet<string>;

  constructor(stage: Stage, from: Point, adds: boolean) {
    this.#stage = stage;
    this.#from = from;
    this.#before = adds ? stage.store.state.selection : new Set();
  }

  move(at: Point): void {
    const rubber = rectBetween(this.#from, at);
    this.#stage.mark({ rubber });
    const touched = [...this.#stage.scene().nodes.values()].filter((node) => {
      if (node.shape === "lane" || node.shape === "chip") return false;
      // A box is meant only when it is taken whole: else selecting what is inside would take it along.
      const whole =
        node.x >= rubber.x &&
        node.y >= rubber.y &&
        node.x + node.w <= rubber.x + rubber.w &&
        node.y + node.h <= rubber.y + rubber.h;
      return node.shape === "box" ? whole : overlaps(node, rubber);
    });
    this.#stage.store.select([...this.#before, ...touched.map((node) => node.id)]);
  }

  up(at: Point): void {
    this.cancel();
    if (at.x === this.#from.x && at.y === this.#from.y) this.#stage.store.select(this.#before);
  }

  cancel(): void {
    this.#stage.mark({ rubber: undefined });
  }
}
