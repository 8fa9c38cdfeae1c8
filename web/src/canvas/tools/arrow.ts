import { mayEndArrows } from "../edits";
import { centre } from "../geometry";
import { nodeAt } from "../scene";
import type { Point } from "../viewport";
import type { Stage, Tool } from "./tool";

/** Draws an arrow from one element to another. */
export class ArrowTool implements Tool {
  readonly cursor = "crosshair";
  readonly #stage: Stage;
  readonly #from: string;

  constructor(stage: Stage, from: string) {
    this.#stage = stage;
    this.#from = from;
  }

  move(at: Point): void {
    const from = this.#stage.scene().nodes.get(this.#from);
    const to = nodeAt(this.#stage.scene(), at);
    if (!from) return;
    this.#stage.mark({
      thread: { from: centre(from), to: at },
      target: to && {
        rect: to,
        refused: to.id === this.#from || !mayEndArrows(this.#stage.store.state.doc, to.id),
      },
    });
  }

  up(at: Point): void {
    this.cancel();
    const to = nodeAt(this.#stage.scene(), at);
    if (!to || to.id === this.#from || !mayEndArrows(this.#stage.store.state.doc, to.id)) return;
    const { scale, tx, ty } = this.#stage.viewport;
    this.#stage.askService(this.#from, to.id, { x: at.x * scale + tx, y: at.y * scale + ty });
  }

  cancel(): void {
    this.#stage.mark({ thread: undefined, target: undefined });
  }
}
