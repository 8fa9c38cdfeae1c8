// What can be added where.
import { allowsParent } from "../wire/catalogue";
import { type Design, type KindName, kinds } from "../wire/gen";

/** The kinds that a person may add inside an element of this kind. */
export const addableIn = (owner: KindName): KindName[] =>
  kinds.filter((kind) => allowsParent(kind.name, owner)).map((kind) => kind.name);

/** What stands at the very top besides scopes and the one internet: outside AWS. */
const standing: readonly KindName[] = kinds
  .map(({ name }) => name)
  .filter((name) => name !== "internet" && name !== "scope" && allowsParent(name, ""));

/** The kinds that stand at the top of the tree: inside the one scope that is not shown, or at the very top. */
export function addableAtTop(doc: Design): { kind: KindName; owner: string | undefined }[] {
  const scopes = Object.entries(doc.resources).filter(([, { kind }]) => kind === "scope");
  const [only, another] = scopes;
  const outside = standing.map((kind) => ({ kind, owner: undefined }));
  if (another) return [{ kind: "scope", owner: undefined }, ...outside];
  return [...addableIn("scope").map((kind) => ({ kind, owner: only?.[0] })), ...outside];
}
