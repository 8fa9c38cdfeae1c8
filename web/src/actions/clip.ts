// What is copied, as a value: elements with what lies inside them, the arrows between them and how they lie.
// It travels as text through the system's clipboard, so reading it trusts nothing.
import { borderOf } from "../canvas/arrange";
import { sceneOf } from "../canvas/scene";
import { type Bag, internetId, mainView, refId } from "../store/document";
import type { State } from "../store/store";
import { defaultsOf, kindOf } from "../wire/catalogue";
import {
  type Design,
  type End,
  type Field,
  type Flow,
  kinds,
  type Place,
  type Ref,
  type Resource,
} from "../wire/gen";

export interface Clip {
  readonly vpcanvas: "copy";
  readonly version: 1;
  /** The copied elements that lie in no other copied one. */
  readonly roots: readonly string[];
  readonly resources: { readonly [id: string]: Resource };
  readonly flows: { readonly [id: string]: Flow };
  readonly places: { readonly [id: string]: Place };
  /** What the copied ones refer to and is not copied: where they are pasted it may be unknown. */
  readonly around: { readonly [id: string]: { readonly kind: Resource["kind"]; readonly name: string } };
}

/** The selection as a clip; undefined where nothing of it can be copied. */
export function clipOf({
  doc,
  judged,
  selection,
}: Pick<State, "doc" | "judged" | "selection">): Clip | undefined {
  const chosen = chosenOf(doc, selection);
  const flows = Object.entries(doc.flows).filter(
    ([id, { from, to }]) => selection.has(id) || (within(chosen, from) && within(chosen, to)),
  );
  if (chosen.size === 0 && flows.length === 0) return undefined;
  const resources = [...chosen].flatMap((id) => {
    const { origin: _, ...resource } = doc.resources[id] as Resource;
    return [[id, { ...resource, exportName: "" }] as const];
  });
  const clip = {
    vpcanvas: "copy",
    version: 1,
    roots: [...chosen].filter((id) => !chosen.has(doc.resources[id]?.parent ?? "")),
    resources: Object.fromEntries(resources) as Clip["resources"],
    flows: Object.fromEntries(flows),
    places: placesOf(doc, judged, chosen),
  } as const;
  return { ...clip, around: aroundOf(doc, clip, chosen) };
}

const within = (chosen: ReadonlySet<string>, end: End): boolean => chosen.has(refId(end.ref) ?? "");

/** The selected resources, what lies inside them, and the gateways on their borders. The account itself is
 * never copied: what lies in it is. */
function chosenOf(doc: Design, selection: ReadonlySet<string>): Set<string> {
  const chosen = new Set([...selection].filter((id) => doc.resources[id]));
  const children = new Map<string, string[]>();
  for (const [id, { parent = "" }] of Object.entries(doc.resources)) {
    const owner = borderOf(doc, id) ?? parent;
    for (const by of new Set([owner, parent])) children.set(by, [...(children.get(by) ?? []), id]);
  }
  for (const id of chosen) for (const inside of children.get(id) ?? []) chosen.add(inside);
  return new Set([...chosen].filter((id) => doc.resources[id]?.kind !== "scope"));
}

/** Where each one is drawn now in its owner, also where it was laid out by itself. */
function placesOf(doc: Design, judged: State["judged"], chosen: ReadonlySet<string>): Clip["places"] {
  const { nodes, places } = sceneOf(doc, judged);
  return Object.fromEntries(
    [...chosen].flatMap((id) => {
      const rect = nodes.get(id);
      if (!rect) return [];
      const owner = places.get(doc.resources[id]?.parent ?? "");
      const folded = doc.views[mainView]?.places[id]?.folded;
      const [x, y] = [rect.x - (owner?.x ?? 0), rect.y - (owner?.y ?? 0)];
      return [[id, { x, y, w: rect.w, h: rect.h, ...(folded && { folded }) }]];
    }),
  );
}

