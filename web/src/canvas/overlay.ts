// What lies over the drawing and belongs to this person alone: selection, handles, the drop target, the rubber
// band. In window coordinates, so that handles keep their size at every zoom.
import { t } from "../i18n";
import type { Mark } from "../store/store";
import { glyphs } from "../views/glyphs";
import type { Side } from "./edits";
import { right } from "./geometry";
import { svg } from "./svg";
import type { Point, Rect, Viewport } from "./viewport";

export interface Marks {
  readonly selected: readonly Rect[];
  /** Whom the selection concerns, such as the subnets of a route table. */
  readonly concerned: readonly Rect[];
  /** What is thought to be off. */
  readonly down: readonly Rect[];
  /** What a blast comes to, with the hop. */
  readonly reached: readonly { readonly rect: Rect; readonly hop: number }[];
  /** The one box that can be resized. */
  readonly resizable: Rect | undefined;
  /** The element that an arrow can be drawn from. */
  readonly arrowFrom: { readonly id: string; readonly rect: Rect } | undefined;
  /** What became of elements, where two designs are compared. */
  readonly compared: readonly { readonly rect: Rect; readonly mark: Mark }[];
  readonly target: { readonly rect: Rect; readonly refused: boolean } | undefined;
  readonly rubber: Rect | undefined;
  readonly thread: { readonly from: Point; readonly to: Point } | undefined;
}

export const noMarks: Marks = {
  selected: [],
  concerned: [],
  down: [],
  reached: [],
  compared: [],
  resizable: undefined,
  arrowFrom: undefined,
  target: undefined,
  rubber: undefined,
  thread: undefined,
};

const signs: { readonly [M in Mark]: string } = { added: "+", removed: "−", changed: "~" };

export class Overlay {
  readonly element: SVGSVGElement;
  readonly #viewport: Viewport;

  constructor(viewport: Viewport) {
    this.#viewport = viewport;
    this.element = svg("svg", { class: "canvas-overlay", "aria-hidden": "true" });
  }

  show(marks: Marks): void {
    const parts: SVGElement[] = marks.compared.map(({ rect, mark }) => this.#mark(rect, mark));
    for (const rect of marks.down) parts.push(...this.#down(rect));
    for (const { rect, hop } of marks.reached) parts.push(...this.#reached(rect, hop));
    for (const rect of marks.concerned) parts.push(this.#rect("overlay-concerned", rect, 4));
    for (const rect of marks.selected) parts.push(this.#rect("overlay-selected", rect, 3));
    if (marks.target) {
      parts.push(
        this.#rect(marks.target.refused ? "overlay-refused" : "overlay-target", marks.target.rect, 1),
      );
    }
    if (marks.rubber) parts.push(this.#rect("overlay-rubber", marks.rubber, 0));
    if (marks.thread) parts.push(this.#thread(marks.thread.from, marks.thread.to));
    if (marks.resizable) parts.push(...this.#handles(marks.resizable));
    if (marks.arrowFrom) parts.push(this.#arrow(marks.arrowFrom.id, marks.arrowFrom.rect));
    this.element.replaceChildren(...parts);
  }

  #window({ x, y, w, h }: Rect): Rect {
    const { scale, tx, ty } = this.#viewport;
    return { x: x * scale + tx, y: y * scale + ty, w: w * scale, h: h * scale };
  }

  #rect(name: string, rect: Rect, margin: number): SVGElement {
    const { x, y, w, h } = this.#window(rect);
    return svg("rect", {
      class: name,
      x: x - margin,
      y: y - margin,
      width: w + 2 * margin,
      height: h + 2 * margin,
      rx: 8,
    });
  }

  /** Dimmed and crossed out. */
  #down(rect: Rect): SVGElement[] {
    const { x, y, w, h } = this.#window(rect);
    const cross = `M ${x} ${y} L ${x + w} ${y + h} M ${x + w} ${y} L ${x} ${y + h}`;
    return [this.#rect("overlay-down", rect, 0), svg("path", { class: "overlay-down-cross", d: cross })];
  }

  /** Framed, with the number of its hop on the upper left corner. */
  #reached(rect: Rect, hop: number): SVGElement[] {
    const { x, y } = this.#window(rect);
    const text = svg("text", { class: "overlay-hop-text", x, y: y + 4 });
    text.textContent = String(hop);
    const level = Math.min(hop, 3);
    const frame = this.#rect("overlay-reached", rect, 3);
    const disc = svg("circle", { class: "overlay-hop", cx: x, cy: y, r: 9 });
    frame.dataset.level = disc.dataset.level = String(level);
    return hop === 0 ? [frame] : [frame, disc, text];
  }

  /** A sign at the corner, and a line of its own: what happened is told by more than colour. */
  #mark(rect: Rect, mark: Mark): SVGElement {
    const { x, y } = this.#window(rect);
    const group = svg("g", { class: "overlay-mark", "data-mark": mark });
    const sign = svg("text", { x, y });
    sign.textContent = signs[mark];
    group.append(this.#rect("overlay-mark-box", rect, 2), svg("circle", { cx: x, cy: y, r: 9 }), sign);
    return group;
  }

  #thread(from: Point, to: Point): SVGElement {
    const a = this.#window({ ...from, w: 0, h: 0 });
    const b = this.#window({ ...to, w: 0, h: 0 });
    return svg("path", { class: "overlay-thread", d: `M ${a.x} ${a.y} L ${b.x} ${b.y}` });
  }

  #handles(rect: Rect): SVGElement[] {
    const { x, y, w, h } = this.#window(rect);
    const at: { [S in Side]: readonly [number, number] } = {
      nw: [x, y],
      n: [x + w / 2, y],
      ne: [x + w, y],
      e: [x + w, y + h / 2],
      se: [x + w, y + h],
      s: [x + w / 2, y + h],
      sw: [x, y + h],
      w: [x, y + h / 2],
    };
    return Object.entries(at).map(([side, [cx, cy]]) =>
      svg("rect", {
        class: "overlay-handle",
        "data-side": side,
        x: cx - 4,
        y: cy - 4,
        width: 8,
        height: 8,
        rx: 2,
      }),
    );
  }

  #arrow(id: string, rect: Rect): SVGElement {
    const box = this.#window(rect);
    // Beside the element, and clear of the handle in the middle of its side.
    const [x, y] = [right(box) + 14, box.y + Math.min(18, box.h / 2)];
    const handle = svg("g", {
      class: "overlay-arrow",
      "data-arrow-from": id,
      transform: `translate(${x} ${y})`,
    });
    const sign = svg("g", { transform: "translate(-7 -7) scale(0.583)" });
    sign.append(...glyphs.arrow.map((d) => svg("path", { d })));
    const says = svg("title", {});
    says.textContent = t("canvas.drawArrow");
    handle.append(says, svg("circle", { r: 10 }), sign);
    return handle;
  }
}
