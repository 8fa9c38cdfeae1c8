import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation, Hop, KindName } from "../wire/gen";
import { mermaidOf, mermaidText, type Translation, traceToSequence } from "./sequence";

const hop = (resource: string, kind: KindName, decision = "pass"): Hop => ({
  resource,
  kind,
  decision,
  text: { en: decision, ja: decision },
});

const explanation = (path: Hop[], returnPath: Hop[] = []): Explanation => ({
  fate: "reachable",
  from: "internet",
  to: "web",
  service: "tcp/80",
  sourcePorts: "",
  path,
  returnPath,
  lamps: [],
  reasons: [],
});

const there = [
  hop("internet", "internet"),
  hop("igw", "internetGateway"),
  hop("acl", "networkAcl", "allow"),
  hop("sg", "securityGroup", "allow"),
  hop("web", "instance", "arrive"),
];
const back = [
  hop("web", "instance"),
  hop("table", "routeTable"),
  hop("igw", "internetGateway"),
  hop("internet", "internet", "arrive"),
];

const look = {
  name: (id: string) => id.toUpperCase(),
  kind: () => undefined,
  address: (id: string) => (id === "web" ? "10.0.1.10" : ""),
};
const words = {
  reply: "reply",
  text: ({ en }: { en: string }) => en,
  translation: ({ of, before, after }: Translation) => `${of} ${before} to ${after}`,
};

test("the packet goes through its stations, the filters judge between them, and the reply comes back", () => {
  const { parties, steps } = traceToSequence(explanation(there, back), look);
  assert.deepEqual(
    parties.map(({ id }) => id),
    ["internet", "igw", "web"],
  );
  assert.deepEqual(
    steps.map(({ from, to, reply, arrives, checks }) => [
      from,
      to,
      reply,
      arrives,
      checks.map(({ id }) => id),
    ]),
    [
      [0, 1, false, true, []],
      [1, 2, false, true, ["acl", "sg"]],
      [2, 1, true, true, ["table"]],
      [1, 0, true, true, []],
    ],
  );
});

test("behind what stops the packet nothing is drawn, and there is no reply", () => {
  const stopped = there.map((one) => (one.resource === "acl" ? { ...one, decision: "deny" } : one));
  const { steps } = traceToSequence(explanation(stopped, back), look);
  assert.deepEqual(
    steps.map(({ from, to, arrives }) => [from, to, arrives]),
    [
      [0, 1, true],
      [1, 2, false],
    ],
  );
  assert.deepEqual(
    steps[1]?.checks.map(({ passes }) => passes),
    [false],
  );
});

test("a gateway that loses the packet is the last one", () => {
  const lost = there.map((one) => (one.resource === "igw" ? { ...one, decision: "drop" } : one));
  const { steps } = traceToSequence(explanation(lost, back), look);
  assert.deepEqual(
    steps.map(({ to, arrives }) => [to, arrives]),
    [[1, false]],
  );
});

test("what its sender loses is lost on the way to the next, and whom it was for is shown", () => {
  const lost = there.map((one) => (one.resource === "internet" ? { ...one, decision: "drop" } : one));
  const { parties, steps } = traceToSequence(explanation(lost, back), look);
  assert.deepEqual(
    steps.map(({ from, to, arrives }) => [from, to, arrives]),
    [[0, 1, false]],
  );
  assert.deepEqual(
    parties.map(({ id }) => id),
    ["internet", "igw", "web"],
  );
});

test("Mermaid says the same", () => {
  const text = mermaidOf(traceToSequence(explanation(there, back), look), words);
  assert.equal(
    text,
    `sequenceDiagram
  participant p0 as INTERNET
  participant p1 as IGW
  participant p2 as WEB 10.0.1.10
  p0->>p1: tcp/80
  p1->>p2: tcp/80
  Note over p1,p2: ACL allow
  Note over p1,p2: SG allow
  p2-->>p1: reply
  Note over p1,p2: TABLE pass
  p1-->>p0: reply
`,
  );
});