function aroundOf(doc: Design, clip: Omit<Clip, "around">, chosen: ReadonlySet<string>): Clip["around"] {
  const around: { [id: string]: { kind: Resource["kind"]; name: string } } = {};
  const see = (id: string) => {
    const found = doc.resources[id];
    if (found && !chosen.has(id)) around[id] = { kind: found.kind, name: found.name };
    return id;
  };
  for (const resource of Object.values(clip.resources)) {
    if (resource.parent) see(resource.parent);
    mapProps(resource, (ref) => (typeof ref === "string" ? see(ref) : ref));
  }
  for (const flow of Object.values(clip.flows)) {
    for (const ref of [flow.from.ref, flow.to.ref, flow.via]) see(refId(ref) ?? "");
  }
  return around;
}

/** The properties with every reference, and every member of a set of references, mapped. A member without
 * an id leaves its set. */
export function mapProps({ kind, props }: Resource, map: (ref: Ref) => Ref | undefined): Resource["props"] {
  return mapFields(kindOf(kind).fields, props as unknown as Bag, map) as unknown as Resource["props"];
}

function mapFields(fields: readonly Field[], bag: Bag, map: (ref: Ref) => Ref | undefined): Bag {
  const mapped: { [name: string]: unknown } = { ...bag };
  for (const { name, type, fields: columns = [], options = [] } of fields) {
    const value = bag[name];
    if (type === "ref" && value !== undefined && value !== "") {
      const reserved = options.some((option) => option.value === value);
      if (!reserved) mapped[name] = map(value as Ref);
      if (mapped[name] === undefined) delete mapped[name];
    } else if (type === "set") {
      const members = Object.keys((value ?? {}) as Bag).map(map);
      mapped[name] = Object.fromEntries(
        members.flatMap((to) => (typeof to === "string" ? [[to, true]] : [])),
      );
    } else if (type === "rows") {
      const rows = Object.entries((value ?? {}) as { [key: string]: Bag });
      mapped[name] = Object.fromEntries(rows.map(([key, row]) => [key, mapFields(columns, row, map)]));
    }
  }
  return mapped;
}

/** Longer texts are not looked at: no edit could carry them. */
const longest = 1 << 20;

/** What a text of the clipboard holds, if it is a clip in every part. Texts come from anywhere. */
export function readClip(text: string): Clip | undefined {
  if (text.length > longest || !text.startsWith("{")) return undefined;
  try {
    return clipIn(JSON.parse(text));
  } catch {
    return undefined; // not ours, or not whole
  }
}

const idPattern = /^[a-z][a-z0-9]{9,15}$/;
const keyPattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$/;

class Unfit extends Error {}

function need(holds: boolean): asserts holds {
  if (!holds) throw new Unfit("the clipboard holds something else");
}

function bagIn(value: unknown): Bag {
  need(typeof value === "object" && value !== null && !Array.isArray(value));
  return value as Bag;
}

function textIn(value: unknown): string {
  need(typeof value === "string");
  return value;
}

const entriesIn = <T>(value: unknown, keys: RegExp, read: (value: unknown) => T): { [key: string]: T } =>
  Object.fromEntries(
    Object.entries(bagIn(value)).map(([key, member]) => {
      need(keys.test(key));
      return [key, read(member)];
    }),
  );

function clipIn(value: unknown): Clip {
  const clip = bagIn(value);
  need(clip.vpcanvas === "copy" && clip.version === 1 && Array.isArray(clip.roots));
  const resources = entriesIn(clip.resources, idPattern, resourceIn);
  const roots = clip.roots.map(textIn);
  need(roots.every((id) => Object.hasOwn(resources, id)));
  // Whatever is no root lies in another of them, and owners never in what they own.
  for (const id of Object.keys(resources)) need(reachesRoot(resources, roots, id));
  return {
    vpcanvas: "copy",
    version: 1,
    roots,
    resources,
    flows: entriesIn(clip.flows, idPattern, flowIn),
    places: entriesIn(clip.places, idPattern, placeIn),
    around: entriesIn(clip.around, idPattern, namedIn),
  };
}

