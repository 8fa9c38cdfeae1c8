import type { Store } from "../../store/store";
import type { Op } from "../../wire/gen";
import type { Marks } from "../overlay";
import type { Lift } from "../painter";
import type { Scene } from "../scene";
import type { Point, Viewport } from "../viewport";

/** What a tool may see and show. */
export interface Stage {
  readonly store: Store;
  readonly viewport: Viewport;
  readonly scene: () => Scene;
  /** The element at a point where it has none of its own in the page, as from far away. */
  readonly unpainted: (at: Point) => string | undefined;
  /** Shows elements away from where the document has them; undefined puts them back. */
  readonly lift: (lift: Lift | undefined) => void;
  readonly mark: (marks: Partial<Pick<Marks, "target" | "rubber" | "thread">>) => void;
  /** Shows what operations would open and close if the press ended here, a point of the window; undefined hides it. */
  readonly tentative: (ops: readonly Op[] | undefined, at: Point) => void;
  /** Has somebody type the name of a resource. */
  readonly rename: (id: string) => void;
  /** Asks what an arrow carries, at a point of the window. */
  readonly askService: (from: string, to: string, at: Point) => void;
}

/** One press of the pointer, from down to up. Points are of the drawing; `by` is how far it moved. */
export interface Tool {
  readonly cursor?: string;
  move(at: Point, event: PointerEvent): void;
  up(at: Point, event: PointerEvent): void;
  cancel(): void;
}
