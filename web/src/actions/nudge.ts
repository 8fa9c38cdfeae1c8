// The arrow keys move what is selected: the way to place things without a pointer.
import { movable, moveOps } from "../canvas/edits";
import { unit } from "../canvas/geometry";
import { sceneOf } from "../canvas/scene";
import type { Point } from "../canvas/viewport";
import { t } from "../i18n";
import type { Store } from "../store/store";
import type { Action } from "./action";

const directions = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;

function nudge(store: Store, by: Point): void {
  const { doc, judged, selection } = store.state;
  const scene = sceneOf(doc, judged);
  const ids = movable(doc, scene, selection);
  const [id] = ids;
  if (id === undefined) return;
  const name = scene.nodes.get(id)?.title ?? id;
  const label = ids.length === 1 ? t("edit.move", { name }) : t("edit.moveMany", { count: ids.length });
  store.edit(label, moveOps(doc, scene, ids, by, undefined));
}

/** One grid step, or five with shift. */
export const nudges: readonly Action[] = Object.entries(directions).flatMap(([key, { x, y }]) =>
  [1, 5].map((steps) => ({
    id: `nudge-${key}-${steps}`,
    keys: [steps === 1 ? key : `Shift+${key}`],
    onCanvas: true,
    label: () => t(`action.nudge.${key as keyof typeof directions}`, { steps }),
    glyph: "arrow" as const,
    enabled: ({ store }) => store.state.selection.size > 0 && store.state.connection.canEdit,
    run: ({ store }) => nudge(store, { x: x * unit * steps, y: y * unit * steps }),
  })),
);
