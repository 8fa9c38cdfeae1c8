import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign } from "../store/document";
import { shelfIn } from "../store/shelf";
import { Store } from "../store/store";
import { element, FakeBox, put } from "../store/testing";
import { candidatesOf, isOff, toggled, zonesOf } from "./supposing";

function live(): Store {
  const store = new Store("a".repeat(32), shelfIn(new FakeBox(), "doc"));
  store.reset("e1", 3, emptyDesign("now"));
  store.connected({ status: "live", canEdit: true });
  store.edit("add", [
    put("vpc0000001", element("vpc", "v", undefined)),
    put("subnet0001", element("subnet", "s", "vpc0000001")),
    put("instance01", element("instance", "web", "subnet0001")),
    put("gateway001", element("internetGateway", "igw", undefined)),
  ]);
  return store;
}

test("gateways can be off, then servers; borders and filters cannot", () => {
  const { doc } = live().state;
  assert.deepEqual(candidatesOf(doc), ["gateway001", "instance01"]);
  assert.deepEqual(zonesOf(doc), []);
});

test("a switch is there and back", () => {
  const zone = { zone: "a" };
  const both = toggled(toggled([], zone), { resource: "x" });
  assert.ok(isOff(both, { zone: "a" }) && isOff(both, { resource: "x" }) && !isOff(both, { resource: "a" }));
  assert.deepEqual(toggled(both, { zone: "a" }), [{ resource: "x" }]);
});

test("while something is thought to be off, verdicts are those, and nothing is edited", () => {
  const store = live();
  const flows = { f: { fate: "reachable", outcome: "holds", reasons: 0 } } as const;
  store.analysed({
    type: "analysis",
    rev: 3,
    base: null,
    added: [],
    removed: [],
    flows,
    subnets: {},
  });
  store.suppose([{ zone: "a" }]);
  const off = store.state.supposed?.off ?? [];
  assert.equal(store.state.connection.canEdit, false);
  assert.equal(store.state.judged.flows.f?.outcome, "holds", "the engine has not answered yet");

  const broken = { f: { fate: "blocked", outcome: "broken", reasons: 1 } } as const;
  store.supposedTo([{ zone: "a" }], {
    kind: "whatif",
    down: [],
    flows: {},
    broken: [],
    lines: [],
    lineCount: 0,
  });
  assert.equal(store.state.supposed?.answer, undefined, "an answer about another choice");
  store.supposedTo(off, { kind: "whatif", down: ["x"], flows: broken, broken: [], lines: [], lineCount: 0 });
  assert.equal(store.state.judged.flows.f?.outcome, "broken");
  const before = store.state.judged;
  store.select(["vpc0000001"]);
  assert.equal(store.state.judged, before, "the same judgement is the same value");
  const pending = store.state.pending.length;
  store.edit("no", [put("vpc0000002", element("vpc", "w", undefined))]);
  assert.equal(store.state.pending.length, pending);

  store.suppose([]);
  assert.equal(store.state.judged.flows.f?.outcome, "holds");
  assert.equal(store.state.connection.canEdit, true);
});
