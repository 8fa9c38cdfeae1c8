// What conversations may begin and end at, as a node of the drawing.
import type { KindName } from "../wire/gen";

/** A security group is an end too, but has no place of its own. */
export const flowEnds: ReadonlySet<KindName> = new Set([
  "internet",
  "client",
  "corporateNetwork",
  "awsService",
  "instance",
  "networkInterface",
  "natGateway",
  "loadBalancer",
  "database",
  "function",
  "containerService",
  "interfaceEndpoint",
  "subnet",
  "vpc",
]);
