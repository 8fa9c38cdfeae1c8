import assert from "node:assert/strict";
import { test } from "node:test";
import type { Design, Op } from "../wire/gen";
import { previewOf } from "./previewed";

const doc = {
  resources: {
    vpca: { kind: "vpc", name: "vpc", props: {} },
    suba: { kind: "subnet", name: "a", parent: "vpca", props: { routeTable: { id: "rtab" } } },
    sgrp: { kind: "securityGroup", name: "g", parent: "vpca", props: { ingress: {}, egress: {} } },
    webs: {
      kind: "instance",
      name: "web",
      parent: "suba",
      props: { interfaces: { eth0: { groups: { sgrp: true } } } },
    },
  },
} as unknown as Design;

test("a rule is shown at the wearers of its group, what is new at its parent, what goes as removed", () => {
  const ops: Op[] = [
    { op: "patch", section: "resources", id: "sgrp", path: "props.ingress.r1", value: { protocol: "tcp" } },
    { op: "put", section: "resources", id: "igwx", value: { kind: "internetGateway", parent: "vpca" } },
    { op: "patch", section: "resources", id: "suba", path: "props.networkAcl", value: null },
  ];
  assert.deepEqual(
    [...previewOf(doc, ops)],
    [
      ["sgrp", "changed"],
      ["webs", "changed"],
      ["vpca", "added"],
      ["suba", "removed"],
    ],
  );
});
