// The living canvas: one subscription to the store, one paper, one overlay.
import { dia } from "@joint/core";
import { onLang } from "../i18n";
import type { State, Store } from "../store/store";
import { concernedBy } from "../views/derived";
import { mayHaveArrows } from "./edits";
import { bounds, overlaps } from "./geometry";
import { Gestures } from "./gestures";
import { readable } from "./names";
import { type Marks, noMarks, Overlay } from "./overlay";
import { type Lift, Painter } from "./painter";
import { nodeAt, type Scene, sceneOf } from "./scene";
import type { Stage } from "./tools/tool";
import type { Rect, Viewport } from "./viewport";

/** A paper without a style element of its own, which a strict content policy would refuse. */
const Paper = dia.Paper.extend({ stylesheet: "" }) as typeof dia.Paper;

/** The dots of the background are this far apart at full size. */
const dots = 24;

/** What the canvas shows of the state. */
const shown: readonly ((state: State) => unknown)[] = [
  (state) => state.doc,
  (state) => state.judged,
  (state) => state.selection,
  (state) => state.reached,
  (state) => state.previewed,
  (state) => state.supposed,
];

export class LiveCanvas {
  readonly #store: Store;
  readonly #viewport: Viewport;
  readonly #paper: dia.Paper;
  readonly #painter: Painter;
  readonly #overlay: Overlay;
  readonly #gestures: Gestures;
  readonly #stops: (() => void)[] = [];
  #made: { readonly of: Pick<State, "doc" | "judged">; readonly scene: Scene } | undefined;
  #lift: Lift | undefined;
  #marks: Marks = noMarks;
  #hovered: string | undefined;
  #fitted = false;
  #chosen: ReadonlySet<string> | undefined;
  #frame = 0;

