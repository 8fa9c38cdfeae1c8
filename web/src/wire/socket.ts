// The connection of one tab to its diagram: says hello, follows commits, sends edits and sends them again
// until the server has answered them, and comes back by itself.
import type { PendingEdit } from "../store/replica";
import type { Store } from "../store/store";
import { causeText } from "./asked";
import {
  type Analysis,
  type Answer,
  type Bye,
  type ClientMessage,
  type Commit,
  faultWords,
  type Limits,
  type Op,
  protocolVersion,
  type Question,
  type Result,
  type ServerMessage,
  schemaVersion,
  limits as usualLimits,
  type Welcome,
} from "./gen";
import { type Clock, Pacer } from "./pacer";
import type { Snapshot } from "./snapshot";

/** What a socket tells its connection. */
export interface Handlers {
  opened(): void;
  got(text: string): void;
  closed(): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

/** A browser's socket. */
export function webSocket(url: string, handlers: Handlers): Socket {
  const socket = new WebSocket(url);
  socket.onopen = () => handlers.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") handlers.got(data);
  };
  socket.onclose = () => handlers.closed();
  return socket;
}

export interface Wiring {
  readonly doc: string;
  readonly open: (handlers: Handlers) => Socket;
  readonly snapshot: () => Promise<Snapshot>;
  readonly clock: Clock;
  /** 0 up to 1: spreads the reconnects of many tabs. */
  readonly random: () => number;
  /** Told when the server has given this tab another actor. */
  readonly actorChanged: (actor: string) => void;
}

const firstRetry = 250;
const lastRetry = 8_000;

export class Connection {
  readonly #store: Store;
  readonly #wiring: Wiring;
  readonly #outbox: Pacer<PendingEdit>;
  #socket: Socket | undefined;
  #limits: Limits = usualLimits;
  #cancelRetry: (() => void) | undefined;
  #failures = 0;
  /** What builds on a snapshot and arrives while it is still under way. */
  #held: (Commit | Analysis)[] | undefined;
  #welcomed = false;
  #asked = 0;
  #waiting: { id: number; resolve: (result: Result | undefined) => void } | undefined;

  constructor(store: Store, wiring: Wiring) {
    this.#store = store;
    this.#wiring = wiring;
    this.#outbox = new Pacer((edit) => this.#sendEdit(edit), wiring.clock);
    store.send = (edit) => {
      if (this.#welcomed) this.#outbox.push(edit);
    };
  }

  /** Opens the connection now, without waiting for the next attempt. */
  connect(): void {
    this.#cancelRetry?.();
    if (this.#socket || this.#store.state.connection.status === "ended") return;
    // What an abandoned socket still has to say is not heard.
    const current = () => this.#socket === socket;
    const socket = this.#wiring.open({
      opened: () => current() && this.#hello(),
      got: (text) => current() && this.#take(JSON.parse(text) as ServerMessage),
      closed: () => current() && this.#lost(),
    });
    this.#socket = socket;
  }

