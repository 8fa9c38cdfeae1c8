import assert from "node:assert/strict";
import { test } from "node:test";
import { applyOps, emptyDesign, mainView } from "../store/document";
import type { Judged } from "../store/store";
import { element, put } from "../store/testing";
import type { Design, Op } from "../wire/gen";
import { arrange } from "./arrange";
import { dropAt, moveOps, parseService, resized, resizeOps } from "./edits";
import { overlaps } from "./geometry";
import { labelsOf } from "./labels";
import { routesOf } from "./route";
import { nodeAt, sceneOf } from "./scene";
import { endOf } from "./text";
import { mostPieces, partOf, whole } from "./view";

const unjudged: Judged = { rev: -1, findings: new Map(), flows: {}, subnets: {} };
const place = (id: string, x: number, y: number, w: number, h: number): Op => ({
  op: "patch",
  section: "views",
  id: mainView,
  path: `places.${id}`,
  value: { x, y, w, h },
});

function built(ops: readonly Op[]): Design {
  const applied = applyOps(emptyDesign("t"), ops);
  assert.ok(applied);
  return applied.doc;
}

test("a name that is cut keeps the end that tells it from others", () => {
  for (const [name, end] of [
    ["EC2 インスタンス 12", " 12"],
    ["web-server-production-1a", "-1a"],
    ["webserver01", "01"],
    ["application", ""],
    ["", ""],
  ] as const)
    assert.equal(endOf(name), end, name);
});

const base: readonly Op[] = [
  put("scope", element("scope", "", undefined)),
  put("vpc", element("vpc", "vpc", "scope")),
  put("subneta", element("subnet", "a", "vpc", { availabilityZone: "1a" })),
  put("subnetb", element("subnet", "b", "vpc", { availabilityZone: "1b" })),
  put("web", element("instance", "web", "subneta")),
  put("gateway", element("internetGateway", "igw", "scope", { vpc: "vpc" })),
];
const placed: readonly Op[] = [
  ...base,
  place("vpc", 0, 0, 640, 400),
  place("subneta", 24, 64, 280, 300),
  place("subnetb", 328, 64, 280, 300),
  place("web", 40, 60, 88, 72),
];

test("what has no place gets one: inside its owner, clear of its neighbours, in the lane of its zone", () => {
  const doc = built([
    ...base,
    put("subnetc", element("subnet", "c", "vpc", { availabilityZone: "1a" })),
    put("db", element("instance", "db", "subneta")),
  ]);
  const at = arrange(doc);
  for (const id of ["subneta", "subnetb", "subnetc", "web", "db"]) {
    const rect = at.get(id);
    const owner = at.get(doc.resources[id]?.parent ?? "");
    assert.ok(rect && owner, id);
    assert.ok(rect.x >= owner.x && rect.x + rect.w <= owner.x + owner.w, `${id} lies inside, across`);
    assert.ok(rect.y >= owner.y && rect.y + rect.h <= owner.y + owner.h, `${id} lies inside, down`);
  }
  const [a, b, c] = ["subneta", "subnetb", "subnetc"].map((id) => at.get(id));
  assert.ok(a && b && c);
  assert.ok(!overlaps(a, b) && !overlaps(b, c) && !overlaps(a, c));
  assert.equal(a.x, c.x, "a second subnet of a zone stands below the first");
});

test("a container is never smaller than what it holds", () => {
  const doc = built([...placed, place("web", 400, 500, 88, 72)]);
  const vpc = arrange(doc).get("vpc");
  assert.ok(vpc && vpc.w >= 24 + 400 + 88 && vpc.h >= 64 + 500 + 72);
});

test("an attached gateway stands on the border of its VPC, a detached one where it was put", () => {
  const at = arrange(built([...placed, place("gateway", 300, 100, 56, 56)]));
  assert.equal(at.get("gateway")?.y, -32);
  const patch = { op: "patch", section: "resources", id: "gateway", path: "props.vpc", value: null } as const;
  const loose = arrange(built([...placed, patch, place("gateway", 800, 200, 56, 56)]));
  assert.deepEqual(loose.get("gateway"), { x: 800, y: 200, w: 56, h: 56 });
});

