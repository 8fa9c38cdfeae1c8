import assert from "node:assert/strict";
import { test } from "node:test";
import { applyOps, emptyDesign, mainView } from "../store/document";
import { element, put } from "../store/testing";
import type { Design, Flow, Op } from "../wire/gen";
import { type Clip, clipOf, readClip } from "./clip";
import { aside, paste } from "./paste";

const flow = (from: string, to: string): Flow => ({
  from: { ref: from },
  to: { ref: to },
  services: { aaaa: { protocol: "tcp", ports: "443" } },
  family: "any",
  expect: "must",
  why: "",
});

const eth = (group: string) => ({
  interfaces: { eth0: { addresses: {}, public: "none", groups: { [group]: true }, sourceDestCheck: true } },
});

function design(): Design {
  const ops: Op[] = [
    put("scope00001", element("scope", "", undefined)),
    put("vpc0000001", element("vpc", "net", "scope00001", { mainRouteTable: "vpc0000001main" })),
    put("vpc0000001main", element("routeTable", "net main", "vpc0000001")),
    put("vpc0000001sg", element("securityGroup", "net default", "vpc0000001")),
    put("subnet0001", element("subnet", "front", "vpc0000001", { cidr: "10.0.1.0/24" })),
    put("web0000001", element("instance", "Web", "subnet0001", eth("vpc0000001sg"))),
    put("db00000001", element("instance", "DB 2", "subnet0001", eth("vpc0000001sg"))),
    put("igw0000001", element("internetGateway", "igw", "scope00001", { vpc: "vpc0000001" })),
    { op: "put", section: "flows", id: "flow000001", value: flow("web0000001", "db00000001") },
    { op: "put", section: "flows", id: "flow000002", value: flow("internet", "web0000001") },
  ];
  const applied = applyOps(emptyDesign("d"), ops);
  assert.ok(applied);
  return applied.doc;
}

const judged = { rev: 0, findings: new Map(), flows: {}, subnets: {} };

function copied(doc: Design, ...ids: string[]): Clip {
  const clip = clipOf({ doc, judged, selection: new Set(ids) });
  assert.ok(clip);
  const read = readClip(JSON.stringify(clip));
  assert.deepEqual(read, JSON.parse(JSON.stringify(clip)), "what is written is read back");
  return read as Clip;
}

function pasted(doc: Design, clip: Clip, selection: string[] = [], times = 1) {
  const result = paste(doc, clip, new Set(selection), times);
  assert.ok("ops" in result);
  const applied = applyOps(doc, result.ops);
  assert.ok(applied);
  const [made = ""] = result.made;
  return { doc: applied.doc, made };
}

test("a pasted container has new ids for all, its arrows within, and the old references outside", () => {
  const before = design();
  const clip = copied(before, "subnet0001");
  const { doc, made } = pasted(before, clip, ["subnet0001"]);
  assert.equal(doc.resources[made]?.name, "front 2");
  assert.equal(doc.resources[made]?.parent, "vpc0000001");
  const inside = Object.entries(doc.resources).filter(([, { parent }]) => parent === made);
  assert.deepEqual(inside.map(([, { name }]) => name).sort(), ["DB 2", "Web"]);
  for (const [id, resource] of inside) {
    assert.ok(!before.resources[id]);
    assert.ok(resource.kind === "instance");
    assert.deepEqual(resource.props.interfaces.eth0?.groups, { vpc0000001sg: true });
  }
  // The arrow from the internet was not between the copied.
  assert.equal(Object.keys(doc.flows).length, 3);
  const added = Object.entries(doc.flows).find(([id]) => !before.flows[id])?.[1];
  assert.ok(inside.some(([id]) => id === added?.from.ref) && inside.some(([id]) => id === added?.to.ref));
});

test("a pasted VPC keeps what AWS makes with it under the ids that come with it, and its gateway", () => {
  const before = design();
  const { doc, made } = pasted(before, copied(before, "vpc0000001"));
  const vpc = doc.resources[made];
  assert.ok(vpc?.kind === "vpc" && made.length <= 12);
  assert.equal(vpc.props.mainRouteTable, `${made}main`);
  assert.equal(doc.resources[`${made}sg`]?.parent, made);
  const gates = Object.values(doc.resources).filter(({ kind }) => kind === "internetGateway");
  assert.ok(gates.some((gate) => gate.kind === "internetGateway" && gate.props.vpc === made));
});