  /** Asks the engine something about the diagram, or about the revision `at`, with `ops` tentatively on top.
   * Only the newest question is answered: an older one, and any that the connection loses, gets undefined. */
  ask(question: Question, ops: readonly Op[] = [], at?: number): Promise<Result | undefined> {
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
    if (!this.#welcomed) return Promise.resolve(undefined);
    this.#asked++;
    const id = this.#asked;
    const rev = this.#store.committedRev;
    this.#say({
      type: "ask",
      id,
      rev,
      question,
      ...(ops.length > 0 && { ops }),
      ...(at !== undefined && { at }),
    });
    return new Promise((resolve) => {
      this.#waiting = { id, resolve };
    });
  }

  #say(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #hello(): void {
    const { actor, epoch, committedRev: rev } = this.#store;
    const since = this.#store.state.joined ? { since: { epoch, rev } } : {};
    this.#say({
      type: "hello",
      proto: protocolVersion,
      schema: schemaVersion,
      doc: this.#wiring.doc,
      actor,
      ...since,
    });
  }

  #sendEdit(edit: PendingEdit): void {
    if (!this.#store.state.pending.includes(edit)) return; // answered since it was queued
    const { seq, base, label, ops } = edit;
    const frame: ClientMessage = { type: "edit", seq, base, label: clipped(label, this.#limits.label), ops };
    const bytes = new TextEncoder().encode(JSON.stringify(frame)).length;
    if (bytes <= this.#limits.frame && ops.length <= this.#limits.ops) {
      this.#say(frame);
      return;
    }
    // Sent, it would end the connection, and so again after each reconnect.
    const text = faultWords["too-many-ops"] ?? { en: "too large", ja: "too large" };
    const code = "too-many-ops";
    this.#store.reject({ type: "reject", seq, code, element: "", property: "", text, rev: base });
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#welcome(message);
        break;
      case "commit":
        this.#commit(message);
        break;
      case "reject":
        this.#store.reject(message);
        break;
      case "analysis":
        this.#analysed(message);
        break;
      case "answer":
        this.#answer(message);
        break;
      case "bye":
        this.#bye(message);
        break;
    }
  }

  #welcome({ epoch, actor, role, lastSeq, limits, commits, fetch }: Welcome): void {
    this.#failures = 0;
    this.#limits = limits;
    if (actor !== this.#store.actor) {
      this.#store.become(actor);
      this.#wiring.actorChanged(actor);
    }
    this.#store.numberedFrom(lastSeq);
    this.#store.connected({ canEdit: role === "editor" });
    if (fetch || epoch !== this.#store.epoch) {
      this.#resync();
      return;
    }
    for (const commit of commits ?? []) this.#commit(commit);
    if (!this.#held) this.#live();
  }

  /** From here on edits go out; those that the server may not have seen go first. The server answers a resend
   * with the revision that it gave the first time. */
  #live(): void {
    this.#welcomed = true;
    this.#outbox.reset(this.#limits.editsPerSecond, this.#limits.burst);
    for (const edit of this.#store.state.pending) this.#outbox.push(edit);
    this.#store.connected({ status: "live", reason: "" });
  }

  #commit(commit: Commit): void {
    if (this.#held) {
      this.#held.push(commit);
      return;
    }
    if (this.#store.commit(commit) === "resync") this.#resync();
  }

  #analysed(news: Analysis): void {
    if (this.#held) this.#held.push(news);
    else this.#store.analysed(news);
  }

  /** Starts over from a snapshot, and goes on with what was committed while it was under way. */
  #resync(): void {
    this.#held = [];
    const socket = this.#socket;
    this.#wiring.snapshot().then(
      ({ epoch, rev, design }) => {
        if (this.#socket !== socket) return;
        const held = this.#held ?? [];
        this.#held = undefined;
        this.#store.reset(epoch, rev, design);
        for (const message of held) {
          if (message.type === "commit") this.#commit(message);
          else this.#analysed(message);
        }
        if (!this.#held && !this.#welcomed) this.#live();
      },
      (cause: unknown) => {
        if (this.#socket !== socket) return;
        this.#store.missed(causeText(cause));
        socket?.close();
        this.#lost();
      },
    );
  }

  #answer({ id, result }: Answer): void {
    if (this.#waiting?.id !== id) return;
    this.#waiting.resolve(result);
    this.#waiting = undefined;
  }

  #bye({ reason, retryAfter }: Bye): void {
    const socket = this.#socket;
    if (retryAfter > 0) {
      this.#lost(retryAfter);
    } else {
      this.#gone();
      this.#store.connected({ status: "ended", reason, canEdit: false });
    }
    socket?.close();
  }

  #gone(): void {
    this.#socket = undefined;
    this.#welcomed = false;
    this.#held = undefined;
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
  }

  #lost(least = 0): void {
    this.#gone();
    this.#store.connected({ status: this.#store.state.joined ? "offline" : "connecting" });
    const most = Math.min(lastRetry, firstRetry * 2 ** this.#failures);
    this.#failures++;
    // Full jitter: a thousand tabs that lost one server come back spread out.
    const wait = least + most * (0.25 + 0.75 * this.#wiring.random());
    this.#cancelRetry?.();
    this.#cancelRetry = this.#wiring.clock.later(() => this.connect(), wait);
  }
}

/** Cuts a label to so many bytes, at a character. */
function clipped(label: string, bytes: number): string {
  let text = label;
  while (new TextEncoder().encode(text).length > bytes) text = Array.from(text).slice(0, -1).join("");
  return text;
}