test("hostile names are inert: one line each, no syntax, no markup, no entity of their own", () => {
  const hostile = [
    "a\n  p0->>p1: forged\nend",
    "<script>alert(1)</script>",
    "x; participant y",
    "%%{init: {}}%%",
    "#lt;b#gt;",
    "end",
    "\u202Eabc\u0007",
    "`$" + "{x}`\u2028y",
    "z".repeat(10_000),
  ];
  for (const name of hostile) {
    const text = mermaidText(name);
    assert.match(text, /^(?:[\p{L}\p{N} ._/-]|#\d+;)+$/u, name);
    assert.doesNotMatch(text, /\bend\b/i);
    assert.ok(text.length <= 800);
    const all = mermaidOf(traceToSequence(explanation(there), { ...look, name: () => name }), words);
    assert.equal(all.split("\n").length, 9);
  }
  assert.equal(mermaidText("\u0000"), "-");
});

test("what a gateway makes of an address stands where the packet goes on from it", () => {
  const rewrite = { of: "destination", before: "auto", after: "10.0.1.10" } as const;
  const path = there.map((one) => (one.resource === "igw" ? { ...one, rewrite } : one));
  const sequence = traceToSequence(explanation(path), look);
  assert.deepEqual(
    sequence.steps.map(({ from, translations }) => [from, translations]),
    [
      [0, []],
      [1, [rewrite]],
    ],
  );
  assert.match(mermaidOf(sequence, words), /Note over p1: destination auto to 10\.0\.1\.10\n {2}p1->>p2/);
});

test("behind a load balancer a target is asked before the answer goes back", () => {
  const leg = (to: string, fate: "reachable" | "blocked") => ({
    ...explanation(
      [hop("web", "loadBalancer"), hop(to, "instance", fate === "blocked" ? "deny" : "arrive")],
      [hop(to, "instance"), hop("web", "loadBalancer", "arrive")],
    ),
    role: "target" as const,
    from: "web",
    to,
    service: "tcp/8080",
    fate,
  });
  const way = { ...explanation(there, back), legs: [leg("ap1", "blocked"), leg("ap2", "reachable")] };
  const { parties, steps } = traceToSequence(way, look);
  const ids = (at: number) => parties[at]?.id;
  assert.deepEqual(
    steps.map(({ from, to, service, reply }) => [ids(from), ids(to), service, reply]),
    [
      ["internet", "igw", "tcp/80", false],
      ["igw", "web", "tcp/80", false],
      ["web", "ap2", "tcp/8080", false],
      ["ap2", "web", "tcp/8080", true],
      ["web", "igw", "tcp/80", true],
      ["igw", "internet", "tcp/80", true],
    ],
  );
  const dead = traceToSequence({ ...way, legs: [leg("ap1", "blocked")] }, look);
  assert.equal(dead.steps.length, 3, "no target answers, so nothing goes back");
});

test("a name is asked for and answered before the packet leaves", () => {
  const [first, ...rest] = there;
  const named = [first as Hop, { ...hop("vpc", "vpc"), resolves: "www.example.com" }, ...rest];
  const { parties, steps } = traceToSequence(explanation(named, back), look);
  const told = steps.slice(0, 3).map(({ from, to, reply, service }) => [from, to, reply, service]);
  assert.deepEqual(told, [
    [0, 1, false, "DNS www.example.com"],
    [1, 0, true, "DNS www.example.com"],
    [0, 2, false, "tcp/80"],
  ]);
  assert.deepEqual(
    parties.map(({ id }) => id),
    ["internet", "vpc", "igw", "web"],
  );
});

test("behind a load balancer that keeps the client's address, the target answers", () => {
  const through = [hop("internet", "internet"), hop("nlb", "loadBalancer"), hop("web", "instance", "arrive")];
  const reply = [hop("web", "instance"), hop("nlb", "loadBalancer"), hop("internet", "internet", "arrive")];
  const whole = { ...explanation(through, reply), to: "nlb" };
  const { steps } = traceToSequence({ ...whole, legs: [{ ...whole, to: "web", role: "through" }] }, look);
  assert.deepEqual(
    steps.map(({ from, to, reply }) => [from, to, reply]),
    [
      [0, 1, false],
      [1, 2, false],
      [2, 1, true],
      [1, 0, true],
    ],
  );
});
