import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDesign, mainView } from "../store/document";
import type { Compared, Design, Resource } from "../wire/gen";
import { inTurn } from "../wire/turns";
import { comparingOf, hashOf } from "./comparing";
import { services } from "./lines";
import { merge } from "./merged";

test("a comparison is read from the address and nothing else is", () => {
  for (const pair of [
    { old: 3, now: 7 },
    { old: 0, now: "now" },
  ] as const) {
    assert.deepEqual(comparingOf(hashOf(pair)), pair);
  }
  for (const hash of ["", "#compare=3", "#compare=now..3", "#compare=3..7..9", "#compare=-1..2"]) {
    assert.equal(comparingOf(hash), undefined, hash);
  }
});

test("protocols that have only a number are told as ranges, behind those that have a name", () => {
  const others = Array.from({ length: 256 }, (_, n) => n).filter((n) => ![1, 6, 17, 58].includes(n));
  for (const [text, told] of [
    ["all", "all traffic"],
    ["tcp 22,80-443; icmp 8", "tcp 22,80-443; icmp 8"],
    ["tcp 22; 50", "tcp 22; protocol 50"],
    [`tcp; udp; ${others.join("; ")}`, "tcp; udp; protocol 0, 2-5, 7-16, 18-57, 59-255"],
  ] as const)
    assert.equal(services(text), told);
});

const resource = (name: string, parent: string): Resource =>
  ({ kind: "subnet", name, parent, props: {}, tags: {}, exportName: name }) as unknown as Resource;

const design = (resources: { [id: string]: Resource }): Design => ({
  ...emptyDesign(),
  resources,
  views: { [mainView]: { title: "", places: { gone: { x: 8, y: 8, w: 88, h: 72 } } } },
});

const changes = (added: string[], removed: string[], changed: string[]): Compared => {
  const list = (ids: string[]) =>
    ids.map((id) => ({ id, kind: "subnet" as const, name: id, properties: [] }));
  const headline = { en: "", ja: "" };
  const rest = { kind: "compared" as const, headline, lines: [], lineCount: 0, flows: [] };
  return { ...rest, added: list(added), removed: list(removed), changed: list(changed) };
};

test("what left is put back where it was, owners before what they own; what has no owner any more is not", () => {
  const old = design({
    box: resource("box", ""),
    gone: resource("gone", "box"),
    lost: resource("lost", "else"),
  });
  const now = design({ fresh: resource("fresh", ""), stays: resource("stays", "") });
  const { design: both, marks } = merge(old, now, changes(["fresh"], ["gone", "box", "lost"], ["stays"]));
  assert.deepEqual(Object.keys(both.resources).sort(), ["box", "fresh", "gone", "stays"]);
  assert.deepEqual(both.views[mainView]?.places.gone, { x: 8, y: 8, w: 88, h: 72 });
  assert.deepEqual(Object.fromEntries(marks), {
    fresh: "added",
    stays: "changed",
    box: "removed",
    gone: "removed",
  });
  assert.deepEqual(Object.keys(now.resources), ["fresh", "stays"]); // a version never changes
});

test("questions are asked one after the other; what nobody waits for is never asked", async () => {
  const asked: string[] = [];
  let answer = (_: string) => {};
  const first = inTurn(
    () => true,
    () => {
      asked.push("first");
      return new Promise<string>((resolve) => {
        answer = resolve;
      });
    },
  );
  const ask = (name: string) => () => {
    asked.push(name);
    return Promise.resolve(name);
  };
  const stale = inTurn(() => false, ask("stale"));
  const last = inTurn(() => true, ask("last"));
  await Promise.resolve();
  assert.deepEqual(asked, ["first"]);
  answer("done");
  assert.deepEqual(await Promise.all([first, stale, last]), ["done", undefined, "last"]);
  assert.deepEqual(asked, ["first", "last"]);
});
