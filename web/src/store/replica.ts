// One tab's copy of a diagram: what the server has committed, and this tab's own edits that it has not
// answered yet. What people see is always the first with the second applied on top.
import type { Commit, Design, Op } from "../wire/gen";
import { withAlong } from "./along";
import { applyOps, emptyDesign } from "./document";
import { type Entry, record, reversal } from "./history";
import { type Path, Stamps } from "./stamps";

/** An edit that waits for the server's answer. */
export interface PendingEdit {
  readonly seq: number;
  readonly base: number;
  readonly label: string;
  readonly ops: readonly Op[];
}

/** What became of a commit; "resync" asks for a snapshot, because this copy cannot follow. */
export type Taken = "taken" | "known" | "resync";

export interface Undone {
  readonly edit: PendingEdit | undefined;
  readonly skipped: readonly Path[];
}

export class Replica {
  epoch = "";
  rev = -1;
  committed: Design = emptyDesign();
  view: Design = this.committed;
  pending: readonly PendingEdit[] = [];
  actor: string;
  readonly undoable: Entry[] = [];
  readonly redoable: Entry[] = [];
  readonly #stamps = new Stamps();
  readonly #entries = new Map<number, Entry>();
  #lastSeq = 0;

  constructor(actor: string, pending: readonly PendingEdit[] = []) {
    this.actor = actor;
    this.pending = pending;
    this.#lastSeq = Math.max(0, ...pending.map((edit) => edit.seq));
  }

  get joined(): boolean {
    return this.rev >= 0;
  }

  /** The server knows this actor's numbers up to here: the next edit takes a higher one. */
  numberedFrom(lastSeq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, lastSeq);
  }

  /** Another actor from now on. What waits belongs to the old one, whose tab sends it. */
  become(actor: string): void {
    this.actor = actor;
    this.pending = [];
    this.#forget();
    this.#lastSeq = 0;
    this.view = this.committed;
  }

  /** Starts over from a snapshot; what waits stays on top. */
  reset(epoch: string, rev: number, design: Design): void {
    this.epoch = epoch;
    this.rev = rev;
    this.committed = design;
    this.#forget();
    this.#replay();
  }

  #forget(): void {
    // Who wrote what since is not in a snapshot: undoing across it might take back somebody else's work.
    this.#stamps.clear();
    this.#entries.clear();
    this.undoable.length = 0;
    this.redoable.length = 0;
  }

  edit(label: string, ops: readonly Op[]): PendingEdit {
    const edit = this.#add(label, ops, undefined, this.undoable);
    this.redoable.length = 0;
    return edit;
  }

  /** Takes back the newest edit of this tab that is not taken back yet. */
  undo(label: (undone: string) => string): Undone {
    return this.#reverse(this.undoable, this.redoable, label);
  }

  redo(label: (undone: string) => string): Undone {
    return this.#reverse(this.redoable, this.undoable, label);
  }

  #reverse(from: Entry[], to: Entry[], label: (undone: string) => string): Undone {
    const entry = from.pop();
    if (!entry) return { edit: undefined, skipped: [] };
    const { ops, skipped } = reversal(entry, this.view, this.#stamps);
    if (ops.length === 0) return { edit: undefined, skipped };
    return { edit: this.#add(label(entry.label), ops, entry, to, entry.label), skipped };
  }

  #add(
    label: string,
    ops: readonly Op[],
    reverses: Entry | undefined,
    onto: Entry[],
    name = label,
  ): PendingEdit {
    this.#lastSeq++;
    const edit: PendingEdit = { seq: this.#lastSeq, base: Math.max(this.rev, 0), label, ops };
    const applied = applyOps(this.view, withAlong(this.view, ops));
    const entry: Entry = {
      label: name,
      seq: edit.seq,
      inverse: applied?.inverse ?? [],
      changes: undefined,
      ...(reverses && { reverses }),
    };
    this.#entries.set(edit.seq, entry);
    onto.push(entry);
    this.pending = [...this.pending, edit];
    if (applied) this.view = applied.doc;
    return edit;
  }

  commit(commit: Commit): Taken {
    const mine = commit.actor === this.actor ? this.#waiting(commit.seq) : undefined;
    if (commit.rev <= this.rev) {
      if (mine) this.#drop(mine);
      return "known";
    }
    const ops = commit.ops ?? mine?.ops;
    if (commit.rev !== this.rev + 1 || commit.replace || !ops) return "resync";
    const applied = applyOps(this.committed, ops);
    if (!applied) return "resync";

    const entry = mine && this.#entries.get(mine.seq);
    const changes = record(this.committed, ops, this.#stamps, commit.rev, entry?.reverses);
    if (entry) {
      entry.changes = changes;
      entry.inverse = applied.inverse;
      this.#entries.delete(entry.seq);
    }
    this.rev = commit.rev;
    this.committed = applied.doc;
    if (mine) this.pending = this.pending.filter((edit) => edit !== mine);
    this.#replay();
    return "taken";
  }

  /** Drops a refused edit and applies the others again. */
  reject(seq: number): PendingEdit | undefined {
    const edit = this.#waiting(seq);
    if (edit) this.#drop(edit);
    return edit;
  }

  #waiting(seq: number): PendingEdit | undefined {
    return this.pending.find((edit) => edit.seq === seq);
  }

  #drop(edit: PendingEdit): void {
    const entry = this.#entries.get(edit.seq);
    this.#entries.delete(edit.seq);
    for (const stack of [this.undoable, this.redoable]) {
      const at = entry ? stack.indexOf(entry) : -1;
      if (at >= 0) stack.splice(at, 1);
    }
    this.pending = this.pending.filter((other) => other !== edit);
    this.#replay();
  }

  /** An edit that no longer fits shows nothing; the server will refuse it and say why. */
  #replay(): void {
    let view = this.committed;
    for (const { ops } of this.pending) view = applyOps(view, withAlong(view, ops))?.doc ?? view;
    this.view = view;
  }
}
