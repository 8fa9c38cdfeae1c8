import assert from "node:assert/strict";
import { test } from "node:test";
import { applyOps, emptyDesign } from "../store/document";
import { element, put } from "../store/testing";
import type { Design } from "../wire/gen";
import { candidates } from "./elements";

function peered(status: string): Design {
  const applied = applyOps(emptyDesign("t"), [
    put("scope", element("scope", "", undefined)),
    put("one", element("vpc", "one", "scope")),
    put("two", element("vpc", "two", "scope")),
    put("peering", element("peering", "p", "scope", { requester: "two", accepter: "one", status })),
    put("net", element("subnet", "net", "one")),
    put("web", element("instance", "web", "net")),
    put("ones", element("securityGroup", "ones", "one")),
    put("twos", element("securityGroup", "twos", "two")),
  ]);
  assert.ok(applied);
  return applied.doc;
}

const groupsFor = (doc: Design, asker: string) =>
  candidates(doc, asker, ["securityGroup"]).map(({ id }) => id);

test("a rule may name groups of actively peered VPCs", () => {
  // semantics 57
  assert.deepEqual(groupsFor(peered("active"), "ones"), ["ones", "twos"]);
  assert.deepEqual(groupsFor(peered("pending-acceptance"), "ones"), ["ones"]);
});

test("an interface is in groups of its own VPC only", () => {
  // semantics 67
  assert.deepEqual(groupsFor(peered("active"), "web"), ["ones"]);
});