function reachesRoot(resources: Clip["resources"], roots: readonly string[], id: string): boolean {
  let at: string | undefined = id;
  for (let depth = 0; at !== undefined && depth < 8; depth++) {
    if (roots.includes(at)) return true;
    at = resources[at]?.parent;
  }
  return false;
}

function kindIn(value: unknown): Resource["kind"] {
  const found = kinds.find(({ name }) => name === value);
  need(found !== undefined && found.name !== "internet" && found.name !== "scope");
  return found.name;
}

const namedIn = (value: unknown) => {
  const { kind, name } = bagIn(value);
  const found = kinds.find((one) => one.name === kind);
  need(found !== undefined);
  return { kind: found.name, name: textIn(name) };
};

function resourceIn(value: unknown): Resource {
  const { kind, name, parent, props, tags } = bagIn(value);
  const known = kindIn(kind);
  return {
    kind: known,
    name: textIn(name),
    ...(parent !== undefined && { parent: textIn(parent) }),
    props: { ...defaultsOf(known), ...fieldsIn(kindOf(known).fields, bagIn(props)) },
    tags: Object.fromEntries(Object.entries(bagIn(tags)).map(([key, tag]) => [key, textIn(tag)])),
    exportName: "",
  } as unknown as Resource;
}

/** The properties that the kind has, each of its type; others are left behind. */
function fieldsIn(fields: readonly Field[], bag: Bag): Bag {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = Object.hasOwn(bag, field.name) ? bag[field.name] : undefined;
      return value === undefined ? [] : [[field.name, fieldIn(field, value)]];
    }),
  );
}

function fieldIn(field: Field, value: unknown): unknown {
  switch (field.type) {
    case "bool":
      need(typeof value === "boolean");
      return value;
    case "int":
      need(Number.isSafeInteger(value));
      return value;
    case "ref":
      return refIn(value);
    case "set":
      return entriesIn(value, idPattern, () => true);
    case "addresses":
      return entriesIn(value, /^[0-9a-fA-F.:/]{2,49}$/, () => true);
    case "rows":
      return entriesIn(value, keyPattern, (row) => fieldsIn(field.fields ?? [], bagIn(row)));
    default:
      return textIn(value);
  }
}

function refIn(value: unknown): Ref {
  if (typeof value === "string") return value;
  const ref = bagIn(value);
  if (Object.hasOwn(ref, "gone")) return { gone: namedIn(ref.gone) };
  const { awsId, account, region } = bagIn(ref.external);
  return {
    external: {
      awsId: textIn(awsId),
      ...(account !== undefined && { account: textIn(account) }),
      ...(region !== undefined && { region: textIn(region) }),
    },
  };
}

const endTexts = ["interface", "cidr", "service", "region"] as const;

function endIn(value: unknown): End {
  const end = bagIn(value);
  const texts = endTexts.flatMap((name) => (end[name] === undefined ? [] : [[name, textIn(end[name])]]));
  return { ...(end.ref !== undefined && { ref: refIn(end.ref) }), ...Object.fromEntries(texts) };
}

function flowIn(value: unknown): Flow {
  const flow = bagIn(value);
  return {
    from: endIn(flow.from),
    to: endIn(flow.to),
    services: entriesIn(flow.services, keyPattern, (row) => {
      const { protocol, ports, types } = bagIn(row);
      return {
        protocol: textIn(protocol),
        ...(ports !== undefined && { ports: textIn(ports) }),
        ...(types !== undefined && { types: textIn(types) }),
      };
    }),
    family: textIn(flow.family),
    expect: textIn(flow.expect),
    ...(flow.via !== undefined && { via: refIn(flow.via) }),
    why: textIn(flow.why),
  };
}

function placeIn(value: unknown): Place {
  const { x, y, w, h, folded } = bagIn(value);
  for (const number of [x, y, w, h]) need(Number.isSafeInteger(number) && Math.abs(Number(number)) < 1e6);
  return { x, y, w, h, ...(folded === true && { folded }) } as Place;
}

/** Ids that no design gives away: a reference to them is kept as it is. */
export const isReserved = (id: string): boolean => id === internetId || id === "";
