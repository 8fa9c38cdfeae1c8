// The one store of the editor. Canvas, tree and panels read it, each its own slice, and change it through
// `edit`; the socket brings what the server says.
import { t, word } from "../i18n";
import { causeText } from "../wire/asked";
import type {
  Analysis,
  Changes,
  Commit,
  Design,
  Finding,
  FlowVerdict,
  Off,
  Op,
  Reject,
  WhatIf,
  Words,
} from "../wire/gen";
import { type ElementSection, elementAt } from "./document";
import { type PendingEdit, Replica, type Taken } from "./replica";
import type { Shelf } from "./shelf";
import { keyOf, type Path } from "./stamps";
import { type Restore, type Whole, WholeContent } from "./whole";

export interface Connection {
  readonly status: "connecting" | "live" | "offline" | "ended";
  /** Why it ended; "" otherwise. */
  readonly reason: string;
  readonly canEdit: boolean;
}

/** What the engine found out about one revision. */
export interface Judged {
  readonly rev: number;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly flows: { readonly [id: string]: FlowVerdict };
  readonly subnets: { readonly [id: string]: { readonly public: boolean } };
}

/** A sentence for the person, which goes away by itself unless it is a problem. */
export interface Said {
  readonly id: number;
  readonly tone: "note" | "problem";
  readonly text: string;
}

/** What became of an element from the older of two designs that are shown at once. */
export type Mark = "added" | "removed" | "changed";

/** A state from before, shown instead of the present one. */
export interface Looking {
  readonly rev: number;
  readonly name: string;
  readonly at: string;
  readonly design: Design;
  /** Where two designs are shown at once: what became of each element that differs. */
  readonly marks?: ReadonlyMap<string, Mark>;
  /** What the engine says of it; nothing until it has answered. */
  readonly judged?: Judged;
}

/** Something is thought to be off: verdicts are shown as they would be, and nothing is edited meanwhile. */
export interface Supposed {
  readonly off: readonly Off[];
  /** What the engine says of it; nothing until it has answered. */
  readonly answer?: WhatIf;
}

export interface State {
  /** The present design, or the one that is looked at. */
  readonly doc: Design;
  readonly looking: Looking | undefined;
  readonly supposed: Supposed | undefined;
  /** Elements that a blast comes to, each with its hop; the one that it starts from has 0. */
  readonly reached: ReadonlyMap<string, number>;
  /** What an edit that is offered would write, while somebody considers it. */
  readonly previewed: ReadonlyMap<string, Mark>;
  /** Whether the server lets this person edit; `connection.canEdit` is whether they can now. */
  readonly mayEdit: boolean;
  /** Why the server refused the last value of a path, by keyOf: shown there until it is written again. */
  readonly refusals: ReadonlyMap<string, Words>;
  readonly rev: number;
  readonly pending: readonly PendingEdit[];
  readonly selection: ReadonlySet<string>;
  readonly judged: Judged;
  readonly connection: Connection;
  readonly said: readonly Said[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly joined: boolean;
}

/** What an analysis and an answer have in common: what to change in a judgement. */
type News = Pick<Changes, "added" | "removed" | "flows" | "subnets">;

function judgedWith(old: Judged, rev: number, news: News): Judged {
  const findings = new Map(old.findings);
  for (const key of news.removed) findings.delete(key);
  for (const finding of news.added) findings.set(finding.key, finding);
  return {
    rev,
    findings,
    flows: { ...old.flows, ...news.flows },
    subnets: { ...old.subnets, ...news.subnets },
  };
}

const nothingReached: ReadonlyMap<string, number> = new Map();
const nothingPreviewed: ReadonlyMap<string, Mark> = new Map();

const nothingJudged: Judged = { rev: -1, findings: new Map(), flows: {}, subnets: {} };

export class Store {
  readonly #replica: Replica;
  readonly #shelf: Shelf;
  readonly #whole = new WholeContent();
  readonly #listeners = new Set<() => void>();
  #state: State;
  #judged = nothingJudged;
  #mayEdit = true;
  /** The judgement that is shown while something is thought to be off, made once. */
  #mixed: { readonly base: Judged; readonly flows: Judged["flows"]; readonly judged: Judged } | undefined;
  #saidSoFar = 0;
  /** Sends an edit to the server; set by the connection. */
  send: (edit: PendingEdit) => void = () => {};

  constructor(actor: string, shelf: Shelf) {
    this.#shelf = shelf;
    this.#replica = new Replica(actor, shelf.load(actor));
    this.#state = {
      ...this.#slices(),
      selection: new Set(),
      looking: undefined,
      supposed: undefined,
      reached: nothingReached,
      previewed: nothingPreviewed,
      connection: { status: "connecting", reason: "", canEdit: true },
      said: [],
      refusals: new Map(),
    };
  }

