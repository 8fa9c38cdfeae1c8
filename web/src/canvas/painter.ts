// Brings the paper from the scene that it shows to the next one, touching only what differs. Of a drawing with
// thousands of nodes only what is in the window is there, and from far away only the bodies.
import { dia } from "@joint/core";
import { FarView } from "./far";
import { bounds, overlaps } from "./geometry";
import { type LabelSpot, labelsOf } from "./labels";
import type { Link } from "./links";
import {
  arrowEnd,
  labelMarkup,
  labelWidth,
  linkLabelMarkup,
  linkLabelWidth,
  nodeMarkup,
  textsOf,
} from "./markup";
import { Names } from "./names";
import { type Route, routesOf } from "./route";
import type { Arrow, Node, Scene } from "./scene";
import { partOf, type View, whole } from "./view";
import type { Rect } from "./viewport";

/** How far the dragged elements are from where the document has them. */
export interface Lift {
  readonly ids: ReadonlySet<string>;
  readonly dx: number;
  readonly dy: number;
}

const NodeCell = dia.Element.define("vpcanvas.Node", {}, {});
const ArrowCell = dia.Link.define("vpcanvas.Arrow", {}, {});

const layers = {
  box: 0,
  lane: 0,
  link: 490,
  arrow: 500,
  chip: 600,
  node: 600,
  gate: 700,
  lifted: 1000,
} as const;

export class Painter {
  readonly far = new FarView();
  readonly names = new Names();
  readonly #graph: dia.Graph;
  readonly #nodes = new Map<string, { node: Node; cell: dia.Element }>();
  readonly #arrows = new Map<string, { key: string; cell: dia.Link }>();
  #routes: ReadonlyMap<string, Route> = new Map();
  #labels: ReadonlyMap<string, LabelSpot> = new Map();
  #scene: Scene | undefined;
  #lift: Lift | undefined;
  #view: View = whole;

  constructor(graph: dia.Graph) {
    this.#graph = graph;
  }

  /** Whether nodes have no elements of their own, for there are too many in the window. */
  get isFar(): boolean {
    return this.#view.far;
  }

  paint(scene: Scene, lift: Lift | undefined, window: Rect): void {
    const same = scene === this.#scene && lift === this.#lift;
    const view = partOf(scene, window, scene === this.#scene ? this.#view : undefined);
    if (same && view === this.#view) return;
    const { far: wasFar } = this.#view;
    // From far away a judgement changes no line's way: no label is in it, and bodies stay where they are.
    const stays = wasFar && view.far && lift === this.#lift && scene.places === this.#scene?.places;
    this.#scene = scene;
    this.#lift = lift;
    this.#view = view;
    if (!stays && (!same || (wasFar && !view.far))) this.#layLines(scene);
    const added: dia.Cell[] = [];
    this.#paintNodes(view.far ? [] : this.#inView(scene.nodes.values()), added);
    this.#paintArrows(scene, added);
    // Unlike addCells, it sorts once and not once a cell.
    if (added.length > 0) this.#graph.syncCells(added);
    if (view.far)
      this.far.show(
        [...scene.nodes.values()].map((node) => this.shown(node)),
        this.#layerOf,
      );
    else if (wasFar) this.#comeNear();
  }

  /** Names that can be read at any scale; after paint. */
  paintNames(scene: Scene, scale: number, window: Rect): void {
    const nodes = () => [...scene.nodes.values()].map((node) => this.shown(node));
    this.names.show(nodes, [scene, this.#lift], scale, window);
  }

  /** The pieces are rendered in the next frame: until then the bodies stay. */
  #comeNear(): void {
    requestAnimationFrame(() => {
      if (!this.#view.far) this.far.show([], this.#layerOf);
    });
  }

  /** Where a node is shown now. */
  shown(node: Node): Node {
    const lift = this.#lift;
    return lift?.ids.has(node.id) ? { ...node, x: node.x + lift.dx, y: node.y + lift.dy } : node;
  }

  #inView(nodes: Iterable<Node>): Node[] {
    const { area } = this.#view;
    const shown = [...nodes].map((node) => this.shown(node));
    return area ? shown.filter((node) => overlaps(node, area)) : shown;
  }

  #paintNodes(nodes: readonly Node[], added: dia.Cell[]): void {
    const stay = new Set(nodes.map(({ id }) => id));
    for (const [id, { cell }] of this.#nodes) {
      if (stay.has(id)) continue;
      cell.remove();
      this.#nodes.delete(id);
    }
    for (const node of nodes) {
      const { id } = node;
      const old = this.#nodes.get(id);
      if (!old) {
        const cell = new NodeCell({
          id,
          position: { x: node.x, y: node.y },
          size: { width: node.w, height: node.h },
          z: this.#layerOf(node),
          markup: nodeMarkup(node),
        });
        this.#nodes.set(id, { node, cell });
        added.push(cell);
        continue;
      }
      this.#update(old.cell, old.node, node);
      old.node = node;
    }
  }

  #update(cell: dia.Element, old: Node, node: Node): void {
    if (old.x !== node.x || old.y !== node.y) cell.position(node.x, node.y);
    if (!sameLook(old, node)) {
      cell.resize(node.w, node.h);
      cell.set("markup", nodeMarkup(node));
    }
    const layer = this.#layerOf(node);
    if (cell.z() !== layer) cell.set("z", layer);
  }

  readonly #layerOf = (node: Node): number => {
    const lifted = this.#lift?.ids.has(node.id) ? layers.lifted : 0;
    return layers[node.shape] + node.depth * 2 + lifted;
  };