test("each zone of a VPC is a lane around its subnets", () => {
  const { nodes } = sceneOf(built(placed), unjudged);
  const lanes = [...nodes.values()].filter((node) => node.shape === "lane");
  assert.deepEqual(lanes.map((lane) => lane.title).sort(), ["1a", "1b"]);
});

test("a badge says public when a route leads to the attached gateway, until the engine says otherwise", () => {
  const routed = [
    ...placed,
    put(
      "table",
      element("routeTable", "t", "vpc", { routes: { r: { destination: "0.0.0.0/0", target: "gateway" } } }),
    ),
    { op: "patch", section: "resources", id: "subneta", path: "props.routeTable", value: "table" } as const,
  ];
  const tone = (judged: Judged) => sceneOf(built(routed), judged).nodes.get("subneta")?.tone;
  assert.equal(tone(unjudged), "public");
  assert.equal(sceneOf(built(routed), unjudged).nodes.get("subnetb")?.tone, "private");
  assert.equal(tone({ ...unjudged, subnets: { subneta: { public: false } } }), "private");
});

test("dropping into another subnet is one move with owner and place", () => {
  const doc = built(placed);
  const scene = sceneOf(doc, unjudged);
  const { target } = dropAt(doc, scene, ["web"], { x: 400, y: 200 });
  assert.equal(target, "subnetb");
  assert.deepEqual(moveOps(doc, scene, ["web"], { x: 304, y: 16 }, target), [
    { op: "move", id: "web", parent: "subnetb", view: mainView, place: { x: 40, y: 76, w: 88, h: 72 } },
  ]);
});

test("what may not own it refuses the drop", () => {
  const doc = built(placed);
  const scene = sceneOf(doc, unjudged);
  assert.equal(dropAt(doc, scene, ["web"], { x: 316, y: 20 }).target, undefined, "an instance in no subnet");
  assert.equal(dropAt(doc, scene, ["subneta"], { x: 400, y: 200 }).target, "vpc", "a subnet over a subnet");
  assert.equal(dropAt(doc, scene, ["subneta"], { x: 2000, y: 200 }).target, undefined);
  assert.equal(dropAt(doc, scene, ["vpc"], { x: 2000, y: 200 }).target, "scope");
});

test("a dropped element stays inside its owner", () => {
  const doc = built(placed);
  const [op] = moveOps(doc, sceneOf(doc, unjudged), ["web"], { x: -500, y: 900 }, "subneta");
  assert.deepEqual(op?.op === "move" && op.place, { x: 8, y: 220, w: 88, h: 72 });
});

test("a gateway put on a VPC is attached, put elsewhere it is detached", () => {
  const doc = built([...placed, place("gateway", 300, -32, 56, 56)]);
  const scene = sceneOf(doc, unjudged);
  const away = moveOps(doc, scene, ["gateway"], { x: 600, y: 0 }, "scope");
  assert.deepEqual(away[1], {
    op: "patch",
    section: "resources",
    id: "gateway",
    path: "props.vpc",
    value: null,
  });
  const along = moveOps(doc, scene, ["gateway"], { x: 80, y: 0 }, "scope");
  assert.equal(along.length, 1);
});

test("a box cannot be made smaller than what it holds, and its children stay where they are", () => {
  const doc = built(placed);
  const scene = sceneOf(doc, unjudged);
  const small = resized(doc, scene, "subneta", "se", { x: -1000, y: -1000 });
  assert.deepEqual(small, { x: 24, y: 64, w: 152, h: 156 });
  const moved = resized(doc, scene, "subneta", "nw", { x: 8, y: 8 });
  assert.ok(moved);
  const after = applyOps(doc, resizeOps(doc, scene, "subneta", moved));
  assert.ok(after);
  assert.deepEqual(arrange(after.doc).get("web"), arrange(doc).get("web"));
});

test("an arrow runs straight between facing boxes and around what stands between", () => {
  const rects = new Map([
    ["top", { x: 0, y: 0, w: 80, h: 80 }],
    ["low", { x: 0, y: 400, w: 80, h: 80 }],
  ]);
  const arrow = { id: "f", from: "top", to: "low" };
  assert.deepEqual(routesOf([arrow], rects, []).get("f"), {
    start: { x: 40, y: 80 },
    bends: [],
    end: { x: 40, y: 400 },
  });
  const way = routesOf([arrow], rects, [{ id: "mid", x: 0, y: 200, w: 80, h: 80 }]).get("f");
  assert.equal(way?.bends.length, 2);
  for (const bend of way?.bends ?? []) assert.ok(bend.x < 0 || bend.x > 80, "beside the obstacle");
});

