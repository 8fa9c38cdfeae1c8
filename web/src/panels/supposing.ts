// What may be thought to be off, and how a choice of it changes.
import type { Design, KindName, Off } from "../wire/gen";
import { byName, nameAt } from "./elements";

/** What fails by itself, or is what all traffic of a VPC hangs on; instances follow, servers fail most. */
const kindsFirst: readonly KindName[] = ["natGateway", "internetGateway", "loadBalancer"];

/** Kinds that nothing fails with: borders, filters, and names. */
const neverOff: readonly KindName[] = [
  "internet",
  "client",
  "scope",
  "vpc",
  "subnet",
  "securityGroup",
  "networkAcl",
  "routeTable",
  "elasticIp",
  "targetGroup",
  "prefixList",
  "flowLog",
  "hostedZone",
  "record",
  "awsService",
];

export const zonesOf = (doc: Design): string[] => {
  const zones = new Set<string>();
  for (const resource of Object.values(doc.resources))
    if (resource.kind === "subnet" && resource.props.availabilityZone)
      zones.add(resource.props.availabilityZone);
  return [...zones].sort(byName);
};

/** The elements that may be off, gateways first, then by kind and name. */
export function candidatesOf(doc: Design): string[] {
  const rank = (kind: KindName) => {
    const at = kindsFirst.indexOf(kind);
    return at < 0 ? kindsFirst.length : at;
  };
  return Object.entries(doc.resources)
    .filter(([, { kind }]) => !neverOff.includes(kind))
    .sort(
      ([a, x], [b, y]) =>
        rank(x.kind) - rank(y.kind) || byName(x.kind, y.kind) || byName(nameAt(doc, a), nameAt(doc, b)),
    )
    .map(([id]) => id);
}

export const sameOff = (a: Off, b: Off): boolean => a.resource === b.resource && a.zone === b.zone;

export const isOff = (off: readonly Off[], one: Off): boolean => off.some((other) => sameOff(one, other));

/** The choice with one thing switched. */
export const toggled = (off: readonly Off[], one: Off): Off[] =>
  isOff(off, one) ? off.filter((other) => !sameOff(one, other)) : [...off, one];

export const offName = (doc: Design, { resource, zone }: Off): string => zone ?? nameAt(doc, resource ?? "");
