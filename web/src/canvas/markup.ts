// The SVG of nodes and labels as JSON. Nothing is ever parsed from text, so a strict content policy with
// trusted types holds, and a name is only ever the text of a text node.
import type { dia } from "@joint/core";
import { type Glyph, glyphs } from "../views/glyphs";
import type { Link } from "./links";
import type { Arrow, Node } from "./scene";
import { clipped, clippedName, widthOf } from "./text";
import type { Rect } from "./viewport";

type Markup = dia.MarkupJSON;
type Attributes = { [name: string]: string | number };

const tag = (tagName: string, className: string, attributes: Attributes, children?: Markup) => ({
  tagName,
  className,
  attributes,
  ...(children && { children }),
});

/** Text is a child of its element, because a markup node either has children or is text. */
const text = (content: string, className: string, attributes: Attributes) =>
  tag("text", className, attributes, [content]);

/** A title that is a little too wide is set narrower; only beyond that it is cut. */
const narrowest = 0.65;

function fitted(title: string, room: number, at: Attributes) {
  const shown = clippedName(title, "title", room / narrowest);
  const narrow = widthOf(shown, "title") > room && { textLength: room, lengthAdjust: "spacingAndGlyphs" };
  return text(shown, "title", { ...at, ...narrow });
}

const glyph = (name: Glyph, x: number, y: number, size: number) =>
  tag(
    "g",
    "glyph",
    { transform: `translate(${x} ${y}) scale(${size / 24})` },
    glyphs[name].map((d) => tag("path", "", { d })),
  );

export function nodeMarkup(node: Node): Markup {
  const parts = painters[node.shape](node);
  const classes = `${node.shape} tone-${node.tone}${node.muted ? " muted" : ""}`;
  return [tag("g", classes, { "data-name": node.title }, parts)];
}

const painters: { readonly [S in Node["shape"]]: (node: Node) => Markup } = {
  box: boxMarkup,
  node: standing,
  gate: gateMarkup,
  lane: laneMarkup,
  chip: chipMarkup,
};

const body = ({ w, h }: Node, rx: number) => tag("rect", "body", { width: w, height: h, rx });

function boxMarkup(node: Node): Markup {
  const badge = node.badge ? badgeMarkup(node.badge, node.w) : [];
  const room = node.w - 46 - (node.badge ? widthOf(node.badge, "small") + 30 : 0);
  return [
    body(node, 8),
    tag("rect", "tab", { width: 4, height: 20, x: 0, y: 10, rx: 2 }),
    glyph(node.glyph, 12, 9, 22),
    text(clippedName(node.title, "title", room), "title", { x: 42, y: 18 }),
    text(clipped(node.subtitle, "label", room), "subtitle", { x: 42, y: 33 }),
    ...badge,
  ];
}

function badgeMarkup(label: string, w: number): Markup {
  const width = widthOf(label, "small") + 16;
  return [
    tag("g", "badge", { transform: `translate(${w - width - 10} 11)` }, [
      tag("rect", "badge-body", { width, height: 18, rx: 9 }),
      text(label, "badge-text", { x: width / 2, y: 12.5, "text-anchor": "middle" }),
    ]),
  ];
}

function standing(node: Node): Markup {
  const middle = node.w / 2;
  const top = node.h / 2 - (node.subtitle ? 28 : 24);
  const at = (y: number) => ({ x: middle, y, "text-anchor": "middle" });
  return [
    body(node, 10),
    glyph(node.glyph, middle - 13, top, 26),
    fitted(node.title, node.w - 10, at(top + 41)),
    text(clipped(node.subtitle, "label", node.w - 8), "subtitle", at(top + 55)),
  ];
}

