import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical } from "../wire/canonical";
import type { Design, Op } from "../wire/gen";
import { withAlong } from "./along";
import { applyOps, emptyDesign, mainView } from "./document";
import {
  type Client,
  connectClient,
  element,
  FakeBox,
  FakeClock,
  FakeServer,
  put,
  quiesce,
  seeded,
  settled,
} from "./testing";

const rename = (id: string, name: string): Op => ({
  op: "patch",
  section: "resources",
  id,
  path: "name",
  value: name,
});

/** A scope with a VPC, two subnets and an instance. */
function small(): Design {
  const ops = [
    put("scope", element("scope", "", undefined)),
    put("vpc", element("vpc", "vpc", "scope", { cidr: "10.0.0.0/16" })),
    put("subneta", element("subnet", "a", "vpc", { cidr: "10.0.0.0/24" })),
    put("subnetb", element("subnet", "b", "vpc", { cidr: "10.0.1.0/24" })),
    put("web", element("instance", "web", "subneta")),
  ];
  const applied = applyOps(emptyDesign("test"), ops);
  assert.ok(applied);
  return applied.doc;
}

async function room(...actors: string[]) {
  const clock = new FakeClock();
  const server = new FakeServer(small());
  const clients = actors.map((actor) => connectClient(server, clock, actor));
  await quiesce(server, clock);
  return { clock, server, clients, at: (index: number) => clients[index] as Client };
}

const nameOf = (client: Client, id: string) => client.store.state.doc.resources[id]?.name;

test("an edit shows at once, and at the others when it is committed", async () => {
  const { clock, server, at } = await room("a", "b");
  at(0).store.edit("rename", [rename("web", "www")]);
  assert.equal(nameOf(at(0), "web"), "www");
  assert.equal(nameOf(at(1), "web"), "web");
  assert.equal(at(0).store.state.pending.length, 1);
  await quiesce(server, clock);
  assert.equal(nameOf(at(1), "web"), "www");
  assert.equal(at(0).store.state.pending.length, 0);
});

test("the last to arrive wins, also over what is shown already", async () => {
  const { clock, server, at } = await room("a", "b");
  at(0).store.edit("x", [rename("web", "mine")]);
  at(1).store.edit("y", [rename("web", "theirs")]);
  at(1).link()?.deliver("up");
  at(0).link()?.deliver("down");
  assert.equal(nameOf(at(0), "web"), "mine", "an own edit that waits stays on top");
  await quiesce(server, clock);
  assert.equal(nameOf(at(0), "web"), "mine");
  assert.equal(nameOf(at(1), "web"), "mine");
});

test("a refused edit is taken back and said, the others stay", async () => {
  const { clock, server, at } = await room("a", "b");
  at(1).store.edit("delete", [{ op: "del", section: "resources", id: "web" }]);
  at(1).link()?.deliver("up");
  at(0).store.edit("rename web", [rename("web", "www")]);
  at(0).store.edit("rename a", [rename("subneta", "public")]);
  await quiesce(server, clock);
  assert.equal(nameOf(at(0), "web"), undefined);
  assert.equal(nameOf(at(0), "subneta"), "public");
  assert.match(at(0).store.state.said[0]?.text ?? "", /rename web.*does not fit/);
});

test("deleting an owner takes along what lies inside, and undo brings all of it back", async () => {
  const { clock, server, at } = await room("a");
  const before = canonical(server.design);
  at(0).store.edit("delete", [{ op: "del", section: "resources", id: "vpc" }]);
  assert.equal(nameOf(at(0), "web"), undefined, "foreseen without the server");
  await quiesce(server, clock);
  at(0).store.undo();
  await quiesce(server, clock);
  assert.equal(canonical(server.design), before);
});

test("n times undo and n times redo change nothing when nobody else edits", async () => {
  const { clock, server, at } = await room("a");
  const states = [canonical(server.design)];
  const edits: Op[][] = [
    [rename("web", "www")],
    [{ op: "move", id: "web", parent: "subnetb", view: mainView, place: { x: 8, y: 8, w: 88, h: 72 } }],
    [rename("web", "web2"), rename("subnetb", "bee")],
    [put("db", element("instance", "db", "subnetb"))],
    [{ op: "del", section: "resources", id: "web" }],
  ];
  for (const ops of edits) {
    at(0).store.edit("edit", ops);
    await quiesce(server, clock);
    states.push(canonical(server.design));
  }
  for (let n = edits.length - 1; n >= 0; n--) {
    at(0).store.undo();
    await quiesce(server, clock);
    assert.equal(canonical(server.design), states[n], `after undoing edit ${n + 1}`);
  }
  for (let n = 1; n <= edits.length; n++) {
    at(0).store.redo();
    await quiesce(server, clock);
    assert.equal(canonical(server.design), states[n], `after redoing edit ${n}`);
  }
});

test("undo without waiting for the server", async () => {
  const { clock, server, at } = await room("a");
  const before = canonical(server.design);
  for (const name of ["1", "2", "3"]) at(0).store.edit(name, [rename("web", name)]);
  for (let n = 0; n < 3; n++) at(0).store.undo();
  assert.equal(nameOf(at(0), "web"), "web");
  at(0).store.redo();
  at(0).store.undo();
  await quiesce(server, clock);
  assert.equal(canonical(server.design), before);
});

