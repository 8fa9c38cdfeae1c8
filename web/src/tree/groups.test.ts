import assert from "node:assert/strict";
import { test } from "node:test";
import { kinds } from "../wire/gen";
import { groups, shelved } from "./groups";

test("every kind stands on one shelf, in the order of the list", () => {
  const all = kinds.map(({ name }) => name);
  const shelves = shelved(all, (kind) => kind);
  assert.deepEqual(
    shelves.map(({ group }) => group),
    [...groups],
  );
  assert.deepEqual(shelves.flatMap(({ members }) => members).sort(), [...all].sort());
});

test("empty shelves are left out", () => {
  assert.deepEqual(
    shelved(["subnet", "database", "vpc"] as const, (kind) => kind),
    [
      { group: "network", members: ["subnet", "vpc"] },
      { group: "data", members: ["database"] },
    ],
  );
});
