// For tests: a server and a network in memory. The server orders edits as the real one does (all or none,
// each once, in order), the network delivers when the test says so and can break at any moment.

import { defaultsOf } from "../wire/catalogue";
import type { ClientMessage, Commit, Design, Edit, Hello, KindName, Op, ServerMessage } from "../wire/gen";
import { limits } from "../wire/gen";
import type { Clock } from "../wire/pacer";
import type { Snapshot } from "../wire/snapshot";
import { Connection, type Handlers, type Socket } from "../wire/socket";
import { withAlong } from "./along";
import { applyOps } from "./document";
import { type Box, shelfIn } from "./shelf";
import { Store } from "./store";

/** A resource with its kind's defaults. */
export function element(kind: KindName, name: string, parent: string | undefined, props: object = {}) {
  return {
    kind,
    name,
    ...(parent && { parent }),
    props: { ...defaultsOf(kind), ...props },
    tags: {},
    exportName: name,
  };
}

export const put = (id: string, value: unknown): Op => ({ op: "put", section: "resources", id, value });

/** A small generator of random numbers with a seed (mulberry32), so that a failure can be run again. */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A clock that runs what is due when the test advances it. */
export class FakeClock implements Clock {
  #now = 0;
  #due: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  later(run: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, run };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
  }
}

export class FakeBox implements Box {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

/** One websocket: two queues that the test empties. */
export class Link implements Socket {
  readonly toServer: string[] = [];
  readonly toClient: string[] = [];
  actor = "";
  open = true;
  readonly #server: FakeServer;
  readonly #handlers: Handlers;

  constructor(server: FakeServer, handlers: Handlers) {
    this.#server = server;
    this.#handlers = handlers;
  }

  send(text: string): void {
    if (this.open) this.toServer.push(text);
  }

  close(): void {
    this.cut();
  }

  /** Delivers one message in one direction; false when there was none. */
  deliver(way: "up" | "down"): boolean {
    if (!this.open) return false;
    const text = (way === "up" ? this.toServer : this.toClient).shift();
    if (text === undefined) return false;
    if (way === "up") this.#server.take(this, JSON.parse(text) as ClientMessage);
    else this.#handlers.got(text);
    return true;
  }

  /** Breaks: what is under way in both directions is lost. */
  cut(): void {
    if (!this.open) return;
    this.open = false;
    this.#handlers.closed();
  }

  say(message: ServerMessage): void {
    if (this.open) this.toClient.push(JSON.stringify(message));
  }
}

export class FakeServer {
  readonly epoch = "e1";
  readonly log: Required<Pick<Commit, "rev" | "actor" | "seq">>[] = [];
  readonly #commits: { readonly commit: Commit; readonly ops: readonly Op[] }[] = [];
  design: Design;
  links: Link[] = [];
  /** Whether this hello is answered with "fetch the snapshot" though the commits are known. */
  forgets: () => boolean = () => false;

  constructor(design: Design) {
    this.design = design;
  }

  get rev(): number {
    return this.log.length;
  }

  open(handlers: Handlers): Link {
    const link = new Link(this, handlers);
    this.links.push(link);
    // A browser's socket opens later, never inside its constructor.
    queueMicrotask(() => link.open && handlers.opened());
    return link;
  }

  snapshot(): Promise<Snapshot> {
    const { epoch, rev, design } = this;
    return Promise.resolve({ epoch, rev, design: structuredClone(design) });
  }

  take(link: Link, message: ClientMessage): void {
    if (message.type === "hello") this.#welcome(link, message);
    else if (message.type === "edit") this.#edit(link, message);
  }

  #welcome(link: Link, { actor, since }: Hello): void {
    link.actor = actor;
    const fetch = !since || since.epoch !== this.epoch || this.forgets();
    const missed = fetch ? [] : this.#commits.slice(since.rev);
    link.say({
      type: "welcome",
      epoch: this.epoch,
      rev: this.rev,
      actor,
      role: "editor",
      lastSeq: Math.max(0, ...this.log.flatMap((one) => (one.actor === actor ? [one.seq] : []))),
      limits,
      ...(fetch ? { fetch } : { commits: missed.map(({ commit, ops }) => ({ ...commit, ops: [...ops] })) }),
    });
  }

  #edit(link: Link, { seq, ops }: Edit): void {
    const { actor } = link;
    const before = this.log.find((one) => one.actor === actor && one.seq === seq);
    if (before) {
      link.say({ type: "commit", ...before });
      return;
    }
    const all = withAlong(this.design, ops);
    const applied = applyOps(this.design, all);
    // A number below one that is committed was refused before: refusing uses it up.
    const usedUp = this.log.some((one) => one.actor === actor && one.seq > seq);
    if (usedUp || !applied || this.#breaksRules(applied.doc)) {
      const text = { en: "it does not fit", ja: "合いません" };
      link.say({ type: "reject", seq, code: "x", element: "", property: "", text, rev: this.rev });
      return;
    }
    this.design = applied.doc;
    const commit: Commit = { type: "commit", rev: this.rev + 1, actor, seq };
    this.log.push({ rev: commit.rev, actor, seq });
    this.#commits.push({ commit, ops: all });
    const verbatim = JSON.stringify(all) === JSON.stringify(ops);
    for (const other of this.links) {
      if (!other.actor) continue;
      const own = other.actor === actor && verbatim;
      other.say(own ? commit : { ...commit, ops: all });
    }
  }

  /** The one structural rule that it keeps: owners exist. */
  #breaksRules(doc: Design): boolean {
    return Object.values(doc.resources).some(({ parent }) => parent !== undefined && !doc.resources[parent]);
  }
}

export interface Client {
  readonly store: Store;
  readonly connection: Connection;
  readonly link: () => Link | undefined;
}

export function connectClient(
  server: FakeServer,
  clock: Clock,
  actor: string,
  box: Box = new FakeBox(),
): Client {
  const store = new Store(actor, shelfIn(box, "doc"));
  let link: Link | undefined;
  const connection = new Connection(store, {
    doc: "doc",
    open: (handlers) => {
      link = server.open(handlers);
      return link;
    },
    snapshot: () => server.snapshot(),
    clock,
    random: () => 0.5,
    actorChanged: () => {},
  });
  connection.connect();
  return { store, connection, link: () => link };
}

/** Lets what waits for a promise run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Delivers everything until nothing is under way. */
export async function quiesce(server: FakeServer, clock: FakeClock): Promise<void> {
  for (let idle = 0; idle < 3; ) {
    clock.advance(20_000);
    await settled();
    let moved = false;
    for (const link of server.links) {
      while (link.deliver("up") || link.deliver("down")) moved = true;
    }
    await settled();
    idle = moved ? 0 : idle + 1;
  }
}