/** Where a node's words are that stand outside its body, or in one that others lie in. */
export function textsOf(node: Node): readonly Rect[] {
  const { x, y, w } = node;
  const wide = (label: string, size: Parameters<typeof widthOf>[1], room: number) =>
    Math.min(widthOf(label, size), room);
  switch (node.shape) {
    case "box": {
      const badge = node.badge ? widthOf(node.badge, "small") + 16 : 0;
      const words = Math.max(wide(node.title, "title", w), wide(node.subtitle, "label", w));
      const title = { x, y: y + 4, w: Math.min(w, 42 + words), h: 34 };
      return badge > 0 ? [title, { x: x + w - badge - 10, y: y + 11, w: badge + 10, h: 18 }] : [title];
    }
    case "gate": {
      const words = Math.max(wide(node.title, "title", gateRoom), wide(node.subtitle, "small", gateRoom));
      const first = node.lower ? node.h - 14 : 14;
      return [{ x: x + w + 6, y: y + first - 12, w: words, h: node.subtitle ? 30 : 16 }];
    }
    case "lane":
      return [{ x: x + 8, y: y + 4, w: wide(node.title, "small", w - 16), h: 14 }];
    default:
      return [];
  }
}

/** Up to a neighbour on the same border. */
const gateRoom = 128;

function gateMarkup(node: Node): Markup {
  const y = node.lower ? node.h - 14 : 14;
  return [
    body(node, node.w / 2),
    glyph(node.glyph, node.w / 2 - 14, node.h / 2 - 14, 28),
    text(clipped(node.title, "title", gateRoom), "title", { x: node.w + 6, y }),
    text(clipped(node.subtitle, "small", gateRoom), "subtitle", { x: node.w + 6, y: y + 14 }),
  ];
}

function laneMarkup(node: Node): Markup {
  return [body(node, 8), text(clipped(node.title, "small", node.w - 16), "lane-title", { x: 8, y: 15 })];
}

function chipMarkup(node: Node): Markup {
  return [
    body(node, 16),
    text(clipped(node.title, "label", node.w - 16), "subtitle", {
      x: node.w / 2,
      y: 20,
      "text-anchor": "middle",
    }),
  ];
}

/** The width of an arrow's label with its sign. */
export const labelWidth = (label: string): number => Math.ceil(widthOf(label, "label")) + 34;

/** What an arrow ends in: a head, or the bar of one that nothing may pass. */
export function arrowEnd({ outcome, forbids }: Arrow) {
  return forbids
    ? { type: "path", d: "M 1 -8 1 8", class: `arrow-bar ${outcome}` }
    : { type: "path", d: "M 10 -5 0 0 10 5 Z", class: `arrow-head ${outcome}` };
}

/** The label of a link: it has no verdict, so it has no sign. */
export function linkLabelMarkup({ label, muted }: Link): Markup {
  const width = linkLabelWidth(label);
  return [
    tag("g", `link-label${muted ? " muted" : ""}`, {}, [
      tag("rect", "label-body", { x: -width / 2, y: -10, width, height: 20, rx: 10 }),
      text(label, "label-text", { x: 0, y: 4, "text-anchor": "middle" }),
    ]),
  ];
}

export const linkLabelWidth = (label: string): number => Math.ceil(widthOf(label, "label")) + 20;

const signs = { holds: "check", broken: "cross", unknown: undefined } as const;

/** The label of an arrow: what it carries, and a sign that does not need colour. */
export function labelMarkup({ label, outcome }: Arrow): Markup {
  const width = labelWidth(label);
  const sign = signs[outcome];
  const left = -width / 2;
  return [
    tag("g", `arrow-label ${outcome}`, {}, [
      tag("rect", "label-body", { x: left, y: -11, width, height: 22, rx: 11 }),
      tag("circle", "label-sign", { cx: left + 11, cy: 0, r: 8 }),
      sign
        ? tag("g", "label-mark", { transform: `translate(${left + 5} -6) scale(0.5)` }, [
            ...glyphs[sign].map((d) => tag("path", "", { d })),
          ])
        : text("?", "label-question", { x: left + 11, y: 4, "text-anchor": "middle" }),
      text(label, "label-text", { x: left + 24, y: 4 }),
    ]),
  ];
}