test("each copy lies a step further from the original", () => {
  const before = design();
  const clip = copied(before, "vpc0000001");
  const places = [1, 2].map((times) => {
    const { doc, made } = pasted(before, clip, [], times);
    return doc.views[mainView]?.places[made];
  });
  const original = clip.places.vpc0000001;
  assert.equal((places[0]?.x ?? 0) - (original?.x ?? 0), aside);
  assert.equal((places[1]?.y ?? 0) - (original?.y ?? 0), 2 * aside);
});

test("in another diagram references that lead nowhere are gone, and an owner is found or said to lack", () => {
  const clip = copied(design(), "web0000001", "flow000001");
  assert.deepEqual(paste(emptyDesign(), clip, new Set(), 1), { nowhere: "instance" });
  const other = applyOps(emptyDesign(), [
    put("scope00009", element("scope", "", undefined)),
    put("vpc0000009", element("vpc", "other", "scope00009")),
    put("subnet0009", element("subnet", "there", "vpc0000009")),
  ])?.doc;
  assert.ok(other);
  const { doc, made } = pasted(other, clip);
  assert.equal(doc.resources[made]?.parent, "subnet0009");
  const [arrow] = Object.values(doc.flows);
  assert.equal(arrow?.from.ref, made);
  assert.deepEqual(arrow?.to.ref, { gone: { kind: "instance", name: "DB 2" } });
});

test("a VPC goes into an empty diagram with an account of its own", () => {
  const { doc, made } = pasted(emptyDesign(), copied(design(), "scope00001", "vpc0000001"));
  const parent = doc.resources[made]?.parent ?? "";
  assert.equal(doc.resources[parent]?.kind, "scope");
});

test("texts that are no clip in every part are refused", () => {
  const good = JSON.parse(JSON.stringify(copied(design(), "subnet0001"))) as { [key: string]: unknown };
  const web = (change: object) => ({
    ...good,
    resources: { ...(good.resources as object), web0000001: { ...design().resources.web0000001, ...change } },
  });
  const hostile: unknown[] = [
    null,
    [],
    "text",
    {},
    { ...good, version: 2 },
    { ...good, roots: ["nothing001"] },
    { ...good, resources: [] },
    { ...good, places: { subnet0001: { x: 0.5, y: 0, w: 1, h: 1 } } },
    { ...good, places: { subnet0001: { x: 1e9, y: 0, w: 1, h: 1 } } },
    { ...good, flows: { flow000001: { from: {}, to: {} } } },
    web({ kind: "nothing" }),
    web({ kind: "scope" }),
    web({ kind: "toString" }),
    web({ name: { toString: "x" } }),
    web({ props: null }),
    web({ props: { interfaces: [] } }),
    web({ props: { interfaces: { "a.b": {} } } }),
    web({ props: { interfaces: { eth0: { groups: { "<b>": true } } } } }),
    web({ props: { interfaces: { eth0: { sourceDestCheck: "yes" } } } }),
    web({ tags: { a: 1 } }),
    web({ parent: "web0000001" }),
  ];
  for (const value of hostile)
    assert.equal(readClip(JSON.stringify(value)), undefined, JSON.stringify(value));
  for (const text of ["", "{", " ".repeat(3 << 20), `{"__proto__":${JSON.stringify(good)}}`]) {
    assert.equal(readClip(text), undefined);
  }
  assert.ok(readClip(JSON.stringify(good)));
  const read = readClip(JSON.stringify(web({ props: { evil: 1 } })));
  assert.ok(read && !Object.hasOwn(read.resources.web0000001?.props ?? {}, "evil"));
});

test("a pasted client stands outside every account, like the first", () => {
  const applied = applyOps(design(), [put("pc00000001", element("client", "PC", undefined))]);
  assert.ok(applied);
  const { doc, made } = pasted(applied.doc, copied(applied.doc, "pc00000001"), ["subnet0001"]);
  assert.equal(doc.resources[made]?.kind, "client");
  assert.equal(doc.resources[made]?.parent, undefined);
});
