// What a new line between networks, or a thing that stands around VPCs, starts with: joined to what can only be
// meant, and to nothing where that is a choice.
import { freeBlock } from "../store/cidr";
import { refId } from "../store/document";
import type { Design, KindName } from "../wire/gen";
import { newRowKey } from "../wire/ids";

export function startOfLine(doc: Design, kind: KindName, parent: string): { [property: string]: unknown } {
  switch (kind) {
    case "peering":
      return newPeering(doc);
    case "gatewayEndpoint":
      return { routeTables: Object.fromEntries(tablesOf(doc, parent).map((id) => [id, true])) };
    case "corporateNetwork":
      return newNetwork(doc);
    case "customerGateway":
      return only(doc, "corporateNetwork", "network");
    case "vpnConnection":
      return { ...only(doc, "vpnGateway", "vpnGateway"), ...freeCustomer(doc) };
    case "directConnect":
      return { ...only(doc, "vpnGateway", "vpnGateway"), ...only(doc, "corporateNetwork", "network") };
    case "hostedZone":
      return newZone(doc);
    default:
      return {};
  }
}

const idsOf = (doc: Design, kind: KindName): string[] =>
  Object.keys(doc.resources).filter((id) => doc.resources[id]?.kind === kind);

/** A reference to the only element of its kind. */
function only(doc: Design, kind: KindName, property: string): { [property: string]: string } {
  const [first, another] = idsOf(doc, kind);
  return first !== undefined && another === undefined ? { [property]: first } : {};
}

/** Between the first two VPCs that no connection joins yet. */
function newPeering(doc: Design): { [property: string]: string } {
  const joined = new Set(
    Object.values(doc.resources).flatMap((other) =>
      other.kind === "peering"
        ? [pairOf(refId(other.props.requester) ?? "", refId(other.props.accepter) ?? "")]
        : [],
    ),
  );
  const vpcs = idsOf(doc, "vpc");
  for (const requester of vpcs) {
    const accepter = vpcs.find((id) => id !== requester && !joined.has(pairOf(requester, id)));
    if (accepter !== undefined) return { requester, accepter };
  }
  return vpcs[0] === undefined ? {} : { requester: vpcs[0] };
}

const pairOf = (a: string, b: string): string => [a, b].sort().join(" ");

/** AWS puts the route of a gateway endpoint into tables; all of the VPC's may use it. */
const tablesOf = (doc: Design, vpc: string): string[] =>
  idsOf(doc, "routeTable").filter((id) => doc.resources[id]?.parent === vpc);

function newNetwork(doc: Design) {
  const taken = Object.values(doc.resources).flatMap((other) => {
    if (other.kind === "vpc") return [other.props.cidr];
    return other.kind === "corporateNetwork"
      ? Object.values(other.props.cidrs).flatMap(({ cidr }) => cidr ?? [])
      : [];
  });
  const cidr = freeBlock(["192.168.0.0/16", "172.16.0.0/12"], taken, 16);
  return cidr === undefined ? {} : { cidrs: { [newRowKey()]: { cidr } } };
}

/** The only customer gateway to which no connection leads. */
function freeCustomer(doc: Design): { [property: string]: string } {
  const taken = new Set(
    Object.values(doc.resources).map((other) =>
      other.kind === "vpnConnection" ? refId(other.props.customerGateway) : undefined,
    ),
  );
  const [first, another] = idsOf(doc, "customerGateway").filter((id) => !taken.has(id));
  return first !== undefined && another === undefined ? { customerGateway: first } : {};
}

/** A private zone that every VPC may ask. */
const newZone = (doc: Design) => ({
  domain: "example.internal",
  private: true,
  vpcs: Object.fromEntries(idsOf(doc, "vpc").map((id) => [id, true])),
});
