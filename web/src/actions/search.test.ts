import assert from "node:assert/strict";
import { test } from "node:test";
import { inEveryLang, lang } from "../i18n";
import { allActions } from "./all";
import { score, search } from "./search";

const first = (query: string) => search(allActions, query)[0]?.id;

test("words in any order, parts of words and either language find a command", () => {
  assert.equal(first("subnet add"), "add-subnet");
  assert.equal(first("サブネット"), "add-subnet");
  assert.equal(first("ＵＮＤＯ"), "undo");
  assert.equal(first("dupl"), "duplicate");
  assert.equal(first("dplct"), "duplicate");
  assert.deepEqual(search(allActions, "no such thing at all"), []);
  assert.equal(search(allActions, " ").length, allActions.length);
});

test("the start of a word counts more than a part, and a part more than scattered letters", () => {
  assert.ok(score("zoom", "Zoom in") > score("oom", "Zoom in"));
  assert.ok(score("oom", "Zoom in") > score("zmn", "Zoom in"));
  assert.equal(score("zoom out", "Zoom in"), 0);
});

test("every command has its own id, its own keys and a name in each language", () => {
  const ids = allActions.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  const keys = allActions.flatMap((action) => action.keys);
  assert.equal(new Set(keys).size, keys.length);
  for (const { id, label } of allActions) {
    for (const text of inEveryLang(label)) assert.ok(text !== "" && !text.includes("{"), `${id}: ${text}`);
  }
  assert.equal(lang(), "en");
});