test("arrows that meet one side keep apart, and so do their labels", () => {
  const rects = new Map([
    ["top", { x: 0, y: 0, w: 80, h: 80 }],
    ["low", { x: 0, y: 400, w: 80, h: 80 }],
  ]);
  const arrows = ["a", "b", "c"].map((id) => ({ id, from: "top", to: "low" }));
  const routes = routesOf(arrows, rects, []);
  const xs = [...routes.values()].map((route) => route.end.x).sort((a, b) => a - b);
  assert.deepEqual(xs, [20, 40, 60]);
  const labelled = [...routes].map(([id, route]) => ({ id, route, width: 90 }));
  const heights = [...labelsOf(labelled, []).values()].map((spot) => 80 + spot.ratio * 320 + spot.lift);
  for (const [i, a] of heights.entries()) {
    for (const b of heights.slice(i + 1))
      assert.ok(Math.abs(a - b) >= 24, "one label does not cover another");
  }
});

test("an arrow whose ends have neighbours on both sides strikes out none of them", () => {
  const box = (id: string, x: number, y: number) => ({ id, x, y, w: 80, h: 72 });
  // A server below another one, with a neighbour; beside the internet the service that it means.
  const standing = [
    box("web", 0, 300),
    box("reporter", 0, 600),
    box("archiver", 300, 600),
    box("internet", 150, 0),
    box("service", 260, 0),
  ];
  for (const turned of [false, true]) {
    const shapes = standing.map((rect) =>
      turned ? { ...rect, x: rect.y, y: rect.x, w: rect.h, h: rect.w } : rect,
    );
    const rects = new Map(shapes.map((rect) => [rect.id, rect]));
    const way = routesOf([{ id: "f", from: "reporter", to: "service" }], rects, shapes).get("f");
    assert.ok(way);
    const points = [way.start, ...way.bends, way.end];
    points.slice(1).forEach((b, i) => {
      const a = points[i] ?? b;
      assert.ok(a.x === b.x || a.y === b.y, "its pieces are upright or level");
      for (const { id, x, y, w, h } of shapes) {
        if (id === "reporter" || id === "service") continue;
        const clear =
          Math.max(a.x, b.x) <= x ||
          Math.min(a.x, b.x) >= x + w ||
          Math.max(a.y, b.y) <= y ||
          Math.min(a.y, b.y) >= y + h;
        assert.ok(clear, `it runs through ${id}`);
      }
    });
  }
});

test("there and back around one obstacle are two lines, and neither strikes out a title", () => {
  const rects = new Map([
    ["top", { x: 0, y: 0, w: 80, h: 80 }],
    ["low", { x: 0, y: 400, w: 80, h: 80 }],
  ]);
  const arrows = [
    { id: "a", from: "top", to: "low" },
    { id: "b", from: "low", to: "top" },
  ];
  const title = { x: 90, y: 300, w: 60, h: 34 };
  const routes = routesOf(arrows, rects, [{ id: "mid", x: 0, y: 200, w: 80, h: 80 }], [title]);
  const [there, back] = [routes.get("a"), routes.get("b")];
  assert.ok(there && back);
  const [x, other] = [there.bends[0]?.x ?? 0, back.bends[0]?.x ?? 0];
  assert.ok(Math.abs(x - other) >= 8, `${x} and ${other}`);
  for (const each of [x, other]) assert.ok(each < title.x || each > title.x + title.w, `${each}`);
  // The outer one is outer at both ends: they do not cross.
  const outer = Math.abs(x) > Math.abs(other);
  assert.equal(there.start.y < back.end.y, outer);
  assert.equal(there.end.y > back.start.y, outer);
});

