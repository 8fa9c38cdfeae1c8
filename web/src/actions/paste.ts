// A clip becomes one edit: everything in it is new, and lies beside what it was copied from.
import { header, unit } from "../canvas/geometry";
import { t } from "../i18n";
import { mainView, refId } from "../store/document";
import { allowsParent, defaultsOf } from "../wire/catalogue";
import type { Design, End, Flow, KindName, Op, Place, Ref, Resource } from "../wire/gen";
import { newId } from "../wire/ids";
import { type Clip, isReserved, mapProps } from "./clip";

/** How far a copy lies from its original, and from the copy before. */
export const aside = 24;

export interface Pasted {
  readonly ops: readonly Op[];
  /** The new elements to select. */
  readonly made: readonly string[];
}

/** The edit, or the kind that may lie nowhere in this design. */
export function paste(
  doc: Design,
  clip: Clip,
  selection: ReadonlySet<string>,
  times: number,
): Pasted | { readonly nowhere: KindName } {
  const ops: Op[] = [];
  const parents = new Map<string, string>();
  let scope = Object.keys(doc.resources).find((id) => doc.resources[id]?.kind === "scope");
  for (const root of clip.roots) {
    const kind = clip.resources[root]?.kind ?? "vpc";
    if (scope === undefined && allowsParent(kind, "scope")) {
      scope = newId();
      ops.push(put("resources", scope, freshScope()));
    }
    const parent = topFor(kind, scope) ?? parentFor(doc, clip, root, selection);
    if (parent === undefined) return { nowhere: kind };
    parents.set(root, parent);
  }
  const ids = newIds(clip);
  const ref = (old: Ref) => mapped(doc, clip, ids, old);
  for (const [old, resource] of Object.entries(clip.resources)) {
    const id = ids.get(old) ?? "";
    const parent = parents.get(old) ?? ids.get(resource.parent ?? "") ?? "";
    const name = parents.has(old) ? freshName(doc, resource.name) : resource.name;
    const owned = parent !== "" && { parent };
    ops.push(put("resources", id, { ...resource, name, ...owned, props: mapProps(resource, ref) }));
    const place = placeOf(doc, clip, old, parents.get(old), times);
    if (place) ops.push({ op: "move", id, parent, view: mainView, place });
  }
  for (const [old, flow] of Object.entries(clip.flows)) {
    ops.push(put("flows", ids.get(old) ?? "", mappedFlow(flow, ref)));
  }
  const roots = clip.roots.length > 0 ? clip.roots : Object.keys(clip.flows);
  return { ops, made: roots.flatMap((old) => ids.get(old) ?? []) };
}

const put = (section: "resources" | "flows", id: string, value: unknown): Op => ({
  op: "put",
  section,
  id,
  value,
});

const freshScope = () => ({ kind: "scope", name: "", props: defaultsOf("scope"), tags: {}, exportName: "" });

/** What AWS makes with a VPC is known by its id: the copies have the ids that come with the new VPC. */
const ownSuffixes = ["main", "nacl", "sg"];

function newIds(clip: Clip): Map<string, string> {
  const old = [...Object.keys(clip.resources), ...Object.keys(clip.flows)];
  const ids = new Map(old.map((id) => [id, newId()]));
  for (const [id, { kind }] of Object.entries(clip.resources)) {
    if (kind !== "vpc") continue;
    for (const suffix of ownSuffixes) {
      if (clip.resources[id + suffix]?.parent === id) ids.set(id + suffix, `${ids.get(id)}${suffix}`);
    }
  }
  return ids;
}

/** The owner of what lies in no VPC: the account, or for a client none (""). */
function topFor(kind: KindName, scope: string | undefined): string | undefined {
  if (allowsParent(kind, "")) return "";
  return allowsParent(kind, "scope") ? scope : undefined;
}

/** The nearest owner of what is selected that may hold it, else the owner of the original, else any. */
function parentFor(
  doc: Design,
  clip: Clip,
  root: string,
  selection: ReadonlySet<string>,
): string | undefined {
  const { kind = "vpc", parent } = clip.resources[root] ?? {};
  const holds = (id: string) => {
    const owner = doc.resources[id];
    return owner !== undefined && allowsParent(kind, owner.kind);
  };
  for (const selected of selection) {
    for (let id: string | undefined = selected; id !== undefined; id = doc.resources[id]?.parent) {
      if (holds(id)) return id;
    }
  }
  if (parent !== undefined && holds(parent)) return parent;
  return Object.keys(doc.resources).find(holds);
}

/** The copy of what was copied along; what is still there stays meant; anything else is honestly gone. */
function mapped(doc: Design, clip: Clip, ids: ReadonlyMap<string, string>, ref: Ref): Ref | undefined {
  const id = refId(ref);
  if (id === undefined || isReserved(id)) return ref;
  const copy = ids.get(id);
  if (copy !== undefined) return copy;
  if (doc.resources[id]) return id;
  const lost = clip.around[id];
  return lost ? { gone: { kind: lost.kind, name: lost.name } } : undefined;
}

function mappedFlow(flow: Flow, map: (ref: Ref) => Ref | undefined): Flow {
  const end = ({ ref, ...rest }: End): End => {
    const to = ref === undefined ? undefined : map(ref);
    return to === undefined ? rest : { ...rest, ref: to };
  };
  const { via, ...rest } = flow;
  const by = via === undefined ? undefined : map(via);
  return { ...rest, from: end(flow.from), to: end(flow.to), ...(by !== undefined && { via: by }) };
}

/** Beside the original, inside the owner where the owner's size is known. */
function placeOf(
  doc: Design,
  clip: Clip,
  old: string,
  parent: string | undefined,
  times: number,
): Place | undefined {
  const place = clip.places[old];
  if (!place || parent === undefined) return place;
  const owner = doc.resources[parent]?.kind === "scope" ? undefined : doc.views[mainView]?.places[parent];
  const [x, y] = [place.x + aside * times, place.y + aside * times];
  if (!owner) return { ...place, x, y };
  return {
    ...place,
    x: Math.max(unit, Math.min(x, owner.w - place.w - unit)),
    y: Math.max(header, Math.min(y, owner.h - place.h - unit)),
  };
}

/** "Web 2" beside "Web", "Web 3" beside both. */
function freshName(doc: Design, name: string): string {
  const taken = new Set(Object.values(doc.resources).map((other: Resource) => other.name));
  if (name === "" || !taken.has(name)) return name;
  const stem = name.replace(/ \d{1,4}$/, "");
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`)) return `${stem} ${n}`;
}

/** What is pasted, in words. */
export function pastedName(clip: Clip): string {
  const [only, another] = clip.roots;
  const name = only === undefined ? "" : clip.resources[only]?.name;
  return name && another === undefined
    ? name
    : t("edit.elements", { count: clip.roots.length || Object.keys(clip.flows).length });
}
