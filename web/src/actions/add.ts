// New elements: where they go and what they start with.
import { t, word } from "../i18n";
import { freeBlock } from "../store/cidr";
import { internetId } from "../store/document";
import type { Store } from "../store/store";
import { allowsParent, defaultsOf, kindOf } from "../wire/catalogue";
import { type Design, type KindName, kinds, type Op } from "../wire/gen";
import { newId, newRowKey } from "../wire/ids";
import type { Action } from "./action";

/** An action for every kind that a person may add. */
export const addActions: readonly Action[] = kinds
  .filter((kind) => kind.name !== internetId && kind.name !== "scope")
  .map((kind) => ({
    id: `add-${kind.name}`,
    keys: [],
    label: () => t("action.add", { kind: word(kind.title) }),
    glyph: kind.name,
    enabled: ({ store }) =>
      store.state.connection.canEdit && (kind.name === "vpc" || parentFor(store, kind.name) !== undefined),
    run: ({ store }) => add(store, kind.name),
  }));

/** The nearest owner of the selection that may hold the kind, else the first one that may. */
function parentFor(store: Store, kind: KindName): string | undefined {
  const { doc, selection } = store.state;
  for (const selected of selection) {
    let id: string | undefined = selected;
    for (; id !== undefined; id = doc.resources[id]?.parent) {
      const owner = doc.resources[id];
      if (owner && allowsParent(kind, owner.kind)) return id;
    }
  }
  const fits = ([, owner]: [string, { kind: KindName }]) => allowsParent(kind, owner.kind);
  return Object.entries(doc.resources).find(fits)?.[0];
}

export function add(store: Store, kind: KindName): void {
  const { doc } = store.state;
  const ops: Op[] = [];
  let parent = parentFor(store, kind);
  if (parent === undefined) {
    // The first VPC of an empty diagram: its account and region come with it.
    parent = newId();
    ops.push({ op: "put", section: "resources", id: parent, value: resource("scope", "", undefined, {}) });
  }
  const id = newId();
  const name = freshName(doc, word(kindOf(kind).title));
  ops.push({
    op: "put",
    section: "resources",
    id,
    value: resource(kind, name, parent, startOf(doc, kind, parent)),
  });
  store.edit(t("edit.add", { name }), ops);
  store.select([id]);
}

function resource(kind: KindName, name: string, parent: string | undefined, props: object) {
  return {
    kind,
    name,
    ...(parent !== undefined && { parent }),
    props: { ...defaultsOf(kind), ...props },
    tags: {},
    exportName: "",
  };
}

function freshName(doc: Design, title: string): string {
  const taken = new Set(Object.values(doc.resources).map((other) => other.name));
  for (let n = 1; ; n++) if (!taken.has(`${title} ${n}`)) return `${title} ${n}`;
}

/** Values that make a new element useful at once: a block that is free, a zone, an interface. */
function startOf(doc: Design, kind: KindName, parent: string): { [property: string]: unknown } {
  switch (kind) {
    case "vpc":
      return { cidr: freeBlock(["10.0.0.0/8"], blocks(doc, "vpc"), 16) ?? "10.0.0.0/16" };
    case "subnet":
      return newSubnet(doc, parent);
    case "instance":
      return {
        interfaces: {
          [newRowKey()]: { addresses: {}, groups: {}, public: "none", sourceDestCheck: true },
        },
      };
    default:
      return {};
  }
}

function newSubnet(doc: Design, parent: string) {
  const vpc = doc.resources[parent];
  const siblings = Object.values(doc.resources).filter((other) => other.parent === parent);
  const zone = siblings.flatMap((other) =>
    other.kind === "subnet" ? [other.props.availabilityZone] : [],
  )[0];
  const scope = doc.resources[vpc?.parent ?? ""];
  const region = scope?.kind === "scope" ? scope.props.region : "us-east-1";
  const within = vpc?.kind === "vpc" ? vpc.props.cidr : "";
  return {
    cidr: freeBlock([within], blocks(doc, "subnet", parent), 24) ?? "",
    availabilityZone: zone ?? `${region}a`,
  };
}

function blocks(doc: Design, kind: "vpc" | "subnet", parent?: string): string[] {
  return Object.values(doc.resources).flatMap((other) =>
    (other.kind === "vpc" || other.kind === "subnet") &&
    other.kind === kind &&
    (parent === undefined || other.parent === parent)
      ? [other.props.cidr]
      : [],
  );
}
