// Which part of the drawing the window shows. Canvas, toolbar and keys share it; the paper follows.
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** As far as one zooms out, but where the whole drawing needs less. */
const minScale = 0.1;
const maxScale = 3;
const fitMargin = 32;

export class Viewport {
  scale = 1;
  /** Where the drawing's origin lies in the window. */
  tx = 0;
  ty = 0;
  /** The window's size and the drawing's bounds; set by the canvas. */
  windowSize: () => { readonly w: number; readonly h: number } = () => ({ w: 0, h: 0 });
  content: () => Rect | undefined = () => undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  panBy(dx: number, dy: number): void {
    this.#show(this.scale, this.tx + dx, this.ty + dy);
  }

  /** Zooms so that the point of the window keeps showing the same point of the drawing. */
  zoomTo(scale: number, at: Point = this.#middle()): void {
    const least = scale < minScale ? Math.min(minScale, this.#fitting()?.scale ?? minScale) : minScale;
    const next = Math.min(maxScale, Math.max(least, scale));
    const { x, y } = this.toDrawing(at);
    this.#show(next, at.x - x * next, at.y - y * next);
  }

  zoomBy(factor: number, at?: Point): void {
    this.zoomTo(this.scale * factor, at);
  }

  /** Shows the whole drawing, not larger than life. */
  fit(): void {
    const fitting = this.#fitting();
    if (fitting) this.#show(fitting.scale, fitting.tx, fitting.ty);
  }

  /** How the whole drawing is shown, however large it is. */
  #fitting() {
    const all = this.content();
    const { w, h } = this.windowSize();
    if (!all || w === 0 || h === 0) return undefined;
    const scale = Math.min(1, inner(w) / all.w, inner(h) / all.h);
    const [tx, ty] = [(w - all.w * scale) / 2 - all.x * scale, (h - all.h * scale) / 2 - all.y * scale];
    return { scale, tx, ty };
  }

  /** Brings a part of the drawing into the window, moving no more than needed. */
  reveal(part: Rect): void {
    const { w, h } = this.windowSize();
    const left = part.x * this.scale + this.tx;
    const top = part.y * this.scale + this.ty;
    const dx = shift(left, part.w * this.scale, w);
    const dy = shift(top, part.h * this.scale, h);
    if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
  }

  /** The part of the drawing that the window shows. */
  window(): Rect {
    const { w, h } = this.windowSize();
    return { ...this.toDrawing({ x: 0, y: 0 }), w: w / this.scale, h: h / this.scale };
  }

  toDrawing({ x, y }: Point): Point {
    return { x: (x - this.tx) / this.scale, y: (y - this.ty) / this.scale };
  }

  #middle(): Point {
    const { w, h } = this.windowSize();
    return { x: w / 2, y: h / 2 };
  }

  #show(scale: number, tx: number, ty: number): void {
    if (scale === this.scale && tx === this.tx && ty === this.ty) return;
    this.scale = scale;
    this.tx = tx;
    this.ty = ty;
    for (const listener of this.#listeners) listener();
  }
}

/** The room of an extent of the window between its margins. */
const inner = (size: number): number => Math.max(size - 2 * fitMargin, size / 2);

/** How far to move an extent that begins at `from` so that it lies inside `room`. */
function shift(from: number, size: number, room: number): number {
  if (size > room - 2 * fitMargin) return (room - size) / 2 - from;
  if (from < fitMargin) return fitMargin - from;
  return Math.min(0, room - fitMargin - size - from);
}