  get state(): State {
    return this.#state;
  }
  get actor(): string {
    return this.#replica.actor;
  }
  get epoch(): string {
    return this.#replica.epoch;
  }
  get committedRev(): number {
    return this.#replica.rev;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls `changed` with the slice, now and whenever it is another value. */
  watch<T>(slice: (state: State) => T, changed: (now: T, before: T | undefined) => void): () => void {
    let before = slice(this.#state);
    changed(before, undefined);
    return this.subscribe(() => {
      const now = slice(this.#state);
      if (Object.is(now, before)) return;
      const last = before;
      before = now;
      changed(now, last);
    });
  }

  // What the person does.

  edit(label: string, ops: readonly Op[]): void {
    if (ops.length === 0 || !this.#state.connection.canEdit) return;
    this.#sendOff(this.#replica.edit(label, ops));
  }

  undo(): void {
    if (this.#state.connection.canEdit) this.#reverse("undo");
  }

  redo(): void {
    if (this.#state.connection.canEdit) this.#reverse("redo");
  }

  /** Content that this tab brought in as a whole, and what was there before. */
  cameWhole(whole: Whole): void {
    this.#whole.came(whole);
    this.#publish(this.#slices());
  }

  /** How a version becomes the newest content; set by the program. */
  set restore(restore: Restore) {
    this.#whole.restore = restore;
  }

  #reverse(way: "undo" | "redo"): void {
    const edits = way === "undo" ? this.#replica.undoable : this.#replica.redoable;
    if (edits.length === 0 && this.#whole.can(way)) {
      void this.#whole
        .reverse()
        .catch((cause: unknown) => this.say("problem", t("versions.failed", { cause: causeText(cause) })))
        .then(() => this.#publish(this.#slices()));
      return;
    }
    const { edit, skipped } = this.#replica[way]((label) => t(`edit.${way}`, { label }));
    if (skipped.length > 0) this.say("problem", t("say.undoSkipped", { what: this.#namesOf(skipped) }));
    if (edit) this.#sendOff(edit);
    else this.#publish(this.#slices());
  }

  #namesOf(paths: readonly Path[]): string {
    const names = paths.map(({ section, id, path }) => {
      const placed = section === "views" && path.startsWith("places.") ? path.slice("places.".length) : id;
      return [this.nameOf(placed), section === "views" ? "" : path.replace(/^props\./, "")]
        .filter(Boolean)
        .join(" ");
    });
    return [...new Set(names)].join(", ");
  }

  nameOf(id: string): string {
    return this.#state.doc.resources[id]?.name || id;
  }

  select(ids: Iterable<string>): void {
    const selection = new Set(ids);
    const same = selection.size === this.#state.selection.size;
    if (same && [...selection].every((id) => this.#state.selection.has(id))) return;
    this.#publish({ selection });
  }

  say(tone: Said["tone"], text: string): void {
    this.#saidSoFar++;
    const said = [
      ...this.#state.said.filter((other) => other.text !== text),
      { id: this.#saidSoFar, tone, text },
    ];
    this.#publish({ said: said.slice(-4) });
  }

  unsay(id: number): void {
    this.#publish({ said: this.#state.said.filter((said) => said.id !== id) });
  }

  /** Shows a version, to be read only, or the present again. What others do goes on behind it. */
  look(looking: Looking | undefined): void {
    this.#state = { ...this.#state, looking };
    this.#publish({ ...this.#slices(), connection: this.#connectionWith({}) });
  }

  /** Shows the verdicts as they would be with something off, or as they are again. */
  suppose(off: readonly Off[]): void {
    const supposed = off.length > 0 ? { off } : undefined;
    this.#state = { ...this.#state, supposed };
    this.#publish({ ...this.#slices(), connection: this.#connectionWith({}) });
  }

  /** Takes what the engine says of what is thought to be off. */
  supposedTo(off: readonly Off[], answer: WhatIf): void {
    if (this.#state.supposed?.off !== off) return;
    this.#state = { ...this.#state, supposed: { off, answer } };
    this.#publish(this.#slices());
  }

  /** Marks what a blast comes to; undefined takes the marks away. */
  markReached(reached: ReadonlyMap<string, number> = nothingReached): void {
    this.#publish({ reached });
  }

  /** Marks what an edit would write; undefined takes the marks away. */
  preview(previewed: ReadonlyMap<string, Mark> = nothingPreviewed): void {
    this.#publish({ previewed });
  }

  #connectionWith(change: Partial<Connection>): Connection {
    const canEdit = this.#mayEdit && this.#state.looking === undefined && this.#state.supposed === undefined;
    return { ...this.#state.connection, ...change, canEdit };
  }

  // What the server says.

  connected(change: Partial<Connection>): void {
    this.#mayEdit = change.canEdit ?? this.#mayEdit;
    this.#publish({ mayEdit: this.#mayEdit, connection: this.#connectionWith(change) });
  }

  become(actor: string): void {
    this.#replica.become(actor);
    this.#publish(this.#slices());
  }

  numberedFrom(lastSeq: number): void {
    this.#replica.numberedFrom(lastSeq);
  }

  reset(epoch: string, rev: number, design: Design): void {
    // Within an epoch the server goes on from the analysis that it sent last.
    if (epoch !== this.#replica.epoch) this.#judged = nothingJudged;
    this.#replica.reset(epoch, rev, design);
    this.#whole.startedFrom(rev);
    this.#publish(this.#slices());
  }

  /** A snapshot could not be fetched. */
  missed(cause: string): void {
    this.say("note", t("say.snapshotFailed", { cause }));
  }

  commit(commit: Commit): Taken {
    const taken = this.#replica.commit(commit);
    if (commit.actor === this.actor) this.#shelf.drop(this.actor, commit.seq);
    else this.#whole.editedByOthers();
    this.#publish(this.#slices());
    return taken;
  }

  reject(reject: Reject): void {
    const edit = this.#replica.reject(reject.seq);
    this.#shelf.drop(this.actor, reject.seq);
    this.#publish({ ...this.#slices(), refusals: this.#refusalsWith(edit?.ops ?? [], reject.text) });
    this.say(
      "problem",
      t("say.rejected", { label: edit?.label ?? `#${reject.seq}`, text: word(reject.text) }),
    );
  }

  /** Takes an analysis that is complete, or that goes on from the one shown; any other has a gap. */
  analysed(news: Analysis): void {
    const judged = this.#judged;
    if (news.base !== null && news.base !== judged.rev) return;
    this.#judged = judgedWith(news.base === null ? nothingJudged : judged, news.rev, news);
    this.#publish(this.#slices());
  }

  /** Takes all that the engine says of the version that is looked at. */
  judgedVersion(rev: number, all: News): void {
    const looking = this.#state.looking;
    if (looking?.rev === rev) this.look({ ...looking, judged: judgedWith(nothingJudged, rev, all) });
  }

  #refusalsWith(ops: readonly Op[], text: Words | undefined): ReadonlyMap<string, Words> {
    const patches = ops.filter((op) => op.op === "patch");
    const before = this.#state.refusals;
    if (!text && !patches.some((op) => before.has(keyOf(op)))) return before;
    const refusals = new Map(before);
    for (const op of patches) {
      if (text) refusals.set(keyOf(op), text);
      else refusals.delete(keyOf(op));
    }
    return refusals;
  }

  #sendOff(edit: PendingEdit): void {
    if (!this.#shelf.save(this.actor, edit)) this.say("problem", t("say.notSaved"));
    this.#publish({ ...this.#slices(), refusals: this.#refusalsWith(edit.ops, undefined) });
    this.send(edit);
  }

  #slices() {
    const { view, rev, pending, undoable, redoable, joined } = this.#replica;
    const looking = this.#state?.looking;
    return {
      doc: looking?.design ?? view,
      judged: this.#asSupposed(looking ? (looking.judged ?? nothingJudged) : this.#judged),
      mayEdit: this.#mayEdit,
      rev,
      pending,
      canUndo: undoable.length > 0 || this.#whole.can("undo"),
      canRedo: redoable.length > 0 || this.#whole.can("redo"),
      joined,
    };
  }

  #asSupposed(base: Judged): Judged {
    const flows = this.#state?.supposed?.answer?.flows;
    if (!flows) return base;
    if (this.#mixed?.base !== base || this.#mixed.flows !== flows)
      this.#mixed = { base, flows, judged: { ...base, flows } };
    return this.#mixed.judged;
  }

  #publish(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    if (change.doc) this.#deselectGone(change.doc);
    for (const listener of this.#listeners) listener();
  }

  #deselectGone(doc: Design): void {
    const sections: ElementSection[] = ["resources", "flows", "notes"];
    const here = (id: string) =>
      id === "internet" || sections.some((section) => elementAt(doc, section, id) !== undefined);
    const stay = [...this.#state.selection].filter(here);
    if (stay.length !== this.#state.selection.size)
      this.#state = { ...this.#state, selection: new Set(stay) };
  }
}
