import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign } from "../store/document";
import { defaultsOf } from "../wire/catalogue";
import type { Design, KindName, Resource } from "../wire/gen";
import { addableAtTop } from "./kinds";
import {
  aboveOf,
  flowsId,
  headingId,
  isLarge,
  openByItself,
  rowsBefore,
  type TreeNode,
  treeOf,
} from "./nodes";

function put(
  doc: Design,
  id: string,
  kind: KindName,
  name: string,
  parent?: string,
  props: object = {},
): void {
  doc.resources[id] = {
    kind,
    name,
    ...(parent !== undefined && { parent }),
    props: { ...defaultsOf(kind), ...props },
    tags: {},
    exportName: "",
  } as unknown as Resource;
}

function sample(): Design {
  const doc = emptyDesign();
  put(doc, "scope0000000", "scope", "", undefined);
  put(doc, "vpc000000000", "vpc", "net", "scope0000000", { cidr: "10.0.0.0/16" });
  put(doc, "subnet00000b", "subnet", "b", "vpc000000000", { cidr: "10.0.1.0/24" });
  put(doc, "subnet00000a", "subnet", "a", "vpc000000000", { cidr: "10.0.0.0/24" });
  put(doc, "vpc000000000main", "routeTable", "net main", "vpc000000000");
  put(doc, "vpc000000000sg", "securityGroup", "net default", "vpc000000000");
  put(doc, "gateway00000", "internetGateway", "door", "scope0000000");
  put(doc, "web000000000", "instance", "web", "subnet00000a");
  doc.flows.flow00000000 = {
    from: { ref: "internet" },
    to: { ref: "web000000000" },
    services: { s: { protocol: "tcp", ports: "80" } },
    family: "any",
    expect: "must",
    why: "",
  };
  return doc;
}

const outline = (nodes: readonly TreeNode[], depth = 0): string[] =>
  nodes.flatMap((node) => [`${"  ".repeat(depth)}${node.id}`, ...outline(node.children, depth + 1)]);

test("a single scope is not shown; tables and groups stand under their VPC", () => {
  assert.deepEqual(outline(treeOf(sample())), [
    "vpc000000000",
    "  subnet00000a",
    "    web000000000",
    "  subnet00000b",
    `  ${headingId("vpc000000000", "routeTable")}`,
    "    vpc000000000main",
    `  ${headingId("vpc000000000", "securityGroup")}`,
    "    vpc000000000sg",
    "gateway00000",
    "internet",
    flowsId,
    "  flow00000000",
  ]);
});

test("two scopes are both shown", () => {
  const doc = sample();
  put(doc, "scope0000001", "scope", "other", undefined);
  assert.deepEqual(
    treeOf(doc).map(({ id }) => id),
    ["scope0000000", "scope0000001", "internet", flowsId],
  );
});

test("a client stands at the top and does not bring the single scope out", () => {
  const doc = sample();
  put(doc, "aclient00000", "client", "PC");
  assert.deepEqual(
    treeOf(doc).map(({ id }) => id),
    ["vpc000000000", "gateway00000", "aclient00000", "internet", flowsId],
  );
  assert.deepEqual(
    addableAtTop(doc).filter(({ owner }) => owner === undefined),
    [
      { kind: "client", owner: undefined },
      { kind: "corporateNetwork", owner: undefined },
    ],
  );
  assert.ok(addableAtTop(doc).every(({ kind }) => kind !== "internet"));
});

test("every resource has exactly one row", () => {
  const doc = sample();
  const rows = outline(treeOf(doc)).map((line) => line.trim());
  for (const id of Object.keys(doc.resources)) {
    const times = rows.filter((row) => row === id).length;
    assert.equal(times, id === "scope0000000" ? 0 : 1, id);
  }
});

test("AWS's own objects are marked", () => {
  const rows = new Map<string, TreeNode>();
  const walk = (nodes: readonly TreeNode[]) => {
    for (const node of nodes) {
      rows.set(node.id, node);
      walk(node.children);
    }
  };
  walk(treeOf(sample()));
  assert.equal(rows.get("vpc000000000main")?.role, "main");
  assert.equal(rows.get("vpc000000000sg")?.role, "default");
  assert.equal(rows.get("subnet00000a")?.role, undefined);
  assert.equal(rows.get("subnet00000a")?.more, "10.0.0.0/24");
});

test("unchanged rows stay the same objects", () => {
  const doc = sample();
  const before = treeOf(doc);
  assert.equal(treeOf({ ...doc }, before), before, "nothing changed");
  const renamed = structuredClone(doc);
  put(renamed, "web000000000", "instance", "www", "subnet00000a");
  const after = treeOf(renamed, before);
  const [vpcBefore, vpcAfter] = [before[0], after[0]];
  assert.notEqual(vpcAfter, vpcBefore, "the way to the change is new");
  assert.equal(vpcAfter?.children[1], vpcBefore?.children[1], "the subnet beside it is not");
  assert.equal(after[1], before[1]);
});

test("what must be open for a row to be seen", () => {
  const nodes = treeOf(sample());
  assert.deepEqual(aboveOf(nodes, "web000000000"), ["vpc000000000", "subnet00000a"]);
  assert.deepEqual(aboveOf(nodes, "vpc000000000sg"), ["vpc000000000", "vpc000000000:securityGroup"]);
  assert.equal(aboveOf(nodes, "nowhere"), undefined);
});

test("all rows but tables and groups are open; of many, those alone that hold others which hold something", () => {
  const doc = sample();
  const few = treeOf(doc);
  assert.equal(isLarge(few), false);
  const open = [...openByItself(few, false)];
  assert.ok(["vpc000000000", "subnet00000a", "gateway00000", flowsId].every((id) => open.includes(id)));
  assert.ok(!open.includes(headingId("vpc000000000", "routeTable")));

  for (let i = 0; i < 1000; i++) put(doc, `server${i}`, "instance", `server ${i}`, "subnet00000a");
  const many = treeOf(doc);
  assert.equal(isLarge(many), true);
  assert.deepEqual([...openByItself(many, true)], ["vpc000000000"]);
});

test("the rows above an element are those that are open", () => {
  const nodes = treeOf(sample());
  const tables = headingId("vpc000000000", "routeTable");
  const open = new Set(["vpc000000000", "subnet00000a"]);
  assert.equal(rowsBefore(nodes, "vpc000000000", open), 0);
  assert.equal(rowsBefore(nodes, "web000000000", open), 2);
  assert.equal(rowsBefore(nodes, "subnet00000b", open), 3);
  assert.equal(rowsBefore(nodes, "subnet00000b", new Set(["vpc000000000"])), 2);
  assert.equal(rowsBefore(nodes, "vpc000000000main", open), undefined);
  assert.equal(rowsBefore(nodes, "vpc000000000main", new Set([...open, tables])), 5);
  assert.equal(rowsBefore(nodes, "flow00000000", new Set([...open, flowsId])), 9);
});
