// The names of boxes where the drawing's own would be too small to read. They keep one size on the screen, as on a
// map: each is cut to its box, stands below the names of what it lies in, and is left out where it has no room.
import { overlaps } from "./geometry";
import { Grid } from "./grid";
import type { Node } from "./scene";
import { svg } from "./svg";
import { clipped, type fonts, nameSize as size, widthOf } from "./text";
import { grown, holds } from "./view";
import type { Rect } from "./viewport";

/** Below this scale the titles in the drawing cannot be read. */
export const readable = 0.7;

/** Text is laid out again only when the scale changed so much; between, names grow and shrink with the drawing. */
const steady = 1.1;

const line = Math.ceil(size * 1.3);
const inset = size / 2;
/** A box of fewer lines is covered by its name. */
const leastLines = 2;
/** Fewer letters tell nothing. */
const leastLetters = 4;
/** Subnets of a VPC begin alike: so much of a name tells which it is. */
const leastPart = 2 / 3;

export interface Name {
  readonly box: Node;
  readonly title: string;
  /** What else fits beside the title: its addresses. */
  readonly detail: string;
  /** How many lines below the upper edge of its box it stands. */
  readonly down: number;
}

/** The names that have room, the outer boxes' first. */
export function namesOf(nodes: Iterable<Node>, scale: number, area: Rect): readonly Name[] {
  const boxes = [...nodes].filter(
    (node) => node.shape === "box" && node.h * scale >= leastLines * line && overlaps(node, area),
  );
  const taken = new Grid();
  return boxes
    .sort((a, b) => a.depth - b.depth || a.y - b.y || a.x - b.x)
    .flatMap((box) => {
      const words = wordsIn(box, scale);
      if (!words) return [];
      const { width, ...shown } = words;
      for (let down = 0; (down + leastLines) * line <= box.h * scale; down++) {
        const rect = { x: box.x * scale, y: box.y * scale + down * line, w: width, h: line };
        if (taken.near(rect).size > 0) continue;
        taken.add(rect);
        return [{ box, ...shown, down }];
      }
      return [];
    });
}

/** What others lie in stands out. */
const isOuter = ({ tone }: Node): boolean => tone === "scope" || tone === "vpc";

function wordsIn(box: Node, scale: number) {
  const font: keyof typeof fonts = isOuter(box) ? "name" : "small";
  const room = box.w * scale - 2 * inset;
  const title = clipped(box.title, font, room);
  const letters = Array.from(title).length - 1;
  const least = isOuter(box)
    ? leastLetters
    : Math.max(leastLetters, Array.from(box.title).length * leastPart);
  if (title === "" || (title !== box.title && letters < least)) return undefined;
  const beside = widthOf(`${box.title}  `, font) + widthOf(box.subtitle, "label");
  const says = title === box.title && beside <= room && !title.includes(box.subtitle);
  return { title, detail: says ? box.subtitle : "", width: says ? beside : widthOf(title, font) };
}

/** While the window moves within what was named, and the scale stays, there is nothing to do. */
export class Names {
  readonly element = svg("g", { class: "names", "aria-hidden": "true" });
  readonly #texts = new Map<string, { readonly key: string; readonly text: SVGTextElement }>();
  #made: { readonly of: readonly unknown[]; readonly scale: number; readonly area: Rect } | undefined;

  /** Shows the names of these nodes; `of` tells whether they are those of before. */
  show(nodes: () => Iterable<Node>, of: readonly unknown[], scale: number, window: Rect): void {
    const before = this.#made;
    const all = [scale < readable, ...of];
    if (before && isSteady(before.scale / scale) && holds(before.area, window))
      if (all.every((each, i) => each === before.of[i])) return;
    const area = grown(window, 0.5);
    this.#made = { of: all, scale, area };
    this.element.setAttribute("font-size", String(size / scale));
    this.#put(scale < readable ? namesOf(nodes(), scale, area) : []);
  }

  #put(names: readonly Name[]): void {
    const stay = new Set(names.map(({ box }) => box.id));
    for (const [id, { text }] of this.#texts) {
      if (stay.has(id)) continue;
      text.remove();
      this.#texts.delete(id);
    }
    for (const name of names) {
      const { id, x, y } = name.box;
      const key = JSON.stringify([x, y, name.down, name.title, name.detail]);
      const old = this.#texts.get(id);
      if (old?.key === key) continue;
      const text = nameElement(name);
      if (old) old.text.replaceWith(text);
      else this.element.append(text);
      this.#texts.set(id, { key, text });
    }
  }
}

const isSteady = (ratio: number): boolean => ratio < steady && ratio > 1 / steady;

function nameElement({ box, title, detail, down }: Name): SVGTextElement {
  const dy = `${1.1 + (down * line) / size}em`;
  const text = svg("text", {
    class: isOuter(box) ? "name outer" : "name",
    x: box.x,
    y: box.y,
    dx: "0.5em",
    dy,
  });
  text.append(title);
  if (detail) {
    const beside = svg("tspan", { class: "name-detail", dx: "0.6em" });
    beside.textContent = detail;
    text.append(beside);
  }
  return text;
}
