import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, inEveryLang, lang } from "../i18n";
import { emptyDesign } from "../store/document";
import { defaultsOf } from "../wire/catalogue";
import type { Design } from "../wire/gen";
import { allActions } from "./all";
import { elementActions } from "./goTo";
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

test("a space stands between Latin and Japanese letters where a value comes in, and in no value", () => {
  const say = (kind: string) => fill("{kind}を追加", { kind });
  assert.equal(say("VPC"), "VPC を追加");
  assert.equal(say("Webサーバー"), "Webサーバーを追加");
  assert.equal(fill("Add {kind}", { kind: "VPC" }), "Add VPC");
  assert.equal(fill("{kind}を追加", {}), "{kind}を追加");
});

test("an element is found by its name, with what it is beside it", () => {
  const doc = emptyDesign();
  const props = { ...defaultsOf("vpc"), cidr: "10.0.0.0/16" };
  const resources = {
    vpc0000000000: { kind: "vpc", name: "本番 prod", props, tags: {}, exportName: "Prod" },
  };
  const elements = elementActions({ ...doc, resources } as unknown as Design);
  assert.deepEqual(search([...allActions, ...elements], "prod").map(({ label }) => label())[0], "本番 prod");
  assert.equal(search(elements, "本番")[0]?.more?.(), "VPC");
});
