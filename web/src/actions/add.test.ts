import assert from "node:assert/strict";
import { test } from "node:test";
import { refId } from "../store/document";
import { shelfIn } from "../store/shelf";
import { Store } from "../store/store";
import { element, FakeBox, put } from "../store/testing";
import type { KindName, ResourceOf } from "../wire/gen";
import { add, addTo } from "./add";

/** A VPC with two subnets in zone a, of which one leads to the internet, and one in zone b. */
function network(): Store {
  const store = new Store("actor", shelfIn(new FakeBox(), "doc"));
  const way = { routes: { r: { destination: "0.0.0.0/0", target: "gateway" } } };
  store.edit("network", [
    put("scope", element("scope", "", undefined)),
    put("vpc", element("vpc", "vpc", "scope", { cidr: "10.0.0.0/16" })),
    put("vpcsg", element("securityGroup", "default", "vpc")),
    put("gateway", element("internetGateway", "igw", "scope", { vpc: "vpc" })),
    put("out", element("routeTable", "out", "vpc", way)),
    put("backa", element("subnet", "back a", "vpc", { availabilityZone: "a" })),
    put("fronta", element("subnet", "front a", "vpc", { availabilityZone: "a", routeTable: "out" })),
    put("backb", element("subnet", "back b", "vpc", { availabilityZone: "b" })),
  ]);
  return store;
}

function added<K extends KindName>(store: Store, kind: K) {
  add(store, kind);
  const [id = ""] = store.state.selection;
  const resource = store.state.doc.resources[id];
  assert.equal(resource?.kind, kind);
  return { id, resource };
}

test("a new load balancer is in one subnet of each zone, the public one where there is one", () => {
  const store = network();
  const { resource } = added(store, "loadBalancer");
  assert.ok(resource?.kind === "loadBalancer");
  assert.equal(resource.parent, "vpc");
  assert.deepEqual(
    Object.values(resource.props.subnets)
      .map(({ subnet }) => refId(subnet))
      .sort(),
    ["backb", "fronta"],
  );
  assert.deepEqual(resource.props.securityGroups, { vpcsg: true });
  assert.deepEqual(resource.props.listeners, {}, "there is nobody yet to ask");
  const group = added(store, "targetGroup");
  const { resource: second } = added(store, "loadBalancer");
  assert.ok(second?.kind === "loadBalancer");
  assert.deepEqual(Object.values(second.props.listeners), [
    { protocol: "HTTP", port: 80, targetGroup: group.id },
  ]);
});

test("a new NAT gateway has one interface with a public address, a lone interface has none", () => {
  const store = network();
  const nat = added(store, "natGateway").resource;
  assert.ok(nat?.kind === "natGateway");
  assert.equal(nat.props.interfaces.eth0?.public, "auto");
  assert.equal(nat.props.connectivity, "public");
  const lone = added(store, "networkInterface").resource;
  assert.ok(lone?.kind === "networkInterface");
  assert.equal(lone.props.interfaces.eth0?.public, "none");
  assert.deepEqual(lone.props.interfaces.eth0?.groups, { vpcsg: true });
});

test("a client needs no account around it", () => {
  const store = new Store("actor", shelfIn(new FakeBox(), "doc"));
  const { resource } = added(store, "client");
  assert.equal(resource?.parent, undefined);
  assert.equal(Object.keys(store.state.doc.resources).length, 1);
});

/** The properties of a new element of the kind. */
function propsOf<K extends KindName>(store: Store, kind: K): ResourceOf<K>["props"] {
  add(store, kind);
  const [id = ""] = store.state.selection;
  return store.state.doc.resources[id]?.props as ResourceOf<K>["props"];
}

test("a new peering joins two VPCs that none joins yet, a line what can only be meant", () => {
  const store = network();
  store.edit("more", [put("other", element("vpc", "other", "scope"))]);
  const { requester, accepter } = propsOf(store, "peering");
  assert.deepEqual([requester, accepter].sort(), ["other", "vpc"]);
  assert.equal(propsOf(store, "peering").accepter, undefined);
  assert.equal(Object.keys(propsOf(store, "corporateNetwork").cidrs).length, 1);
  assert.equal(propsOf(store, "vpnGateway").vpc, undefined, "either VPC can be meant");
  propsOf(store, "customerGateway");
  const line = propsOf(store, "vpnConnection");
  assert.equal(store.state.doc.resources[refId(line.vpnGateway) ?? ""]?.kind, "vpnGateway");
  assert.equal(store.state.doc.resources[refId(line.customerGateway) ?? ""]?.kind, "customerGateway");
});

test("what stands outside AWS is owned by nothing, wherever it is asked for", () => {
  const store = network();
  addTo(store, "client", "scope");
  const [id = ""] = store.state.selection;
  assert.equal(store.state.doc.resources[id]?.parent, undefined);
});

test("what spans subnets starts in a private one of each zone", () => {
  const { subnets } = propsOf(network(), "database");
  assert.deepEqual(
    Object.values(subnets)
      .map(({ subnet }) => refId(subnet))
      .sort(),
    ["backa", "backb"],
  );
});
