import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "../wire/catalogue";
import type { Field, KindName } from "../wire/gen";
import { attendedRow, placeOf } from "./attention";
import {
  cleaned,
  filledColumns,
  isRecord,
  newKey,
  newRow,
  offered,
  ordered,
  presets,
  rowOp,
  withCell,
  withPreset,
} from "./rows";

function field(kind: KindName, name: string): Field {
  const found = kindOf(kind).fields.find((one) => one.name === name);
  assert.ok(found, `${kind}.${name}`);
  return found;
}
const rules = field("securityGroup", "ingress");
const entries = field("networkAcl", "ingress");
const interfaces = field("instance", "interfaces");

test("a new rule starts as TCP and names nobody", () => {
  assert.deepEqual(newRow(rules, {}), { protocol: "tcp" });
});

test("a new ACL entry takes the next round number, within the bounds", () => {
  assert.equal(newRow(entries, {}).ruleNumber, 100);
  assert.equal(newRow(entries, { a: { ruleNumber: 100 }, b: { ruleNumber: 205 } }).ruleNumber, 300);
  assert.equal(newRow(entries, { a: { ruleNumber: 32766 } }).ruleNumber, 32766);
});

test("interfaces are called eth0, eth1; all other keys are random", () => {
  assert.equal(newKey(interfaces, {}), "eth0");
  assert.equal(newKey(interfaces, { eth0: {}, eth2: {} }), "eth1");
  assert.match(newKey(rules, {}), /^[a-z][a-z0-9]{7}$/);
  assert.ok(isRecord(interfaces) && !isRecord(rules));
});

test("a row loses what its protocol does not carry", () => {
  const ping = {
    protocol: "icmp",
    ports: "80",
    types: "8",
    cidr: "0.0.0.0/0",
    group: undefined,
    description: "",
  };
  assert.deepEqual(cleaned(rules, ping), { protocol: "icmp", types: "8", cidr: "0.0.0.0/0" });
  assert.deepEqual(cleaned(rules, { protocol: "all", ports: "80", types: "8" }), { protocol: "all" });
});

test("naming a group takes back the block, and the other way round", () => {
  const byBlock = { protocol: "tcp", cidr: "10.0.0.0/8" };
  const byGroup = withCell(rules, byBlock, "group", "securityweb");
  assert.deepEqual(cleaned(rules, byGroup), { protocol: "tcp", group: "securityweb" });
  assert.deepEqual(cleaned(rules, withCell(rules, byGroup, "cidr", "10.0.0.0/8")), byBlock);
  // A route has a destination and a target: no rivals.
  const routes = field("routeTable", "routes");
  const route = withCell(routes, { destination: "0.0.0.0/0" }, "target", "gateway00000");
  assert.deepEqual(cleaned(routes, route), { destination: "0.0.0.0/0", target: "gateway00000" });
});

test("a preset fills protocol, ports and type, and leaves the peer", () => {
  const https = presets.find(({ title }) => title === "HTTPS");
  assert.ok(https);
  const row = withPreset(rules, { protocol: "icmp", types: "8", cidr: "10.0.0.0/8" }, https);
  assert.deepEqual(cleaned(rules, row), { protocol: "tcp", ports: "443", cidr: "10.0.0.0/8" });
});

test("every preset reads back from its own spelling", () => {
  for (const preset of presets) {
    const row = cleaned(rules, withPreset(rules, {}, preset));
    assert.equal(row.protocol, preset.protocol);
    assert.equal(row.ports ?? "", preset.ports);
    assert.equal(row.types ?? "", preset.types);
  }
});

test("entries are read by number, not by key", () => {
  const rows = { a: { ruleNumber: 200 }, b: { ruleNumber: 100 }, c: { ruleNumber: 100 } };
  assert.deepEqual(
    ordered(entries, rows).map(([key]) => key),
    ["b", "c", "a"],
  );
});

test("empty columns are left out; ICMP types stand in the column of ports", () => {
  const names = (rows: { [column: string]: string }[]) => filledColumns(rules, rows).map(({ name }) => name);
  assert.deepEqual(names([{ protocol: "tcp", ports: "80", cidr: "0.0.0.0/0" }]), [
    "protocol",
    "ports",
    "cidr",
  ]);
  assert.deepEqual(names([{ protocol: "icmp", types: "8" }]), ["protocol", "ports"]);
  assert.deepEqual(names([{ protocol: "all", cidr: "0.0.0.0/0" }]), ["protocol", "cidr"]);
});

test("a row is one patch, and null removes it", () => {
  assert.deepEqual(rowOp("resources", "securityweb", "ingress", "k1", { protocol: "tcp" }), {
    op: "patch",
    section: "resources",
    id: "securityweb",
    path: "props.ingress.k1",
    value: { protocol: "tcp" },
  });
  assert.equal(rowOp("flows", "flow00000000", "services", "k1", null).op, "patch");
});

test("a row is found by its key alone, or by property and key", () => {
  const at = (row: string) => ({ element: "x", serial: 1, ...placeOf(row) });
  assert.equal(attendedRow(at("k1"), "ingress"), "k1");
  assert.equal(attendedRow(at("props.ingress.k1"), "ingress"), "k1");
  assert.equal(attendedRow(at("egress.k1"), "ingress"), "");
  assert.equal(attendedRow(undefined, "ingress"), "");
});

test("columns that AWS has nothing to choose for are not offered", () => {
  const nat = field("natGateway", "interfaces");
  assert.deepEqual(
    offered(nat.fields).map(({ name }) => name),
    ["subnet", "addresses", "public"],
  );
  assert.deepEqual(offered(interfaces.fields), interfaces.fields);
  assert.deepEqual(filledColumns(nat, [{ groups: { g: true }, public: "auto" }])[0]?.name, "public");
});

test("a new listener starts with HTTP's port, a new target with its group's", () => {
  assert.deepEqual(newRow(field("loadBalancer", "listeners"), {}), { protocol: "HTTP", port: 80 });
  assert.deepEqual(newRow(field("targetGroup", "targets"), { a: { port: 90 } }), {});
});

test("a rule names a block, a group or a list; a route a block or a list, whatever its target", () => {
  const rules = field("securityGroup", "ingress");
  const rule = { protocol: "tcp", cidr: "10.0.0.0/8" };
  assert.deepEqual(cleaned(rules, withCell(rules, rule, "prefixList", "pl")), {
    protocol: "tcp",
    prefixList: "pl",
  });
  assert.deepEqual(cleaned(rules, withCell(rules, { protocol: "tcp", prefixList: "pl" }, "group", "sg")), {
    protocol: "tcp",
    group: "sg",
  });
  const routes = field("routeTable", "routes");
  const route = withCell(routes, { destination: "10.0.0.0/8", target: "gw" }, "prefixList", "pl");
  assert.deepEqual(cleaned(routes, route), { prefixList: "pl", target: "gw" });
  assert.deepEqual(cleaned(routes, withCell(routes, route, "target", "other")), {
    prefixList: "pl",
    target: "other",
  });
});

test("rows in which nothing is chosen can still be opened", () => {
  const blocks = field("vpc", "ipv6Cidrs");
  assert.deepEqual(
    filledColumns(blocks, [{}]).map(({ name }) => name),
    ["cidr"],
  );
});
