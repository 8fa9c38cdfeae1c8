// New elements: where they go and what they start with.
import { t, word } from "../i18n";
import { freeBlock } from "../store/cidr";
import { internetId } from "../store/document";
import { isPlaced } from "../store/interfaces";
import type { Store } from "../store/store";
import { leadsToInternet } from "../views/derived";
import { allowsParent, defaultsOf, kindOf } from "../wire/catalogue";
import { type Design, type KindName, kinds, type Op } from "../wire/gen";
import { newId, newRowKey } from "../wire/ids";
import type { Action } from "./action";
import { startOfLine } from "./addLine";

/** An action for every kind that a person may add. */
export const addActions: readonly Action[] = kinds
  .filter((kind) => kind.name !== internetId && kind.name !== "scope")
  .map((kind) => ({
    id: `add-${kind.name}`,
    keys: [],
    label: () => t("action.add", { kind: word(kind.title) }),
    glyph: kind.name,
    needs: ({ store }) =>
      store.state.connection.canEdit
        ? t("action.needs", { kinds: kind.parents.map((parent) => word(kindOf(parent).title)).join(", ") })
        : undefined,
    enabled: ({ store }) =>
      store.state.connection.canEdit &&
      (kind.name === "vpc" || allowsParent(kind.name, "") || parentFor(store, kind.name) !== undefined),
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

export const add = (store: Store, kind: KindName): void => addTo(store, kind, parentFor(store, kind));

/** Adds an element inside `owner`, or where there is none at the top. */
export function addTo(store: Store, kind: KindName, owner: string | undefined): void {
  const { doc } = store.state;
  const ops: Op[] = [];
  // What stands outside AWS is put into nothing, wherever it is asked for.
  let parent = allowsParent(kind, "") ? undefined : owner;
  if (parent === undefined && !allowsParent(kind, "")) {
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
    value: resource(kind, name, parent, startOf(doc, kind, parent ?? "")),
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
      return { interfaces: { eth0: newInterface(doc, parent) } };
    case "networkInterface":
      return { interfaces: { eth0: { ...newInterface(doc, parent), public: "none" } } };
    case "loadBalancer":
      return newBalancer(doc, parent);
    case "internetGateway":
    case "vpnGateway":
      return attachable(doc, kind);
    default:
      return isPlaced(kind) ? newPlaced(doc, parent) : startOfLine(doc, kind, parent);
  }
}

/** As the console launches it: in the VPC's default group, public where the subnet says so. */
function newInterface(doc: Design, subnet: string) {
  const place = doc.resources[subnet];
  return {
    addresses: {},
    groups: defaultGroup(doc, place?.parent ?? ""),
    public: place?.kind === "subnet" && place.props.mapPublicIpOnLaunch ? "auto" : "none",
    sourceDestCheck: true,
  };
}

function defaultGroup(doc: Design, vpc: string) {
  const group = `${vpc}sg`;
  return doc.resources[group] ? { [group]: true } : {};
}

/** In one subnet of each zone, those that lead to the internet first; it listens for HTTP where there is a
 * target group to ask. */
function newBalancer(doc: Design, vpc: string) {
  const inside = Object.entries(doc.resources).filter(([, { parent }]) => parent === vpc);
  const group = inside.find(([, { kind }]) => kind === "targetGroup")?.[0];
  return {
    subnets: inEachZone(doc, vpc, true),
    securityGroups: defaultGroup(doc, vpc),
    listeners: rowsOf(group === undefined ? [] : [{ protocol: "HTTP", port: 80, targetGroup: group }]),
  };
}

/** Rows with one subnet of each zone, those first that lead to the internet, or those that do not. */
function inEachZone(doc: Design, vpc: string, leading: boolean) {
  const zones = new Map<string, string>();
  for (const wanted of [leading, !leading]) {
    for (const [id, { kind, parent, props }] of Object.entries(doc.resources)) {
      if (kind !== "subnet" || parent !== vpc || zones.has(props.availabilityZone)) continue;
      if (leadsToInternet(doc, id) === wanted) zones.set(props.availabilityZone, id);
    }
  }
  return rowsOf([...zones.values()].map((subnet) => ({ subnet })));
}

/** In a private subnet of each zone, in the VPC's default group. */
const newPlaced = (doc: Design, vpc: string) => ({
  subnets: inEachZone(doc, vpc, false),
  securityGroups: defaultGroup(doc, vpc),
});

const rowsOf = <T>(rows: readonly T[]): { [key: string]: T } =>
  Object.fromEntries(rows.map((row) => [newRowKey(), row]));

/** Attached at once where only one VPC can be meant: the one that has no gateway of the kind. */
function attachable(doc: Design, kind: KindName) {
  const all = Object.entries(doc.resources);
  const taken = all.map(([, { kind: other, props }]) =>
    other === kind && "vpc" in props ? props.vpc : undefined,
  );
  const [only, another] = all.filter(([id, resource]) => resource.kind === "vpc" && !taken.includes(id));
  return only && !another ? { vpc: only[0] } : {};
}

function newSubnet(doc: Design, parent: string) {
  const vpc = doc.resources[parent];
  const siblings = Object.values(doc.resources).filter((other) => other.parent === parent);
  const zone = siblings.flatMap((other) =>
    other.kind === "subnet" ? [other.props.availabilityZone] : [],
  )[0];
  const scope = doc.resources[vpc?.parent ?? ""];
  const region = scope?.kind === "scope" ? scope.props.region : "us-east-1";
  const within =
    vpc?.kind === "vpc"
      ? [vpc.props.cidr, ...Object.values(vpc.props.secondaryCidrs).map((row) => row.cidr)]
      : [];
  // A small VPC is halved rather than used up by its first subnet.
  const bits = Math.min(28, Math.max(24, Number(within[0]?.split("/")[1] ?? 16) + 1));
  return {
    cidr: freeBlock(within, blocks(doc, "subnet", parent), bits) ?? "",
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
