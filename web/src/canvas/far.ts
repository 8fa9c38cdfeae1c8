// A drawing that holds more than can be painted piece by piece, seen from far away: bodies only, since what else
// stands in them could not be read, and one path for those that look alike and lie near each other.
import type { Node } from "./scene";
import { svg } from "./svg";

/** Few paths are fast to make, small ones are fast to paint: this is the side of what one covers. */
const tile = 2048;

export class FarView {
  readonly element = svg("g", { class: "far" });
  #paths = new Map<string, SVGPathElement>();

  /** Shows these nodes and no others, the lowest layer first. */
  show(nodes: Iterable<Node>, layerOf: (node: Node) => number): void {
    const groups = grouped(nodes, layerOf);
    const before = this.#paths;
    this.#paths = new Map();
    for (const { key, look, d } of groups) {
      const path = before.get(key) ?? svg("path", { class: look });
      if (path.getAttribute("d") !== d) path.setAttribute("d", d);
      this.#paths.set(key, path);
    }
    const same = before.size === this.#paths.size && groups.every(({ key }) => before.has(key));
    if (!same) this.element.replaceChildren(...this.#paths.values());
  }
}

interface Group {
  readonly key: string;
  readonly layer: number;
  readonly look: string;
  d: string;
}

function grouped(nodes: Iterable<Node>, layerOf: (node: Node) => number): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const { x, y, w, h, shape, tone, muted } = node;
    const layer = layerOf(node);
    const look = `far-${shape} tone-${tone}${muted ? " muted" : ""}`;
    const key = `${layer} ${look} ${Math.floor(x / tile)} ${Math.floor(y / tile)}`;
    const group = groups.get(key) ?? { key, layer, look, d: "" };
    group.d += `M${x} ${y}h${w}v${h}h${-w}z`;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.layer - b.layer);
}
