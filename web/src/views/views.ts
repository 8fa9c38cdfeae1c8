import type { KindName, Resource } from "../wire/gen";
import { awsService } from "./awsService";
import { client } from "./client";
import { containerService } from "./containerService";
import { corporateNetwork } from "./corporateNetwork";
import { customerGateway } from "./customerGateway";
import { database } from "./database";
import { directConnect } from "./directConnect";
import { egressOnlyInternetGateway } from "./egressOnlyInternetGateway";
import { lambda } from "./function";
import { gatewayEndpoint } from "./gatewayEndpoint";
import {
  elasticIp,
  flowLog,
  hostedZone,
  networkAcl,
  prefixList,
  record,
  routeTable,
  securityGroup,
  targetGroup,
} from "./hidden";
import { instance } from "./instance";
import { interfaceEndpoint } from "./interfaceEndpoint";
import { internet } from "./internet";
import { internetGateway } from "./internetGateway";
import { loadBalancer } from "./loadBalancer";
import { natGateway } from "./natGateway";
import { networkInterface } from "./networkInterface";
import { peering } from "./peering";
import { scope } from "./scope";
import { subnet } from "./subnet";
import type { Facts, Look, View } from "./view";
import { vpc } from "./vpc";
import { vpnConnection } from "./vpnConnection";
import { vpnGateway } from "./vpnGateway";

/** The view of each kind. A kind without one does not compile. */
export const views: { readonly [K in KindName]: View<K> } = {
  internet,
  scope,
  vpc,
  subnet,
  routeTable,
  networkAcl,
  securityGroup,
  internetGateway,
  natGateway,
  elasticIp,
  instance,
  networkInterface,
  loadBalancer,
  targetGroup,
  client,
  egressOnlyInternetGateway,
  peering,
  gatewayEndpoint,
  interfaceEndpoint,
  database,
  function: lambda,
  containerService,
  awsService,
  corporateNetwork,
  vpnGateway,
  customerGateway,
  vpnConnection,
  directConnect,
  prefixList,
  flowLog,
  hostedZone,
  record,
};

export function lookOf(resource: Resource, facts: Facts): Look {
  // The mapped type pairs each kind with its view; TypeScript cannot follow that through an index.
  const view = views[resource.kind] as unknown as { look(resource: Resource, facts: Facts): Look };
  return view.look(resource, facts);
}