  constructor(
    element: HTMLElement,
    store: Store,
    viewport: Viewport,
    asks: Pick<Stage, "askService" | "rename" | "tentative">,
  ) {
    this.#store = store;
    this.#viewport = viewport;
    const paper = document.createElement("div");
    paper.className = "canvas-paper";
    const graph = new dia.Graph();
    this.#paper = new Paper({
      el: paper,
      model: graph,
      width: "100%",
      height: "100%",
      async: true,
      interactive: false,
      labelsLayer: true,
      sorting: dia.Paper.sorting.APPROX,
      preventDefaultBlankAction: false,
      preventDefaultViewAction: false,
      preventContextMenu: false,
    });
    this.#painter = new Painter(graph);
    this.#paper.layers.prepend(this.#painter.far.element);
    this.#paper.layers.append(this.#painter.names.element);
    this.#overlay = new Overlay(viewport);
    element.append(paper, this.#overlay.element);
    viewport.windowSize = () => ({ w: element.clientWidth, h: element.clientHeight });
    viewport.content = () => bounds([...this.#scene.nodes.values()]);
    const stage: Stage = {
      store,
      viewport,
      scene: () => this.#scene,
      unpainted: (at) => (this.#painter.isFar ? nodeAt(this.#scene, at)?.id : undefined),
      lift: (lift) => {
        const same = lift && this.#lift && lift.dx === this.#lift.dx && lift.dy === this.#lift.dy;
        if (same || lift === this.#lift) return;
        this.#lift = lift;
        this.#later();
      },
      mark: (marks) => {
        this.#marks = { ...this.#marks, ...marks };
        this.#later();
      },
      ...asks,
    };
    this.#gestures = new Gestures(element, stage, (id) => this.#hover(id));
    this.#listen(element);
  }

  /** The scene of the present state. A state that another one follows before the next frame has none: opening brings
   * a document and then what the engine says of it. */
  get #scene(): Scene {
    const { doc, judged } = this.#store.state;
    if (this.#made?.of.doc !== doc || this.#made.of.judged !== judged)
      this.#made = { of: { doc, judged }, scene: sceneOf(doc, judged) };
    return this.#made.scene;
  }

  #listen(element: HTMLElement): void {
    const store = this.#store;
    this.#stops.push(
      ...shown.map((slice) => store.watch<unknown>(slice, () => this.#later())),
      this.#viewport.subscribe(() => this.#move()),
      onLang(() => this.#reword()),
    );
    const sizes = new ResizeObserver(() => this.#later());
    sizes.observe(element);
    this.#stops.push(() => sizes.disconnect());
  }

  /** Words of the drawing changed with the language. */
  #reword(): void {
    this.#made = undefined;
    this.#later();
  }

  /** The first drawing is shown whole. */
  #firstFit(): void {
    if (this.#fitted || this.#scene.nodes.size === 0 || this.#viewport.windowSize().w === 0) return;
    this.#fitted = true;
    this.#viewport.fit();
  }

  /** What was selected elsewhere, in the tree or from a finding, comes into the window, unless some of it is there: what
   * is pressed here always is, and must not move under the pointer. */
  #reveal(): void {
    const { selection } = this.#store.state;
    if (selection === this.#chosen) return;
    this.#chosen = selection;
    const rects = this.#rectsOf(selection);
    const window = this.#viewport.window();
    if (rects[0] && !rects.some((rect) => overlaps(rect, window))) this.#viewport.reveal(rects[0]);
  }

  #hover(id: string | undefined): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.#later();
  }

  /** Paints once a frame, however many changes come. The painter has nothing to do while scene and lift are the
   * same: then only what lies over the drawing is drawn anew. */
  #later(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#firstFit();
      this.#reveal();
      const window = this.#viewport.window();
      this.#painter.paint(this.#scene, this.#lift, window);
      this.#painter.paintNames(this.#scene, this.#viewport.scale, window);
      this.#overlay.show(this.#allMarks());
    });
  }

  #move(): void {
    const { scale, tx, ty } = this.#viewport;
    this.#paper.matrix(new DOMMatrix([scale, 0, 0, scale, tx, ty]));
    const element = this.#paper.el as HTMLElement;
    element.toggleAttribute("data-small", scale < readable);
    const { style } = element;
    // Dots closer than this would be a grey haze.
    let step = dots * scale;
    while (step < dots / 2) step *= 4;
    style.backgroundSize = `${step}px ${step}px`;
    style.backgroundPosition = `${tx}px ${ty}px`;
    this.#later();
  }

  #allMarks(): Marks {
    const { doc, selection, connection, looking, supposed, reached, previewed } = this.#store.state;
    const rectOf = (id: string): Rect | undefined => {
      const node = this.#scene.nodes.get(id);
      return node && this.#painter.shown(node);
    };
    const rects = (ids: Iterable<string>) => [...ids].flatMap((id) => rectOf(id) ?? []);
    const [only] = selection.size === 1 ? selection : [];
    const node = only === undefined ? undefined : this.#scene.nodes.get(only);
    const idle = connection.canEdit && !this.#lift && !this.#marks.thread && !this.#marks.target;
    const from = [this.#hovered, only].find((id) => id !== undefined && mayHaveArrows(doc, id));
    const fromRect = from === undefined ? undefined : rectOf(from);
    return {
      ...this.#marks,
      selected: [...rects(selection), ...this.#endsOf(selection)],
      compared: [
        ...[...(looking?.marks ?? [])].flatMap(([id, mark]) => rects([id]).map((rect) => ({ rect, mark }))),
        ...[...previewed].flatMap(([id, mark]) => rects([id]).map((rect) => ({ rect, mark }))),
      ],
      concerned: rects([...selection].flatMap((id) => concernedBy(doc, id))),
      down: rects(supposed?.answer?.down ?? []),
      reached: [...reached].flatMap(([id, hop]) => {
        const rect = rectOf(id);
        return rect ? [{ rect, hop }] : [];
      }),
      resizable: idle && node?.shape === "box" ? node : undefined,
      arrowFrom: idle && from !== undefined && fromRect ? { id: from, rect: fromRect } : undefined,
    };
  }

  /** An arrow shows that it is selected by its two ends. */
  #endsOf(selection: ReadonlySet<string>): Rect[] {
    return [...selection].flatMap((id) => {
      const arrow = this.#scene.arrows.get(id);
      if (!arrow) return [];
      return [arrow.from, arrow.to].flatMap((end) => this.#scene.nodes.get(end) ?? []);
    });
  }

  #rectsOf(selection: ReadonlySet<string>): Rect[] {
    const nodes = [...selection].flatMap((id) => this.#scene.nodes.get(id) ?? []);
    return [...nodes, ...this.#endsOf(selection)];
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
    this.#gestures.stop();
    this.#paper.remove();
    this.#overlay.element.remove();
  }
}
