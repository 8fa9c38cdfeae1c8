// Undo and redo. Both are ordinary edits: the inverse is picked when the person asks, and takes back only
// what nobody wrote since.
import type { Design, Op } from "../wire/gen";
import { withDescendants } from "./along";
import { Draft, internetId } from "./document";
import { type Change, keyOf, type Path, type Stamps, writesOf } from "./stamps";

/** One edit of this tab that can be taken back. */
export interface Entry {
  readonly label: string;
  readonly seq: number;
  /** Undoes the edit; foreseen while it is pending, exact once it is committed. */
  inverse: Op[];
  /** What the edit wrote, by path; undefined while it is pending: then nothing later can have been committed. */
  changes: ReadonlyMap<string, Change> | undefined;
  /** The entry that this edit takes back, for an undo or redo. */
  readonly reverses?: Entry;
}

export interface Reversal {
  ops: Op[];
  /** What stays as it is because somebody wrote it since. */
  skipped: Path[];
}

/** The stamps that committed operations leave: the revision, but for an edit that takes back another one,
 * whose paths are again what they were before that. */
export function record(
  doc: Design,
  ops: readonly Op[],
  stamps: Stamps,
  rev: number,
  reverses: Entry | undefined,
): Map<string, Change> {
  const changes = new Map<string, Change>();
  const draft = new Draft(doc);
  for (const op of ops) {
    const owner = op.op === "move" ? (draft.doc.resources[op.id]?.parent ?? "") : "";
    for (const at of writesOf(op, op.op === "move" && owner !== op.parent)) {
      const key = keyOf(at);
      const undone = reverses?.changes?.get(key);
      const earlier = changes.get(key);
      const after = undone ? undone.before : rev;
      const insideBefore = at.path === "" ? (earlier?.insideBefore ?? stamps.inside(at)) : undefined;
      changes.set(key, {
        at,
        before: earlier ? earlier.before : stamps.get(at),
        after,
        ...(insideBefore && { insideBefore, insideAfter: undone?.insideBefore ?? new Map() }),
      });
      stamps.set(at, after, undone?.insideBefore);
    }
    draft.run(op);
  }
  return changes;
}

/** The part of an entry's inverse that takes back nobody else's work. */
export function reversal(entry: Entry, view: Design, stamps: Stamps): Reversal {
  const draft = new Draft(view);
  const out: Reversal = { ops: [], skipped: [] };
  const removed = new Set(entry.inverse.flatMap((op) => (op.op === "del" ? [op.id] : [])));
  for (const op of entry.inverse) {
    const owner = op.op === "move" ? (draft.doc.resources[op.id]?.parent ?? "") : "";
    const paths = writesOf(op, op.op === "move" && owner !== op.parent);
    const stale = paths.filter((at) => !untouched(entry, at, stamps));
    const kept = stale.length === 0 ? op : partOf(op, stale, owner);
    const fits = kept && safe(entry, kept, draft.doc, removed, stamps) && draft.run(kept);
    if (fits) out.ops.push(kept);
    out.skipped.push(...(fits ? stale : paths));
  }
  return out;
}

function untouched(entry: Entry, at: Path, stamps: Stamps): boolean {
  if (!entry.changes) return true;
  const change = entry.changes.get(keyOf(at));
  return change !== undefined && stamps.get(at) === change.after;
}

/** A move writes an owner and a place: when one of them was written since, the other is still restored. */
function partOf(op: Op, stale: readonly Path[], owner: string): Op | undefined {
  if (op.op !== "move") return undefined;
  const staleOwner = stale.some((at) => at.path === "parent");
  const stalePlace = stale.some((at) => at.section === "views");
  if (staleOwner && stalePlace) return undefined;
  if (stalePlace) return { op: "move", id: op.id, parent: op.parent };
  // Where the owner stays, the old place would lie in another owner's coordinates.
  return op.parent === owner ? op : undefined;
}

/** Deleting takes along what lies inside and every property: all of it must be this entry's own. */
function safe(entry: Entry, op: Op, doc: Design, removed: ReadonlySet<string>, stamps: Stamps): boolean {
  if (op.op === "put" && op.section === "resources") {
    const { parent } = op.value as { parent?: string };
    return parent === undefined || parent === internetId || doc.resources[parent] !== undefined;
  }
  if (op.op !== "del") return true;
  const at: Path = { section: op.section, id: op.id, path: "" };
  const made = entry.changes?.get(keyOf(at));
  for (const [path, stamp] of made ? stamps.inside(at) : []) {
    const own = entry.changes?.get(keyOf({ ...at, path }));
    if (stamp !== (own ? own.after : made?.insideAfter?.get(path))) return false;
  }
  return op.section !== "resources" || withDescendants(doc, op.id).every((id) => removed.has(id));
}
