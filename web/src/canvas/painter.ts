// Brings the paper from the scene that it shows to the next one, touching only what differs.
import { dia } from "@joint/core";
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
import { type Route, routesOf } from "./route";
import type { Arrow, Node, Scene } from "./scene";

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
  readonly #graph: dia.Graph;
  readonly #nodes = new Map<string, { node: Node; cell: dia.Element }>();
  readonly #arrows = new Map<string, { key: string; cell: dia.Link }>();
  #labels = new Map<string, LabelSpot>();
  #scene: Scene | undefined;
  #lift: Lift | undefined;

  constructor(graph: dia.Graph) {
    this.#graph = graph;
  }

  paint(scene: Scene, lift: Lift | undefined): void {
    if (scene === this.#scene && lift === this.#lift) return;
    const added: dia.Cell[] = [];
    this.#scene = scene;
    this.#lift = lift;
    this.#paintNodes(scene, added);
    this.#paintArrows(scene, added);
    // Unlike addCells, it sorts once and not once a cell.
    if (added.length > 0) this.#graph.syncCells(added);
  }

  /** Where a node is shown now. */
  shown(node: Node): Node {
    const lift = this.#lift;
    return lift?.ids.has(node.id) ? { ...node, x: node.x + lift.dx, y: node.y + lift.dy } : node;
  }

  #paintNodes(scene: Scene, added: dia.Cell[]): void {
    for (const [id, { cell }] of this.#nodes) {
      if (scene.nodes.has(id)) continue;
      cell.remove();
      this.#nodes.delete(id);
    }
    for (const [id, plain] of scene.nodes) {
      const node = this.shown(plain);
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

  #layerOf(node: Node): number {
    const lifted = this.#lift?.ids.has(node.id) ? layers.lifted : 0;
    return layers[node.shape] + node.depth * 2 + lifted;
  }

  #paintArrows(scene: Scene, added: dia.Cell[]): void {
    for (const [id, { cell }] of this.#arrows) {
      if (scene.arrows.has(id) || scene.links.has(id)) continue;
      cell.remove();
      this.#arrows.delete(id);
    }
    const lifted = this.#lift;
    const shown = new Map([...this.#nodes].map(([id, { node }]) => [id, node]));
    const standing = [...shown.values()].filter((node) => node.shape !== "box" && node.shape !== "lane");
    const texts = [...shown.values()].flatMap(textsOf);
    const routes = routesOf(
      [...scene.links.values(), ...scene.arrows.values()],
      shown,
      standing.filter((node) => node.shape !== "gate"),
      texts,
    );
    // While a hand drags, the labels of arrows that it does not drag stay where they are.
    const held = lifted && this.#labels.size > 0 ? lifted.ids : undefined;
    const lines = [...scene.links.values(), ...scene.arrows.values()];
    const asked = held ? lines.filter(({ from, to }) => held.has(from) || held.has(to)) : lines;
    const labels = new Map([
      ...(held ? this.#labels : []),
      ...labelsOf(labelled(asked, routes), [...standing, ...texts]),
    ]);
    this.#labels = labels;
    for (const [id, route] of routes) {
      const arrow = scene.arrows.get(id);
      const link = scene.links.get(id);
      if (!arrow && !link) continue;
      const key = JSON.stringify([arrow ?? link, route, labels.get(id)]);
      const old = this.#arrows.get(id);
      if (old?.key === key) continue;
      const attributes = arrow
        ? arrowAttributes(arrow, route, labels.get(id))
        : linkAttributes(link as Link, route, labels.get(id));
      const z = arrow ? layers.arrow : layers.link;
      const cell = old?.cell ?? new ArrowCell({ id, z, ...attributes });
      if (old) cell.set(attributes);
      else added.push(cell);
      this.#arrows.set(id, { key, cell });
    }
  }
}

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
