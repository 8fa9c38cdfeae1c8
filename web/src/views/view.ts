import type { Design, KindName, ResourceOf } from "../wire/gen";

/** What a resource looks like on the canvas, as values: the canvas draws them, tests read them. */
export interface Look {
  /** A box holds others, a node stands alone, a gate sits on the border of what it is attached to; hidden
   * kinds are seen through others. */
  readonly shape: "box" | "node" | "gate" | "hidden";
  readonly title: string;
  readonly subtitle: string;
  /** Named once in canvas.css: which colours. */
  readonly tone: Tone;
  readonly badge?: string;
  /** Drawn faintly: it is there, but does nothing. */
  readonly muted?: boolean;
}

export type Tone =
  | "world"
  | "scope"
  | "vpc"
  | "public"
  | "private"
  | "unjudged"
  | "compute"
  | "gateway"
  | "data";

/** What a view may know besides the resource itself. */
export interface Facts {
  readonly id: string;
  readonly doc: Design;
  /** Of a subnet; undefined while nobody has said. */
  readonly isPublic: boolean | undefined;
}

export interface View<K extends KindName> {
  /** A line icon of our own: the `d` of paths in a 24 by 24 box, drawn with a round stroke and no fill. */
  readonly glyph: readonly string[];
  readonly look: (resource: ResourceOf<K>, facts: Facts) => Look;
}
