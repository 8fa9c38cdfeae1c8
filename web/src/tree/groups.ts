// The shelves of the long list of kinds, for the menus that add.
import type { Key } from "../i18n";
import type { KindName } from "../wire/gen";

/** In the order of the menu. */
export const groups = ["network", "gateways", "compute", "data", "endpoints", "outside", "names"] as const;

export type Group = (typeof groups)[number];

export const groupTitle: { readonly [G in Group]: Key } = {
  network: "group.network",
  gateways: "group.gateways",
  compute: "group.compute",
  data: "group.data",
  endpoints: "group.endpoints",
  outside: "group.outside",
  names: "group.names",
};

/** A kind without a shelf does not compile. */
const groupOf: { readonly [K in KindName]: Group } = {
  scope: "network",
  vpc: "network",
  subnet: "network",
  routeTable: "network",
  networkAcl: "network",
  securityGroup: "network",
  prefixList: "network",
  elasticIp: "network",
  networkInterface: "network",
  internetGateway: "gateways",
  egressOnlyInternetGateway: "gateways",
  natGateway: "gateways",
  peering: "gateways",
  instance: "compute",
  loadBalancer: "compute",
  targetGroup: "compute",
  function: "compute",
  containerService: "compute",
  database: "data",
  awsService: "data",
  gatewayEndpoint: "endpoints",
  interfaceEndpoint: "endpoints",
  internet: "outside",
  client: "outside",
  corporateNetwork: "outside",
  customerGateway: "outside",
  vpnGateway: "outside",
  vpnConnection: "outside",
  directConnect: "outside",
  hostedZone: "names",
  record: "names",
  flowLog: "names",
};

export interface Shelf<T> {
  readonly group: Group;
  readonly members: readonly T[];
}

/** What is offered, shelf by shelf; empty shelves are left out. */
export function shelved<T>(all: readonly T[], kindOf: (one: T) => KindName): Shelf<T>[] {
  return groups.flatMap((group) => {
    const members = all.filter((one) => groupOf[kindOf(one)] === group);
    return members.length > 0 ? [{ group, members }] : [];
  });
}
