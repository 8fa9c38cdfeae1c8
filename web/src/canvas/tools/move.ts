import { t } from "../../i18n";
import { internetId } from "../../store/document";
import type { Op } from "../../wire/gen";
import { dropAt, movable, moveOps, withInside } from "../edits";
import { snap } from "../geometry";
import type { Point } from "../viewport";
import type { Stage, Tool } from "./tool";

/** The pointer moves so many window pixels before a press becomes a drag. */
const slop = 4;

/** Drags what is selected; a press without a drag selects. */
export class MoveTool implements Tool {
  readonly #stage: Stage;
  readonly #pressed: string;
  readonly #from: Point;
  readonly #adds: boolean;
  #ids: readonly string[] | undefined;
  #lifted: ReadonlySet<string> = new Set();

  constructor(stage: Stage, pressed: string, from: Point, adds: boolean) {
    this.#stage = stage;
    this.#pressed = pressed;
    this.#from = from;
    this.#adds = adds;
  }

  move(at: Point): void {
    const { store, viewport, scene, lift, mark } = this.#stage;
    if (!this.#ids) {
      const far = Math.hypot(at.x - this.#from.x, at.y - this.#from.y) * viewport.scale;
      if (far < slop || !store.state.connection.canEdit) return;
      if (!store.state.selection.has(this.#pressed)) this.#select();
      this.#ids = movable(store.state.doc, scene(), store.state.selection);
      this.#lifted = withInside(store.state.doc, scene(), this.#ids);
    }
    if (this.#ids.length === 0) return;
    const by = this.#by(at);
    lift({ ids: this.#lifted, dx: by.x, dy: by.y });
    const { target, box } = this.#drop(at);
    mark({ target: box && { rect: box, refused: target === undefined } });
    const { scale, tx, ty } = viewport;
    this.#stage.tentative(this.#consequential(by, target), { x: at.x * scale + tx, y: at.y * scale + ty });
  }

  /** The operations of a release here, without the places: those change no verdict. */
  #consequential(by: Point, target: string | undefined): Op[] | undefined {
    const { store, scene } = this.#stage;
    const { doc } = store.state;
    if (target === undefined) return undefined;
    const ops = moveOps(doc, scene(), this.#ids ?? [], by, target).flatMap((op): Op[] => {
      if (op.op !== "move") return [op];
      const stays = op.id === internetId || (doc.resources[op.id]?.parent ?? "") === op.parent;
      return stays ? [] : [{ op: "move", id: op.id, parent: op.parent }];
    });
    return ops.length > 0 ? ops : undefined;
  }

  up(at: Point): void {
    if (!this.#ids) {
      this.#select();
      return;
    }
    const { store, scene } = this.#stage;
    const { doc } = store.state;
    const ids = this.#ids;
    const by = this.#by(at);
    const { target } = this.#drop(at);
    this.cancel();
    if (target === undefined || ids.length === 0 || (by.x === 0 && by.y === 0)) return;
    store.edit(this.#label(ids, target), moveOps(doc, scene(), ids, by, target));
  }

  cancel(): void {
    this.#stage.lift(undefined);
    this.#stage.mark({ target: undefined });
    this.#stage.tentative(undefined, this.#from);
  }

  #by(at: Point): Point {
    return { x: snap(at.x - this.#from.x), y: snap(at.y - this.#from.y) };
  }

  #drop(at: Point) {
    const { store, scene } = this.#stage;
    const ids = this.#ids ?? [];
    return dropAt(store.state.doc, scene(), ids, at);
  }

  #select(): void {
    const { store } = this.#stage;
    const { selection } = store.state;
    const next = new Set(this.#adds ? selection : []);
    if (!next.delete(this.#pressed)) next.add(this.#pressed);
    store.select(next);
  }

  #label(ids: readonly string[], target: string): string {
    const { store, scene } = this.#stage;
    const [id] = ids;
    if (id === undefined || ids.length > 1) return t("edit.moveMany", { count: ids.length });
    const name = scene().nodes.get(id)?.title ?? id;
    const stays = id === internetId || (store.state.doc.resources[id]?.parent ?? "") === target;
    return stays ? t("edit.move", { name }) : t("edit.moveInto", { name, parent: store.nameOf(target) });
  }
}
