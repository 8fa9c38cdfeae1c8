// What comes along with a deletion, foreseen here so that the canvas does not wait for the server. The
// server's own list, which comes with the commit, has the last word.
import { kindOf } from "../wire/catalogue";
import type { Design, End, Field, Op, Ref, Resource } from "../wire/gen";
import { applyOps, type Bag, refId } from "./document";

/** The operations with what the engine adds to them. What does not fit is left for the server to refuse. */
export function withAlong(doc: Design, ops: readonly Op[]): Op[] {
  const all: Op[] = [];
  let now = doc;
  for (const op of ops) {
    const deletes = op.op === "del" && op.section === "resources";
    if (deletes && !now.resources[op.id]) continue; // it left with its owner
    const step = deletes ? deletion(now, op.id) : [op];
    all.push(...step);
    now = applyOps(now, step)?.doc ?? now;
  }
  return all;
}

/** The id and all that lies in it, owners before what they own. */
export function withDescendants(doc: Design, id: string): string[] {
  const children = new Map<string, string[]>();
  for (const [child, { parent }] of Object.entries(doc.resources)) {
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const all = [id];
  for (const owner of all) all.push(...(children.get(owner) ?? []));
  return all;
}

function deletion(doc: Design, id: string): Op[] {
  const leaving = withDescendants(doc, id);
  const out = new Set(leaving);
  const ops: Op[] = [];
  for (const [other, resource] of Object.entries(doc.resources)) {
    if (!out.has(other)) ops.push(...releaseProps(doc, other, resource, out));
  }
  for (const [flow, { from, to, via }] of Object.entries(doc.flows)) {
    const patch = (path: string, value: unknown) =>
      ops.push({ op: "patch", section: "flows", id: flow, path, value });
    if (names(from.ref, out)) patch("from", releasedEnd(doc, from));
    if (names(to.ref, out)) patch("to", releasedEnd(doc, to));
    if (names(via, out)) patch("via", gone(doc, refId(via) ?? ""));
  }
  for (const [suppression, { element }] of Object.entries(doc.suppressions)) {
    if (out.has(element)) ops.push({ op: "del", section: "suppressions", id: suppression });
  }
  for (const [view, { places }] of Object.entries(doc.views)) {
    for (const placed of Object.keys(places)) {
      if (!out.has(placed)) continue;
      ops.push({ op: "patch", section: "views", id: view, path: `places.${placed}`, value: null });
    }
  }
  for (const left of leaving.reverse()) ops.push({ op: "del", section: "resources", id: left });
  return ops;
}

const names = (ref: Ref | undefined, out: ReadonlySet<string>): boolean => out.has(refId(ref) ?? "");

function gone(doc: Design, id: string): Ref {
  const resource = doc.resources[id];
  return resource ? { gone: { kind: resource.kind, name: resource.name } } : id;
}

function releasedEnd(doc: Design, end: End): End {
  return { ...end, ref: gone(doc, refId(end.ref) ?? "") };
}

function releaseProps(doc: Design, id: string, resource: Resource, out: ReadonlySet<string>): Op[] {
  const ops: Op[] = [];
  const patch = (path: string, value: unknown) =>
    ops.push({ op: "patch", section: "resources", id, path: `props.${path}`, value });
  const props = resource.props as unknown as Bag;
  for (const field of kindOf(resource.kind).fields) {
    const value = props[field.name];
    if (field.type === "rows") {
      for (const [key, row] of Object.entries((value ?? {}) as { [key: string]: Bag })) {
        const released = releasedRow(doc, field, row, out);
        if (released !== row) patch(`${field.name}.${key}`, released);
      }
    } else if (field.type === "ref" && names(value as Ref | undefined, out)) {
      patch(field.name, gone(doc, refId(value as Ref) ?? ""));
    }
  }
  return ops;
}

/** The row without what leaves: a reference becomes gone, a member leaves its set. */
function releasedRow(doc: Design, rows: Field, row: Bag, out: ReadonlySet<string>): Bag {
  let released = row;
  for (const column of rows.fields ?? []) {
    const value = row[column.name];
    if (column.type === "ref" && names(value as Ref | undefined, out)) {
      released = { ...released, [column.name]: gone(doc, refId(value as Ref) ?? "") };
    }
    if (column.type === "set" && Object.keys((value ?? {}) as Bag).some((member) => out.has(member))) {
      const stay = Object.entries(value as Bag).filter(([member]) => !out.has(member));
      released = { ...released, [column.name]: Object.fromEntries(stay) };
    }
  }
  return released;
}
