import type { KindName, Resource } from "../wire/gen";
import { client } from "./client";
import { elasticIp, networkAcl, routeTable, securityGroup, targetGroup } from "./hidden";
import { instance } from "./instance";
import { internet } from "./internet";
import { internetGateway } from "./internetGateway";
import { loadBalancer } from "./loadBalancer";
import { natGateway } from "./natGateway";
import { networkInterface } from "./networkInterface";
import { scope } from "./scope";
import { subnet } from "./subnet";
import type { Facts, Look, View } from "./view";
import { vpc } from "./vpc";

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
};

export function lookOf(resource: Resource, facts: Facts): Look {
  // The mapped type pairs each kind with its view; TypeScript cannot follow that through an index.
  const view = views[resource.kind] as unknown as { look(resource: Resource, facts: Facts): Look };
  return view.look(resource, facts);
}
