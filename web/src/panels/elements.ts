// What elements are called and how they refer to each other, read from the document and the kind catalogue.
import { t, word } from "../i18n";
import { type Bag, internetId, refId } from "../store/document";
import { forbidden } from "../views/forbidden";
import { optionText } from "../views/text";
import { kindOf } from "../wire/catalogue";
import type { Design, End, Field, Flow, KindName, Ref, Resource, Service } from "../wire/gen";

export function kindAt(doc: Design, id: string): KindName | undefined {
  return id === internetId ? "internet" : doc.resources[id]?.kind;
}

/** How people call an element. */
export function nameAt(doc: Design, id: string): string {
  if (id === internetId) return word(kindOf("internet").title);
  const resource = doc.resources[id];
  if (resource) return resource.name || t("tree.unnamed");
  const flow = doc.flows[id];
  if (flow) return flowName(doc, flow);
  return id.startsWith(servicePrefix) ? serviceTitle(id.slice(servicePrefix.length)) : id;
}

/** How the engine calls a service that is not drawn, such as "service:s3". */
export const servicePrefix = "service:";

/** What AWS calls a service, where people know it by that. */
export const serviceTitle = (service: string): string => optionText("gatewayEndpoint", "service", service);

export function refText(doc: Design, ref: Ref | undefined): string {
  if (ref === undefined || ref === "") return "";
  if (typeof ref === "string") return nameAt(doc, ref);
  if ("gone" in ref) return t("ref.gone", { kind: word(kindOf(ref.gone.kind).title), name: ref.gone.name });
  return t("ref.external", { id: ref.external.awsId });
}

export function endText(doc: Design, end: End): string {
  if (end.cidr) return end.cidr;
  if (end.service) return [end.service, end.region].filter(Boolean).join(" ");
  return refText(doc, end.ref) || "?";
}

export const flowName = (doc: Design, { from, to }: Flow): string =>
  `${endText(doc, from)} → ${endText(doc, to)}`;

/** A service as people write it: "tcp/443", "icmp 8", "all". */
export function serviceText({ protocol, ports, types }: Service): string {
  if (protocol === "" || protocol === "all") return t("service.all");
  if (ports) return `${protocol}/${ports}`;
  return types ? `${protocol} ${types}` : protocol;
}

export const servicesText = (flow: Flow): string =>
  Object.values(flow.services).map(serviceText).join(", ") || t("service.all");

/** What an arrow carries, with a "no" where nothing may pass. */
export const expectationText = (flow: Flow): string =>
  flow.expect === "must-not" ? forbidden(flow, servicesText(flow)) : servicesText(flow);

/** The nearest owner of the kind, or the element itself. */
export function ownerOf(doc: Design, id: string, kind: KindName): string | undefined {
  for (let at: string | undefined = id; at !== undefined; at = doc.resources[at]?.parent) {
    if (doc.resources[at]?.kind === kind) return at;
  }
  return undefined;
}

// One collator for all: making one for each comparison costs more than the comparison.
const collator = new Intl.Collator(undefined, { numeric: true });

/** Names in the order in which people look for them: 2 before 10. */
export const byName = (a: string, b: string): number => collator.compare(a, b);

export interface Candidate {
  readonly id: string;
  readonly kind: KindName;
  readonly name: string;
  /** The VPC it lies in, where that is not the VPC of the one who asks. */
  readonly elsewhere: string;
}

/** A group belongs to one VPC and is attached only there; its rules may name groups of actively peered VPCs,
 * as the engine takes it (semantics 57, 67). */
const mayName = (doc: Design, asker: string, vpc: string | undefined): boolean =>
  kindAt(doc, asker) === "securityGroup" &&
  peersOf(doc, ownerOf(doc, asker, "vpc")).some((peer) => peer === vpc);

/** The VPCs that an active peering connection joins to one. */
function peersOf(doc: Design, vpc: string | undefined): string[] {
  return Object.values(doc.resources).flatMap((other) => {
    if (other.kind !== "peering" || other.props.status !== "active") return [];
    const ends = [refId(other.props.requester), refId(other.props.accepter)];
    return ends.includes(vpc) ? ends.flatMap((end) => (end !== undefined && end !== vpc ? [end] : [])) : [];
  });
}

/** What a reference of `asker` may name: its own VPC's first, then the others'. */
export function candidates(doc: Design, asker: string, kinds: readonly KindName[]): Candidate[] {
  const home = ownerOf(doc, asker, "vpc");
  const all = Object.entries(doc.resources).flatMap(([id, { kind }]) => {
    if (!kinds.includes(kind)) return [];
    const vpc = ownerOf(doc, id, "vpc");
    if (kind === "securityGroup" && home && vpc !== home && !mayName(doc, asker, vpc)) return [];
    const elsewhere = vpc && home && vpc !== home && vpc !== id ? nameAt(doc, vpc) : "";
    return [{ id, kind, name: nameAt(doc, id), elsewhere }];
  });
  return all.sort(
    (a, b) =>
      Number(a.elsewhere !== "") - Number(b.elsewhere !== "") ||
      byName(a.name, b.name) ||
      a.id.localeCompare(b.id),
  );
}

export interface Use {
  readonly id: string;
  /** The property that names the element. */
  readonly field: string;
  readonly row: string;
}

/** Who names the element, in any property of any kind. */
export function usesOf(doc: Design, id: string): Use[] {
  return Object.entries(doc.resources).flatMap(([other, resource]) =>
    kindOf(resource.kind).fields.flatMap((field) => usesIn(other, resource, field, id)),
  );
}

function usesIn(user: string, resource: Resource, field: Field, id: string): Use[] {
  const value = (resource.props as unknown as Bag)[field.name];
  if (field.type !== "rows")
    return namesIt(field, value, id) ? [{ id: user, field: field.name, row: "" }] : [];
  return Object.entries((value ?? {}) as { [key: string]: Bag }).flatMap(([row, cells]) =>
    (field.fields ?? []).some((column) => namesIt(column, cells[column.name], id))
      ? [{ id: user, field: field.name, row }]
      : [],
  );
}

function namesIt(field: Field, value: unknown, id: string): boolean {
  if (field.type === "ref") return refId(value as Ref | undefined) === id;
  return field.type === "set" && Object.hasOwn((value ?? {}) as object, id);
}
