import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOf } from "./names";
import type { Node } from "./scene";
import { Viewport } from "./viewport";

// Without a drawing to measure in, each letter counts as eight wide.
Object.assign(globalThis, { document: { createElement: () => ({ getContext: () => null }) } });

const box = (id: string, depth: number, x: number, y: number, w: number, h: number): Node => ({
  id,
  shape: "box",
  glyph: depth < 3 ? "vpc" : "subnet",
  tone: depth < 3 ? "vpc" : "private",
  title: id,
  subtitle: "10.0.0.0/16",
  depth,
  x,
  y,
  w,
  h,
});
const everywhere = { x: -1e6, y: -1e6, w: 2e6, h: 2e6 };
const shown = (nodes: readonly Node[], scale: number, area = everywhere) =>
  namesOf(nodes, scale, area).map(({ title, detail, down }) => ({ title, detail, down }));

test("names are cut to their boxes, and left out where they have no room", () => {
  const vpc = box("production", 2, 0, 0, 2000, 2000);
  assert.deepEqual(shown([vpc], 0.2), [{ title: "production", detail: "10.0.0.0/16", down: 0 }]);
  assert.deepEqual(shown([vpc], 0.06), [{ title: "production", detail: "", down: 0 }]);
  assert.deepEqual(shown([vpc], 0.04), [{ title: "product…", detail: "", down: 0 }]);
  assert.deepEqual(shown([vpc], 0.02), [], "three letters tell nothing");
  assert.deepEqual(shown([{ ...vpc, h: 100 }], 0.2), [], "a name would cover the box");
  assert.deepEqual(shown([vpc], 0.2, { x: 5000, y: 0, w: 100, h: 100 }), [], "outside of the window");
  assert.deepEqual(shown([{ ...vpc, shape: "node" }], 0.2), []);
});

test("a subnet's name is shown only with most of its letters", () => {
  const subnet = box("production-app-a", 3, 0, 0, 1400, 900);
  assert.deepEqual(
    [0.15, 0.08, 0.06].map((scale) => shown([subnet], scale)[0]?.title),
    ["production-app-a", "production-…", undefined],
  );
});

test("a name gives way to the name of what its box lies in", () => {
  const vpc = box("production", 2, 0, 0, 4000, 2000);
  const first = box("first", 3, 24, 64, 900, 900);
  const far = box("far", 3, 3000, 64, 900, 900);
  assert.deepEqual(
    shown([far, first, vpc], 0.1).map(({ title, down }) => `${title} ${down}`),
    ["production 0", "first 1", "far 0"],
  );
  const flat = { ...first, h: 330 };
  assert.deepEqual(
    shown([flat, vpc], 0.1).map(({ title }) => title),
    ["production"],
    "the second line is not the box's own any more",
  );
});

function viewport(w: number, h: number, content: { x: number; y: number; w: number; h: number }) {
  const view = new Viewport();
  view.windowSize = () => ({ w, h });
  view.content = () => content;
  return view;
}

test("fit shows the whole drawing, however large it is, and one zooms out as far", () => {
  for (const size of [100, 5000, 26_000, 400_000]) {
    for (const [w, h] of [
      [1000, 600],
      [40, 40],
    ] as const) {
      const all = { x: -size / 2, y: 10, w: size, h: size };
      const view = viewport(w, h, all);
      const isInside = () => {
        const { x, y, w: wide, h: high } = view.window();
        const out = [x - all.x, y - all.y, all.x + all.w - x - wide, all.y + all.h - y - high];
        return out.every((by) => by < 1e-6);
      };
      view.fit();
      assert.ok(isInside(), `${size} in ${w} by ${h}`);
      assert.ok(view.scale <= 1);
      const fitted = view.scale;
      view.zoomTo(1e-9);
      assert.ok(Math.abs(view.scale - Math.min(0.1, fitted)) < 1e-9);
      view.zoomBy(1.2);
      assert.ok(view.scale > Math.min(0.1, fitted), "zooming in works from there");
    }
  }
});
