// Facts that follow from the design and are stored nowhere: which table serves a subnet, how many addresses
// are left, what always stands in a table. Whether a subnet is public is the engine's word; here is only the
// route that shows it.
import { t } from "../i18n";
import { refId } from "../store/document";
import { interfacesOf } from "../store/interfaces";
import { optionText } from "../views/text";
import type { Design, Ref, ResourceOf, Subnet, VPC } from "../wire/gen";
import { type Block, parseBlock, sizeOf, usableOf } from "./addresses";
import { nameAt, ownerOf } from "./elements";
import type { DerivedRow } from "./fields/RowsField";

type Resources = Design["resources"];

const subnetAt = (resources: Resources, id: string): ResourceOf<"subnet"> | undefined => {
  const found = resources[id];
  return found?.kind === "subnet" ? found : undefined;
};

export function vpcOf(doc: Design, id: string): { id: string; props: VPC } | undefined {
  const owner = ownerOf(doc, id, "vpc");
  const found = owner === undefined ? undefined : doc.resources[owner];
  return owner !== undefined && found?.kind === "vpc" ? { id: owner, props: found.props } : undefined;
}

export const blocksOf = ({ cidr, secondaryCidrs }: VPC): Block[] =>
  [cidr, ...Object.values(secondaryCidrs).map((row) => row.cidr)].flatMap((text) => parseBlock(text) ?? []);

/** What serves a subnet, and whether it was chosen or is the VPC's own. */
export interface Serving {
  readonly id: string;
  readonly chosen: boolean;
}

/** The one that the reference names, if it lies in the VPC, else AWS's own, whose id is derived from the VPC's. */
function serving(doc: Design, vpc: string, chosen: Ref | undefined, own: string): Serving | undefined {
  const id = refId(chosen);
  if (id !== undefined && doc.resources[id]?.parent === vpc) return { id, chosen: true };
  return doc.resources[own] ? { id: own, chosen: false } : undefined;
}

/** The table that serves the subnets of a VPC which have none of their own. */
export function mainTableOf(doc: Design, id: string): Serving | undefined {
  const vpc = vpcOf(doc, id);
  return vpc && serving(doc, vpc.id, vpc.props.mainRouteTable, `${vpc.id}main`);
}

export function routeTableOf(doc: Design, subnet: string): Serving | undefined {
  const vpc = vpcOf(doc, subnet);
  const chosen = subnetAt(doc.resources, subnet)?.props.routeTable;
  return vpc && serving(doc, vpc.id, chosen, mainTableOf(doc, subnet)?.id ?? "");
}

export function networkAclOf(doc: Design, subnet: string): Serving | undefined {
  const vpc = vpcOf(doc, subnet);
  const chosen = subnetAt(doc.resources, subnet)?.props.networkAcl;
  return vpc && serving(doc, vpc.id, chosen, `${vpc.id}nacl`);
}

/** What serves where a property names none: the VPC's main table or default ACL, or the table made with the VPC. */
export function servingUnnamed(doc: Design, owner: string, property: string): Serving | undefined {
  const vpc = vpcOf(doc, owner);
  if (!vpc) return undefined;
  const isSubnet = subnetAt(doc.resources, owner) !== undefined;
  if (isSubnet && property === "routeTable") return mainTableOf(doc, owner);
  if (isSubnet && property === "networkAcl") return serving(doc, vpc.id, undefined, `${vpc.id}nacl`);
  return property === "mainRouteTable" ? serving(doc, vpc.id, undefined, `${vpc.id}main`) : undefined;
}

export interface Proof {
  readonly table: string;
  readonly row: string;
  readonly destination: string;
  readonly gateway: string;
}

/** The route that leads out of a subnet through an internet gateway of its VPC. */
export function wayOut(doc: Design, subnet: string): Proof | undefined {
  const table = routeTableOf(doc, subnet)?.id;
  const found = table === undefined ? undefined : doc.resources[table];
  if (table === undefined || found?.kind !== "routeTable") return undefined;
  for (const [row, { destination, target }] of Object.entries(found.props.routes)) {
    const gateway = refId(target);
    const at = gateway === undefined ? undefined : doc.resources[gateway];
    if (gateway === undefined || at?.kind !== "internetGateway") continue;
    if (refId(at.props.vpc) === found.parent) return { table, row, destination, gateway };
  }
  return undefined;
}

export interface AddressCount {
  readonly total: bigint;
  readonly usable: bigint;
  readonly used: bigint;
}

export function addressesOf(doc: Design, subnet: string): AddressCount | undefined {
  const block = parseBlock(subnetAt(doc.resources, subnet)?.props.cidr ?? "");
  if (block?.family !== 4) return undefined;
  return { total: sizeOf(block), usable: usableOf(block), used: BigInt(usedIn(doc.resources, subnet)) };
}

/** Each interface takes at least one address, also one that AWS picks. */
function usedIn(resources: Resources, subnet: string): number {
  let used = 0;
  for (const resource of Object.values(resources)) {
    for (const { subnet: place, addresses } of interfacesOf(resource)) {
      const home = place === undefined ? resource.parent : refId(place);
      if (home === subnet) used += Math.max(1, Object.keys(addresses).length);
    }
  }
  return used;
}

export interface VpcCount {
  readonly total: bigint;
  readonly inSubnets: bigint;
  readonly subnets: number;
}

