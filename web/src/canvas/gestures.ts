// Pointer, wheel and space key on the canvas: each press becomes one tool, which lives until the release.
import type { Side } from "./edits";
import { ArrowTool } from "./tools/arrow";
import { PanTool, RubberTool } from "./tools/look";
import { MoveTool } from "./tools/move";
import { ResizeTool } from "./tools/resize";
import type { Stage, Tool } from "./tools/tool";
import type { Point } from "./viewport";

const wheelZoom = 0.0015;

export class Gestures {
  readonly #element: HTMLElement;
  readonly #stage: Stage;
  readonly #hovered: (id: string | undefined) => void;
  #tool: { readonly tool: Tool; readonly pointer: number } | undefined;
  #space = false;
  readonly #stop = new AbortController();

  constructor(element: HTMLElement, stage: Stage, hovered: (id: string | undefined) => void) {
    this.#element = element;
    this.#stage = stage;
    this.#hovered = hovered;
    const options = { signal: this.#stop.signal };
    element.addEventListener("pointerdown", (event) => this.#down(event), options);
    element.addEventListener("pointermove", (event) => this.#move(event), options);
    element.addEventListener("pointerup", (event) => this.#up(event), options);
    element.addEventListener("pointercancel", () => this.#cancel(), options);
    element.addEventListener("dblclick", (event) => this.#twice(event), options);
    element.addEventListener("wheel", (event) => this.#wheel(event), { ...options, passive: false });
    window.addEventListener("keydown", (event) => this.#key(event, true), options);
    window.addEventListener("keyup", (event) => this.#key(event, false), options);
    window.addEventListener("blur", () => this.#cancel(), options);
  }

  stop(): void {
    this.#cancel();
    this.#stop.abort();
  }

  #point({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #at(event: MouseEvent): Point {
    return this.#stage.viewport.toDrawing(this.#point(event));
  }

  #down(event: PointerEvent): void {
    if (this.#tool || event.button > 1) return;
    const tool = this.#toolFor(event);
    if (!tool) return;
    if (event.button === 1) event.preventDefault(); // else the browser scrolls by itself
    this.#element.setPointerCapture(event.pointerId);
    this.#tool = { tool, pointer: event.pointerId };
    if (tool.cursor) this.#element.dataset.cursor = tool.cursor;
  }

  #toolFor(event: PointerEvent): Tool | undefined {
    const stage = this.#stage;
    if (event.button === 1 || this.#space) return new PanTool(stage, event);
    if (!(event.target instanceof Element)) return undefined;
    const at = this.#at(event);
    const canEdit = stage.store.state.connection.canEdit;
    const arrow = event.target.closest("[data-arrow-from]")?.getAttribute("data-arrow-from");
    if (arrow && canEdit) return new ArrowTool(stage, arrow);
    const side = event.target.closest("[data-side]")?.getAttribute("data-side");
    const [only] = stage.store.state.selection;
    if (side && only && canEdit) return new ResizeTool(stage, only, side as Side, at);
    const id = this.#under(event.target, at);
    if (id === undefined || !selectable(id)) return new RubberTool(stage, at, event.shiftKey);
    return new MoveTool(stage, id, at, event.shiftKey);
  }

  /** Two presses name a resource; the first has selected it. They were captured, so that the event says of the whole
   * drawing where it was. */
  #twice(event: MouseEvent): void {
    const target = document.elementFromPoint(event.clientX, event.clientY);
    if (!target) return;
    const { doc, connection } = this.#stage.store.state;
    const id = this.#under(target, this.#at(event));
    if (id !== undefined && connection.canEdit && doc.resources[id]) this.#stage.rename(id);
  }

  #move(event: PointerEvent): void {
    if (this.#tool) {
      if (event.pointerId === this.#tool.pointer) this.#tool.tool.move(this.#at(event), event);
      return;
    }
    if (!(event.target instanceof Element) || event.target.closest("[data-arrow-from], [data-side]")) return;
    this.#hovered(this.#under(event.target, this.#at(event)));
  }

  /** The id of the node or arrow that is drawn here. */
  #under(target: Element, at: Point): string | undefined {
    const cell = target.closest("[model-id]")?.getAttribute("model-id");
    return cell ?? this.#stage.unpainted(at);
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#tool?.pointer) return;
    const { tool } = this.#tool;
    this.#release();
    tool.up(this.#at(event), event);
  }

  #cancel(): void {
    this.#tool?.tool.cancel();
    this.#release();
  }

  #release(): void {
    this.#tool = undefined;
    this.#element.dataset.cursor = this.#space ? "pan" : "";
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      this.#stage.viewport.zoomBy(Math.exp(-event.deltaY * lines * wheelZoom), this.#point(event));
    } else {
      // A plain mouse wheel with shift held means sideways.
      const [dx, dy] =
        event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.#stage.viewport.panBy(-dx * lines, -dy * lines);
    }
  }

  #key(event: KeyboardEvent, down: boolean): void {
    if (event.key === "Escape" && down && this.#tool) {
      event.preventDefault();
      this.#cancel();
    }
    if (event.key !== " " || (down && document.activeElement !== this.#element)) return;
    this.#space = down;
    if (!this.#tool) this.#element.dataset.cursor = down ? "pan" : "";
    if (down) event.preventDefault();
  }
}

/** Lanes and chips are derived: there is nothing to select. */
const selectable = (id: string): boolean => !id.includes(":");
