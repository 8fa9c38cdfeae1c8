import { t } from "../../i18n";
import { resized, resizeOps, type Side } from "../edits";
import { snap } from "../geometry";
import type { Point, Rect } from "../viewport";
import type { Stage, Tool } from "./tool";

/** Drags a side or corner of a box. */
export class ResizeTool implements Tool {
  readonly #stage: Stage;
  readonly #id: string;
  readonly #side: Side;
  readonly #from: Point;

  constructor(stage: Stage, id: string, side: Side, from: Point) {
    this.#stage = stage;
    this.#id = id;
    this.#side = side;
    this.#from = from;
  }

  move(at: Point): void {
    const rect = this.#to(at);
    this.#stage.mark({ target: rect && { rect, refused: false } });
  }

  up(at: Point): void {
    this.cancel();
    const { store, scene } = this.#stage;
    const rect = this.#to(at);
    const old = scene().nodes.get(this.#id);
    if (!rect || !old || (rect.w === old.w && rect.h === old.h)) return;
    const label = t("edit.resize", { name: store.nameOf(this.#id) });
    store.edit(label, resizeOps(store.state.doc, scene(), this.#id, rect));
  }

  cancel(): void {
    this.#stage.mark({ target: undefined });
  }

  #to(at: Point): Rect | undefined {
    const by = { x: snap(at.x - this.#from.x), y: snap(at.y - this.#from.y) };
    return resized(this.#stage.store.state.doc, this.#stage.scene(), this.#id, this.#side, by);
  }
}