export function addressesOfVpc(doc: Design, id: string): VpcCount | undefined {
  const vpc = doc.resources[id];
  if (vpc?.kind !== "vpc") return undefined;
  const inside: (Subnet | undefined)[] = Object.keys(doc.resources)
    .filter((other) => doc.resources[other]?.parent === id)
    .map((other) => subnetAt(doc.resources, other)?.props);
  const subnets = inside.flatMap((props) => props ?? []);
  return {
    total: sum(blocksOf(vpc.props)),
    inSubnets: sum(subnets.flatMap(({ cidr }) => parseBlock(cidr) ?? [])),
    subnets: subnets.length,
  };
}

const sum = (blocks: readonly Block[]): bigint => blocks.reduce((all, block) => all + sizeOf(block), 0n);

/** The rows that stand in a table by themselves: local routes before all others, a final deny behind them. */
export function derivedRows(doc: Design, id: string, field: string): DerivedRow[] {
  const { kind } = doc.resources[id] ?? {};
  if (kind === "routeTable" && field === "routes") {
    const blocks = vpcBlocksText(doc, id);
    const local = blocks.map((destination) => ({
      cells: { destination, target: t("row.local") },
      why: t("row.derived"),
    }));
    return [...local, ...endpointRows(doc, id), ...propagatedRows(doc, id)];
  }
  if (kind !== "networkAcl") return [];
  const cells = { ruleNumber: "*", action: t("row.deny"), protocol: t("protocol.all"), cidr: t("row.rest") };
  return [{ cells, why: t("row.derived"), last: true }];
}

function vpcBlocksText(doc: Design, id: string): string[] {
  const vpc = vpcOf(doc, id);
  if (!vpc) return [];
  const { cidr, secondaryCidrs, ipv6Cidrs } = vpc.props;
  const others = [...Object.values(secondaryCidrs), ...Object.values(ipv6Cidrs)].map((row) => row.cidr);
  return [cidr, ...others].flatMap((block) => block || []);
}

/** A gateway endpoint puts a route to its service into the tables that it is associated with (semantics 102). */
function endpointRows(doc: Design, table: string): DerivedRow[] {
  return Object.entries(doc.resources).flatMap(([id, other]) =>
    other.kind === "gatewayEndpoint" && other.props.routeTables[table]
      ? [
          {
            cells: {
              destination: optionText("gatewayEndpoint", "service", other.props.service),
              target: nameAt(doc, id),
            },
            why: t("row.endpoint"),
            last: true,
          },
        ]
      : [],
  );
}

/** What VPN gateways take over from the far ends of their lines (semantics 118). */
function propagatedRows(doc: Design, table: string): DerivedRow[] {
  const found = doc.resources[table];
  if (found?.kind !== "routeTable") return [];
  const rows = new Map<string, DerivedRow>();
  for (const line of Object.values(doc.resources)) {
    if (line.kind !== "vpnConnection" && line.kind !== "directConnect") continue;
    const gateway = refId(line.props.vpnGateway);
    if (gateway === undefined || !found.props.propagations[gateway]) continue;
    // Two lines to one network bring one row.
    for (const destination of announced(doc, line)) {
      const cells = { destination, target: nameAt(doc, gateway) };
      rows.set(`${gateway} ${destination}`, { cells, why: t("row.propagated"), last: true });
    }
  }
  return [...rows.values()];
}

/** The blocks that the far end announces: its routes, or where there are none its network's own. */
function announced(doc: Design, line: ResourceOf<"vpnConnection"> | ResourceOf<"directConnect">): string[] {
  const routes = Object.values(line.props.routes).flatMap(({ cidr }) => cidr || []);
  if (routes.length > 0) return routes;
  const customer =
    line.kind === "vpnConnection" ? doc.resources[refId(line.props.customerGateway) ?? ""] : line;
  const far = customer && "network" in customer.props ? refId(customer.props.network) : undefined;
  const network = doc.resources[far ?? ""];
  return network?.kind === "corporateNetwork"
    ? Object.values(network.props.cidrs).flatMap(({ cidr }) => cidr || [])
    : [];
}

/** Who uses AWS's own objects without naming them: subnets without a table, interfaces without a group. */
export function silentUsers(doc: Design, id: string): string[] {
  const { kind, parent } = doc.resources[id] ?? {};
  if (parent === undefined) return [];
  if (kind === "routeTable" || kind === "networkAcl") {
    const servingOf = kind === "routeTable" ? routeTableOf : networkAclOf;
    return Object.keys(doc.resources).filter((other) => {
      const found = subnetAt(doc.resources, other) && servingOf(doc, other);
      return found?.id === id && !found.chosen;
    });
  }
  return kind === "securityGroup" && id === `${parent}sg` ? groupless(doc, parent) : [];
}

function groupless(doc: Design, vpc: string): string[] {
  return Object.entries(doc.resources).flatMap(([id, resource]) => {
    // A NAT gateway is in no group at all (semantics 39).
    if (resource.kind === "natGateway" || ownerOf(doc, id, "vpc") !== vpc) return [];
    return interfacesOf(resource).some(({ groups }) => Object.keys(groups).length === 0) ? [id] : [];
  });
}

/** "main" and "default" beside the names of what AWS made with a VPC. */
export function roleOf(doc: Design, id: string): "main" | "default" | undefined {
  const { kind, parent } = doc.resources[id] ?? {};
  if (kind === undefined || parent === undefined) return undefined;
  if (kind === "routeTable") return mainTableOf(doc, id)?.id === id ? "main" : undefined;
  return id === `${parent}nacl` || id === `${parent}sg` ? "default" : undefined;
}

export const subnetOf = (doc: Design, id: string): string | undefined => ownerOf(doc, id, "subnet");