  /** Finds the ways of all lines together, and where their labels sit. */
  #layLines(scene: Scene): void {
    const lines = [...scene.links.values(), ...scene.arrows.values()];
    if (lines.length === 0) {
      this.#routes = this.#labels = new Map();
      return;
    }
    const shown = new Map([...scene.nodes].map(([id, node]) => [id, this.shown(node)]));
    const standing = [...shown.values()].filter((node) => node.shape !== "box" && node.shape !== "lane");
    const texts = this.#view.far ? [] : [...shown.values()].flatMap(textsOf);
    this.#routes = routesOf(
      lines,
      shown,
      standing.filter((node) => node.shape !== "gate"),
      texts,
    );
    if (this.#view.far) {
      this.#labels = new Map();
      return;
    }
    // While a hand drags, the labels of arrows that it does not drag stay where they are.
    const held = this.#lift && this.#labels.size > 0 ? this.#lift.ids : undefined;
    const asked = held ? lines.filter(({ from, to }) => held.has(from) || held.has(to)) : lines;
    this.#labels = new Map([
      ...(held ? this.#labels : []),
      ...labelsOf(labelled(asked, this.#routes), [...standing, ...texts]),
    ]);
  }

  #paintArrows(scene: Scene, added: dia.Cell[]): void {
    const { area, far } = this.#view;
    const routes = new Map(
      [...this.#routes].filter(([, route]) => !area || overlaps(extentOf(route), area, labelReach)),
    );
    for (const [id, { cell }] of this.#arrows) {
      if (routes.has(id)) continue;
      cell.remove();
      this.#arrows.delete(id);
    }
    for (const [id, route] of routes) {
      const arrow = scene.arrows.get(id);
      const link = scene.links.get(id);
      if (!arrow && !link) continue;
      const label = far ? undefined : this.#labels.get(id);
      const key = JSON.stringify([arrow ?? link, route, label]);
      const old = this.#arrows.get(id);
      if (old?.key === key) continue;
      const attributes = arrow
        ? arrowAttributes(arrow, route, label)
        : linkAttributes(link as Link, route, label);
      const z = arrow ? layers.arrow : layers.link;
      const cell = old?.cell ?? new ArrowCell({ id, z, ...attributes });
      if (old) cell.set(attributes);
      else added.push(cell);
      this.#arrows.set(id, { key, cell });
    }
  }
}

/** How far a label may stand out of the way of its line. */
const labelReach = 160;

const extentOf = ({ start, bends, end }: Route): Rect =>
  bounds([start, ...bends, end].map((point) => ({ ...point, w: 0, h: 0 }))) ?? { ...start, w: 0, h: 0 };

/** The arrows that say what they carry, with the ways that they take. */
function labelled(lines: readonly (Arrow | Link)[], routes: ReadonlyMap<string, Route>) {
  return lines.flatMap((line) => {
    const route = routes.get(line.id);
    const width = "outcome" in line ? labelWidth(line.label) : linkLabelWidth(line.label);
    return route && line.label !== "" ? [{ id: line.id, route, width }] : [];
  });
}

const lookKeys = [
  "shape",
  "glyph",
  "title",
  "subtitle",
  "tone",
  "badge",
  "muted",
  "lower",
  "w",
  "h",
] as const;
const sameLook = (a: Node, b: Node): boolean => lookKeys.every((key) => a[key] === b[key]);

const wayOf = ({ start, bends, end }: Route) => ({
  source: start,
  target: end,
  vertices: [...bends],
  connector: { name: "straight", args: { cornerType: "cubic", cornerRadius: 10 } },
});

/** A line that hands do not meet: what it joins is edited. */
function linkAttributes(link: Link, route: Route, label: LabelSpot | undefined) {
  const position = label && { distance: label.ratio, offset: { x: 0, y: label.lift } };
  return {
    ...wayOf(route),
    markup: [
      { tagName: "path", selector: "line", className: `link link-${link.line}${link.muted ? " muted" : ""}` },
    ],
    attrs: { line: { connection: true, fill: "none" } },
    labels: position ? [{ markup: linkLabelMarkup(link), position }] : [],
  };
}

function arrowAttributes(arrow: Arrow, route: Route, label: LabelSpot | undefined) {
  const look = `arrow ${arrow.outcome}`;
  return {
    ...wayOf(route),
    markup: [
      { tagName: "path", selector: "wrapper", className: "arrow-wrapper" },
      { tagName: "path", selector: "line", className: look },
    ],
    attrs: {
      wrapper: { connection: true, fill: "none" },
      line: {
        connection: true,
        fill: "none",
        targetMarker: arrowEnd(arrow),
      },
    },
    labels:
      label === undefined
        ? []
        : [
            {
              markup: labelMarkup(arrow),
              position: { distance: label.ratio, offset: { x: 0, y: label.lift } },
            },
          ],
  };
}
