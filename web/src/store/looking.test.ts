import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign } from "./document";
import { shelfIn } from "./shelf";
import { Store } from "./store";
import { element, FakeBox, put } from "./testing";

const version = { rev: 1, name: "before", at: "2026-01-02T12:00:00Z", design: emptyDesign("old") };

function live(): Store {
  const store = new Store("a".repeat(32), shelfIn(new FakeBox(), "doc"));
  store.reset("e1", 3, emptyDesign("now"));
  store.connected({ status: "live", canEdit: true });
  return store;
}

test("a version is read only, and the present comes back as it is by then", () => {
  const store = live();
  store.analysed({
    type: "analysis",
    rev: 3,
    base: null,
    added: [],
    removed: [],
    flows: { f: { fate: "blocked", outcome: "broken", reasons: 1 } },
    subnets: {},
  });
  store.look(version);
  assert.equal(store.state.doc.name, "old");
  assert.equal(store.state.connection.canEdit, false);
  assert.deepEqual(store.state.judged.flows, {}, "the verdicts of the present are not the version's");
  const flows = { f: { fate: "reachable", outcome: "holds", reasons: 0 } } as const;
  store.judgedVersion(2, { added: [], removed: [], flows: {}, subnets: {} });
  assert.equal(store.state.judged.rev, -1, "an answer about another version");
  store.judgedVersion(version.rev, { added: [], removed: [], flows, subnets: {} });
  assert.equal(store.state.judged.flows.f?.outcome, "holds");
  store.edit("add", [put("vpc0000001", element("vpc", "v", undefined))]);
  assert.equal(store.state.pending.length, 0);

  store.connected({ status: "offline" });
  store.connected({ status: "live", canEdit: true });
  store.reset("e1", 4, emptyDesign("later"));
  assert.equal(store.state.doc.name, "old");
  assert.equal(store.state.connection.canEdit, false);
  assert.equal(store.state.mayEdit, true);

  store.look(undefined);
  assert.equal(store.state.doc.name, "later");
  assert.equal(store.state.connection.canEdit, true);
  assert.equal(store.state.judged.flows.f?.outcome, "broken");
});

test("who may not edit may not edit after looking either", () => {
  const store = live();
  store.connected({ canEdit: false });
  store.look(version);
  store.look(undefined);
  assert.equal(store.state.connection.canEdit, false);
});
