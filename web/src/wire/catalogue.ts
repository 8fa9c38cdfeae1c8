// Look-ups in the kind catalogue that the engine wrote.
import { type Kind, type KindName, kinds } from "./gen";

const byName = new Map<string, Kind>(kinds.map((kind) => [kind.name, kind]));

export function kindOf(name: KindName): Kind {
  const kind = byName.get(name);
  if (!kind) throw new Error(`no kind ${name} in the catalogue`);
  return kind;
}

/** A fresh copy of the properties that AWS gives a new resource of this kind. */
export function defaultsOf(name: KindName): { [property: string]: unknown } {
  return structuredClone(kindOf(name).defaults) as { [property: string]: unknown };
}

/** Whether a resource of kind `child` may lie directly in one of kind `parent` ("" is the top). */
export function allowsParent(child: KindName, parent: KindName | ""): boolean {
  const { parents } = kindOf(child);
  return parents.length === 0 ? parent === "" : parent !== "" && parents.includes(parent);
}
