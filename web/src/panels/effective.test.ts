import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign } from "../store/document";
import { defaultsOf } from "../wire/catalogue";
import type { Design, KindName, Resource } from "../wire/gen";
import {
  addressesOf,
  addressesOfVpc,
  derivedRows,
  networkAclOf,
  routeTableOf,
  servingUnnamed,
  silentUsers,
  wayOut,
} from "./effective";
import { usesOf } from "./elements";

function put(doc: Design, id: string, kind: KindName, parent: string, props: object = {}): void {
  const resource = {
    kind,
    name: id,
    parent,
    props: { ...defaultsOf(kind), ...props },
    tags: {},
    exportName: "",
  };
  doc.resources[id] = resource as unknown as Resource;
}

/** The small VPC of two /28 subnets, one with a table of its own. */
function sample(): Design {
  const doc = emptyDesign();
  put(doc, "vpc000000000", "vpc", "scope0000000", { cidr: "10.0.0.0/27" });
  put(doc, "vpc000000000main", "routeTable", "vpc000000000");
  put(doc, "vpc000000000nacl", "networkAcl", "vpc000000000");
  put(doc, "vpc000000000sg", "securityGroup", "vpc000000000");
  put(doc, "gateway00000", "internetGateway", "scope0000000", { vpc: "vpc000000000" });
  put(doc, "table0000000", "routeTable", "vpc000000000", {
    routes: { out: { destination: "0.0.0.0/0", target: "gateway00000" } },
  });
  put(doc, "public000000", "subnet", "vpc000000000", { cidr: "10.0.0.16/28", routeTable: "table0000000" });
  put(doc, "private00000", "subnet", "vpc000000000", { cidr: "10.0.0.0/28" });
  put(doc, "web000000000", "instance", "public000000", {
    interfaces: { eth0: { addresses: {}, groups: {}, public: "auto", sourceDestCheck: true } },
  });
  return doc;
}

test("a /28 has 16 addresses, 11 usable, and each interface takes one", () => {
  assert.deepEqual(addressesOf(sample(), "public000000"), { total: 16n, usable: 11n, used: 1n });
  const doc = sample();
  put(doc, "two000000000", "instance", "private00000", {
    interfaces: {
      eth0: {
        addresses: { "10.0.0.4": true, "10.0.0.5": true },
        groups: {},
        public: "none",
        sourceDestCheck: true,
      },
      eth1: { subnet: "public000000", addresses: {}, groups: {}, public: "none", sourceDestCheck: true },
    },
  });
  assert.equal(addressesOf(doc, "private00000")?.used, 2n);
  assert.equal(addressesOf(doc, "public000000")?.used, 2n);
  assert.deepEqual(addressesOfVpc(doc, "vpc000000000"), { total: 32n, inSubnets: 32n, subnets: 2 });
});

test("a subnet without a table of its own is served by the main one", () => {
  assert.deepEqual(routeTableOf(sample(), "public000000"), { id: "table0000000", chosen: true });
  assert.deepEqual(routeTableOf(sample(), "private00000"), { id: "vpc000000000main", chosen: false });
  assert.deepEqual(networkAclOf(sample(), "private00000"), { id: "vpc000000000nacl", chosen: false });
  const replaced = sample();
  put(replaced, "vpc000000000", "vpc", "scope0000000", {
    cidr: "10.0.0.0/27",
    mainRouteTable: "table0000000",
  });
  assert.deepEqual(routeTableOf(replaced, "private00000"), { id: "table0000000", chosen: false });
});

test("a property that names none says what serves instead", () => {
  const doc = sample();
  put(doc, "vpc000000000", "vpc", "scope0000000", { cidr: "10.0.0.0/27", mainRouteTable: "table0000000" });
  const instead = (owner: string, property: string) => servingUnnamed(doc, owner, property)?.id;
  assert.equal(instead("public000000", "routeTable"), "table0000000");
  assert.equal(instead("public000000", "networkAcl"), "vpc000000000nacl");
  assert.equal(instead("vpc000000000", "mainRouteTable"), "vpc000000000main");
  assert.equal(instead("table0000000", "routeTable"), undefined);
  assert.equal(instead("scope0000000", "mainRouteTable"), undefined);
});

test("a table of another VPC serves nobody here", () => {
  const doc = sample();
  put(doc, "foreign00000", "routeTable", "vpc111111111");
  put(doc, "private00000", "subnet", "vpc000000000", { cidr: "10.0.0.0/28", routeTable: "foreign00000" });
  assert.equal(routeTableOf(doc, "private00000")?.id, "vpc000000000main");
});

test("the route to an attached gateway shows why a subnet is public", () => {
  const proof = { table: "table0000000", row: "out", destination: "0.0.0.0/0", gateway: "gateway00000" };
  assert.deepEqual(wayOut(sample(), "public000000"), proof);
  assert.equal(wayOut(sample(), "private00000"), undefined);
  const detached = sample();
  put(detached, "gateway00000", "internetGateway", "scope0000000");
  assert.equal(wayOut(detached, "public000000"), undefined);
});

test("local routes and the final deny are there by themselves", () => {
  const [local] = derivedRows(sample(), "table0000000", "routes");
  assert.equal(local?.cells.destination, "10.0.0.0/27");
  assert.equal(derivedRows(sample(), "vpc000000000nacl", "ingress")[0]?.last, true);
  assert.deepEqual(derivedRows(sample(), "vpc000000000sg", "ingress"), []);
});

test("who uses AWS's own objects without naming them", () => {
  assert.deepEqual(silentUsers(sample(), "vpc000000000main"), ["private00000"]);
  assert.deepEqual(silentUsers(sample(), "vpc000000000nacl"), ["public000000", "private00000"]);
  assert.deepEqual(silentUsers(sample(), "vpc000000000sg"), ["web000000000"]);
  assert.deepEqual(silentUsers(sample(), "table0000000"), []);
});

test("who names an element, in any property", () => {
  assert.deepEqual(usesOf(sample(), "table0000000"), [{ id: "public000000", field: "routeTable", row: "" }]);
  assert.deepEqual(usesOf(sample(), "gateway00000"), [{ id: "table0000000", field: "routes", row: "out" }]);
});