test("a service is read as people write it", () => {
  assert.deepEqual(parseService("443"), { protocol: "tcp", ports: "443" });
  assert.deepEqual(parseService(" UDP/53 "), { protocol: "udp", ports: "53" });
  assert.deepEqual(parseService("tcp/8000-8080"), { protocol: "tcp", ports: "8000-8080" });
  assert.deepEqual(parseService("icmp"), { protocol: "icmp" });
  for (const wrong of ["", "tcp/99999", "icmp/3", "http", "tcp/20-10"])
    assert.equal(parseService(wrong), undefined, wrong);
});

test("clients stand beside the internet, and chips beside them; no account ever owns one", () => {
  const doc = built([...placed, put("pc", element("client", "PC", undefined))]);
  doc.flows.flow00000000 = {
    from: { cidr: "203.0.113.0/24" },
    to: { ref: "web" },
    services: {},
    family: "any",
    expect: "must",
    why: "",
  };
  const scene = sceneOf(doc, unjudged);
  const [world, pc] = ["internet", "pc"].map((id) => scene.nodes.get(id));
  const chip = scene.nodes.get("end:203.0.113.0/24");
  assert.ok(world && pc && chip);
  assert.ok(pc.x > world.x + world.w && Math.abs(pc.y - world.y) < 8, "at the right of the internet");
  assert.ok(!overlaps(chip, pc) && !overlaps(chip, world));
  const { target } = dropAt(doc, scene, ["pc"], { x: 2000, y: -100 });
  const [move] = moveOps(doc, scene, ["pc"], { x: 40, y: 0 }, target);
  assert.ok(move?.op === "move" && move.parent === "");
  assert.deepEqual(move.place, { x: pc.x + 40, y: pc.y, w: pc.w, h: pc.h });
});

test("a new load balancer takes no room from the subnets of its VPC", () => {
  const at = arrange(built([...base, put("albalancer", element("loadBalancer", "alb", "vpc"))]));
  const [alb, a, b] = ["albalancer", "subneta", "subnetb"].map((id) => at.get(id));
  assert.ok(alb && a && b);
  assert.ok(!overlaps(alb, a) && !overlaps(alb, b));
  assert.equal(a.x, arrange(built(base)).get("subneta")?.x);
});

test("a drawing is painted whole until it is large, then in parts that a window holds, then from far away", () => {
  const few = sceneOf(built(placed), unjudged);
  const window = { x: 0, y: 0, w: 1000, h: 1000 };
  assert.equal(partOf(few, window, undefined), whole);

  const [node] = few.nodes.values();
  assert.ok(node);
  const columns = 100;
  const many = Array.from({ length: mostPieces * 4 }, (_, i) => {
    const at = { x: (i % columns) * 100, y: Math.floor(i / columns) * 100, w: 80, h: 80 };
    return [`n${i}`, { ...node, ...at, id: `n${i}` }] as const;
  });
  const scene = { ...few, nodes: new Map(many) };
  const near = partOf(scene, window, undefined);
  assert.ok(near.area && !near.far);
  const { area } = near;
  const painted = [...scene.nodes.values()].filter((one) => overlaps(one, area));
  assert.ok(painted.length >= 100 && painted.length <= mostPieces, `${painted.length} are painted`);

  assert.equal(partOf(scene, { ...window, x: 200, y: 200 }, near), near, "a short way needs nothing new");
  const further = partOf(scene, { ...window, x: 4000 }, near);
  assert.ok(further !== near && further.area && further.area.x < 4000);

  const far = partOf(scene, { x: 0, y: 0, w: 9000, h: 9000 }, near);
  assert.deepEqual(far, { area: undefined, far: true });
  assert.equal(partOf(scene, { x: 0, y: 0, w: 9000, h: 8000 }, far), far);
});

test("the element at a point is the innermost one, and no lane", () => {
  const scene = sceneOf(built(placed), unjudged);
  const at = (id: string) => scene.nodes.get(id) ?? { x: 0, y: 0 };
  assert.equal(nodeAt(scene, { x: at("web").x + 5, y: at("web").y + 5 })?.id, "web");
  assert.equal(nodeAt(scene, { x: at("subneta").x + 5, y: at("subneta").y + 5 })?.id, "subneta");
  assert.equal(nodeAt(scene, { x: at("subneta").x - 4, y: at("subneta").y - 4 })?.id, "vpc");
  assert.equal(nodeAt(scene, { x: -4000, y: 0 }), undefined);
});
