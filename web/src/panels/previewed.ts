// What the edits of a fix would write, for the drawing.
import type { Mark } from "../store/store";
import { concernedBy } from "../views/derived";
import type { Design, Op } from "../wire/gen";

/** Each element that is drawn with what would become of it. What has no place of its own is shown at those
 * that it concerns: a group at its wearers, a route table at its subnets; what is new at its parent. */
export function previewOf(doc: Design, ops: readonly Op[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const op of ops) {
    if (op.op === "put") {
      const parent = parentOf(op.value);
      if (parent) marks.set(parent, "added");
      continue;
    }
    const concerned = concernedBy(doc, op.id);
    for (const id of [op.id, ...concerned]) if (!marks.has(id)) marks.set(id, markOf(op));
  }
  return marks;
}

function markOf(op: Exclude<Op, { op: "put" }>): Mark {
  if (op.op === "del") return "removed";
  return op.op === "patch" && op.value == null ? "removed" : "changed";
}

function parentOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("parent" in value)) return undefined;
  return typeof value.parent === "string" ? value.parent : undefined;
}