test("undo leaves what somebody else wrote since, names it, and restores the rest", async () => {
  const { clock, server, at } = await room("a", "b");
  at(0).store.edit("both", [rename("web", "mine"), rename("subneta", "mine")]);
  await quiesce(server, clock);
  at(1).store.edit("theirs", [rename("web", "theirs")]);
  await quiesce(server, clock);
  at(1).store.edit("back", [rename("web", "mine")]);
  await quiesce(server, clock);
  at(0).store.undo();
  await quiesce(server, clock);
  assert.equal(nameOf(at(1), "web"), "mine", "the value is the same again, but it is the other's now");
  assert.equal(nameOf(at(1), "subneta"), "a");
  assert.match(at(0).store.state.said[0]?.text ?? "", /mine name/);
});

test("undoing an addition does not take along what another person put inside", async () => {
  const { clock, server, at } = await room("a", "b");
  at(0).store.edit("subnet", [put("subnetc", element("subnet", "c", "vpc"))]);
  await quiesce(server, clock);
  at(1).store.edit("db", [put("db", element("instance", "db", "subnetc"))]);
  await quiesce(server, clock);
  at(0).store.undo();
  await quiesce(server, clock);
  assert.equal(nameOf(at(0), "subnetc"), "c");
  assert.equal(nameOf(at(0), "db"), "db");
});

test("edits made offline wait, survive a reload and arrive once", async () => {
  const clock = new FakeClock();
  const server = new FakeServer(small());
  const box = new FakeBox();
  const first = connectClient(server, clock, "a", box);
  await quiesce(server, clock);
  first.store.edit("sent", [rename("web", "sent")]);
  first.link()?.deliver("up"); // committed, but the answer is lost
  first.link()?.cut();
  first.store.edit("offline", [rename("subneta", "offline")]);
  assert.equal(first.store.state.connection.status, "offline");

  const again = connectClient(server, clock, "a", box);
  assert.equal(again.store.state.pending.length, 2);
  await quiesce(server, clock);
  assert.equal(again.store.state.pending.length, 0);
  assert.equal(nameOf(again, "subneta"), "offline");
  assert.equal(server.rev, 2);
  assert.equal(box.length, 0);
});

/** One random act of a person. */
function act(client: Client, random: () => number, n: number): void {
  const { store } = client;
  const { resources } = store.state.doc;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const id = pick(Object.keys(resources)) ?? "none";
  const subnet = pick(Object.keys(resources).filter((one) => resources[one]?.kind === "subnet")) ?? "vpc";
  const place = { x: 8 * Math.floor(random() * 20), y: 8, w: 88, h: 72 };
  const acts: (() => void)[] = [
    () => store.edit(`name ${n}`, [rename(id, `name ${n}`)]),
    () => store.edit(`names ${n}`, [rename(id, `x${n}`), rename(subnet, `y${n}`)]),
    () => store.edit(`put ${n}`, [put(`i${n}${store.actor}`, element("instance", `i${n}`, subnet))]),
    () => store.edit(`subnet ${n}`, [put(`s${n}${store.actor}`, element("subnet", `s${n}`, "vpc"))]),
    () =>
      store.edit(`move ${n}`, [
        { op: "move", id, parent: resources[id]?.parent ?? "", view: mainView, place },
      ]),
    () => store.edit(`bad ${n}`, [rename("nobody", "x"), rename(id, "never")]),
    () => resources[id]?.kind === "instance" && store.edit(`into ${n}`, [{ op: "move", id, parent: subnet }]),
    () => store.undo(),
    () => store.undo(),
    () => store.redo(),
  ];
  const gone = resources[id]?.kind === "instance" || (resources[id]?.kind === "subnet" && random() < 0.3);
  if (gone) acts.push(() => store.edit(`del ${n}`, [{ op: "del", section: "resources", id }]));
  pick(acts)?.();
}

/** What the client shows is what is committed with its own waiting edits on top. */
function assertView({ store }: Client, designs: readonly string[]): void {
  if (!store.state.joined) return;
  let view = JSON.parse(designs[store.committedRev] ?? "null") as Design;
  for (const { ops } of store.state.pending) view = applyOps(view, withAlong(view, ops))?.doc ?? view;
  assert.equal(canonical(store.state.doc), canonical(view));
}

async function randomRun(seed: number, steps: number): Promise<void> {
  const random = seeded(seed);
  const clock = new FakeClock();
  const server = new FakeServer(small());
  server.forgets = () => random() < 0.2;
  const clients = ["a", "b", "c"].map((actor) => connectClient(server, clock, actor));
  const designs = [canonical(server.design)];
  for (let n = 0; n < steps; n++) {
    const client = clients[Math.floor(random() * 3)] as Client;
    const roll = random();
    if (roll < 0.25) act(client, random, n);
    else if (roll < 0.58) client.link()?.deliver("up");
    else if (roll < 0.94) client.link()?.deliver("down");
    else if (roll < 0.96) client.link()?.cut();
    else clock.advance(500);
    if (designs.length === server.rev) designs.push(canonical(server.design));
    await settled();
    for (const one of clients) assertView(one, designs);
  }
  await quiesce(server, clock);
  const seqs = new Map<string, number>();
  for (const { actor, seq } of server.log) {
    assert.ok(seq > (seqs.get(actor) ?? 0), `edits of ${actor} are committed in order, each once`);
    seqs.set(actor, seq);
  }
  for (const { store } of clients) {
    assert.equal(store.state.pending.length, 0);
    assert.equal(canonical(store.state.doc), canonical(server.design));
  }
}

test("three clients over a bad network show committed plus own edits always, and agree in the end", async (context) => {
  for (let seed = 1; seed <= 60; seed++) {
    await context.test(`seed ${seed}`, () => randomRun(seed, 250));
  }
});
