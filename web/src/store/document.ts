// Reading and changing a document. A document is never changed in place: an operation makes new objects
// along the path that it touches and shares the rest, so that "what changed" is a comparison of references.
import { defaultsOf, kindOf } from "../wire/catalogue";
import type { Design, KindName, Op, Patch, Place, Ref, Resource, Section } from "../wire/gen";

/** Any JSON object, while its type does not matter. */
export type Bag = { readonly [key: string]: unknown };

/** The sections that hold elements by id. */
export type ElementSection = Exclude<Section, "design">;

export const internetId = "internet";
export const mainView = "main";

export function emptyDesign(name = ""): Design {
  return {
    schema: 1,
    name,
    resources: {},
    flows: {},
    suppressions: {},
    notes: {},
    views: { [mainView]: { title: "", places: {} } },
  };
}

/** The id that a reference names; undefined where it names something gone, outside, or nothing. */
export const refId = (ref: Ref | undefined): string | undefined =>
  typeof ref === "string" && ref !== "" ? ref : undefined;

export function elementAt(doc: Design, section: ElementSection, id: string): Bag | undefined {
  const table: Bag = doc[section];
  return Object.hasOwn(table, id) ? (table[id] as Bag) : undefined;
}

/** A patch path in parts. What follows a section's own map is one key, dots and all (a tag may hold them). */
export function pathParts(section: Section, path: string): string[] {
  const parts = path.split(".");
  const most = section === "resources" && parts[0] === "props" ? 3 : 2;
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(".")];
}

export function valueAt(element: Bag, parts: readonly string[]): unknown {
  let value: unknown = element;
  for (const part of parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Bag)[part];
  }
  return value;
}

/** A copy of `bag` with the value at the path set, or removed where it is undefined. */
export function withValue(bag: Bag, parts: readonly string[], value: unknown): Bag {
  const [head, ...rest] = parts;
  if (head === undefined) return bag;
  const inner = rest.length === 0 ? value : withValue((bag[head] as Bag | undefined) ?? {}, rest, value);
  if (inner !== undefined) return { ...bag, [head]: inner };
  const { [head]: _, ...others } = bag;
  return others;
}

/** What the engine stores for a patch: null removes a row and gives a scalar its default; an empty reference
 * is absent. */
export function storedValue(
  section: Section,
  element: Bag,
  parts: readonly string[],
  value: unknown,
): unknown {
  if (section !== "resources" || parts[0] !== "props") {
    return value === null || (value === "" && optionalOutside.has(parts.join("."))) ? undefined : value;
  }
  if (parts.length > 2) return value ?? undefined;
  const name = parts[1] ?? "";
  const kind = element.kind as KindName;
  if (value === null) return defaultsOf(kind)[name];
  const isRef = kindOf(kind).fields.some((field) => field.name === name && field.type === "ref");
  return isRef && value === "" ? undefined : value;
}

const optionalOutside: ReadonlySet<string> = new Set(["via", "attached", "row", "until"]);

/** An edit in the making: copies each section at its first change only. */
export class Draft {
  doc: Design;
  readonly #copied = new Set<ElementSection>();

  constructor(doc: Design) {
    this.doc = doc;
  }

  /** Does one operation and says how to undo it; undefined when it does not fit the document. */
  run(op: Op): Op | undefined {
    switch (op.op) {
      case "put":
        return this.#put(op.section, op.id, op.value);
      case "del":
        return this.#del(op.section, op.id);
      case "patch":
        return this.#patch(op);
      case "move":
        return this.#move(op.id, op.parent, op.view, op.place);
    }
  }

  #put(section: Section, id: string, value: unknown): Op | undefined {
    if (section === "design" || elementAt(this.doc, section, id)) return undefined;
    this.#set(section, id, value);
    return { op: "del", section, id };
  }

  #del(section: Section, id: string): Op | undefined {
    if (section === "design") return undefined;
    const value = elementAt(this.doc, section, id);
    if (!value) return undefined;
    this.#set(section, id, undefined);
    return { op: "put", section, id, value };
  }

  #patch({ section, id, path, value }: Patch): Op | undefined {
    if (section === "design") {
      if (path !== "name" || typeof value !== "string") return undefined;
      const inverse: Op = { op: "patch", section, id, path, value: this.doc.name };
      this.doc = { ...this.doc, name: value };
      return inverse;
    }
    const element = elementAt(this.doc, section, id);
    if (!element) return undefined;
    const parts = pathParts(section, path);
    const old = valueAt(element, parts);
    this.#set(section, id, withValue(element, parts, storedValue(section, element, parts, value)));
    return { op: "patch", section, id, path, value: old ?? null };
  }

  #move(id: string, parent: string, view: string | undefined, place: Place | undefined): Op | undefined {
    const resource: Resource | undefined = this.doc.resources[id];
    if (!resource && id !== internetId) return undefined;
    const inverse: Op = { op: "move", id, parent: resource?.parent ?? "" };
    if (view !== undefined && view !== "") {
      const drawn = this.doc.views[view];
      if (!drawn) return undefined;
      inverse.view = view;
      const old = drawn.places[id];
      if (old) inverse.place = old;
      this.#set("views", view, withValue({ ...drawn }, ["places", id], place));
    }
    if (resource && (resource.parent ?? "") !== parent) {
      this.#set("resources", id, withValue({ ...resource }, ["parent"], parent === "" ? undefined : parent));
    }
    return inverse;
  }

  #set(section: ElementSection, id: string, value: unknown): void {
    if (!this.#copied.has(section)) {
      this.doc = { ...this.doc, [section]: { ...this.doc[section] } };
      this.#copied.add(section);
    }
    const table = this.doc[section] as { [id: string]: unknown };
    if (value === undefined) delete table[id];
    else table[id] = value;
  }
}

export interface Applied {
  doc: Design;
  /** Undoes the operations, in the order to run it. */
  inverse: Op[];
}

/** All of the operations or, when one does not fit, undefined: an edit is atomic here as on the server. */
export function applyOps(doc: Design, ops: readonly Op[]): Applied | undefined {
  const draft = new Draft(doc);
  const inverse: Op[] = [];
  for (const op of ops) {
    const back = draft.run(op);
    if (!back) return undefined;
    inverse.push(back);
  }
  return { doc: draft.doc, inverse: inverse.reverse() };
}
