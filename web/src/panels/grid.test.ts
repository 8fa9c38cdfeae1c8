import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign } from "../store/document";
import type { Grid } from "../wire/gen";
import { cellText, csvCell, csvOf, endOf, lightOf } from "./grid";

const end = (name: string, count = 1) => ({ id: `${name}0000000`, name, more: [], count });

test("a cell is open, possible, closed or the end itself", () => {
  assert.equal(lightOf({ allowed: "tcp 80" }), "open");
  assert.equal(lightOf({ allowed: "tcp 80", possible: "tcp 80-90" }), "possible");
  assert.equal(lightOf({}), "closed");
  assert.equal(lightOf({ self: true }), "self");
  assert.equal(cellText({ allowed: "tcp 80", possible: "tcp 80-90" }), "tcp 80-90");
  assert.equal(cellText({ allowed: "all" }), "all traffic");
});

test("questions name blocks by their addresses and everything else by its id", () => {
  assert.deepEqual(endOf(end("web")), { ref: "web0000000" });
  assert.deepEqual(endOf({ ...end("internet"), id: "internet", outside: true }), { ref: "internet" });
  assert.deepEqual(endOf({ ...end("10.9.0.0/16"), id: "10.9.0.0/16", outside: true }), {
    cidr: "10.9.0.0/16",
  });
});

test("no name becomes a formula in a spreadsheet", () => {
  assert.equal(csvCell('=cmd("x")'), `"'=cmd(""x"")"`);
  assert.equal(csvCell("two\nlines"), '"two\nlines"');
  const grid: Grid = {
    kind: "grid",
    rows: [{ from: end("+web", 3), cells: [{ self: true }, { allowed: "tcp 22,80" }] }],
    to: [end("+web", 3), end("db")],
    fromCount: 1,
    toCount: 2,
  };
  assert.equal(csvOf(emptyDesign("d"), grid), ",'+web and 2 more,db\r\n'+web and 2 more,,\"tcp 22,80\"\r\n");
});
