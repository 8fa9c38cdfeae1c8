// What the canvas shows before the engine has spoken: guesses from the document that the analysis replaces.
import { refId } from "../store/document";
import { interfacesOf } from "../store/interfaces";
import type { Design, Interface, Resource } from "../wire/gen";

/** Whether the subnet's routes lead to a gateway that is attached to its VPC. */
export function leadsToInternet(doc: Design, subnetId: string): boolean {
  const subnet = doc.resources[subnetId];
  if (subnet?.kind !== "subnet" || subnet.parent === undefined) return false;
  const vpc = doc.resources[subnet.parent];
  if (vpc?.kind !== "vpc") return false;
  const main = refId(vpc.props.mainRouteTable) ?? `${subnet.parent}main`;
  const table = doc.resources[refId(subnet.props.routeTable) ?? main];
  if (table?.kind !== "routeTable") return false;
  return Object.values(table.props.routes).some(({ target }) => {
    const gateway = doc.resources[refId(target) ?? ""];
    return gateway?.kind === "internetGateway" && refId(gateway.props.vpc) === subnet.parent;
  });
}

/** The drawn resources that one concerns: subnets of a route table or ACL, members of a group, the targets of a
 * target group and who asks them, the subnets over which something is spread, who uses a list of blocks. */
export function concernedBy(doc: Design, id: string): string[] {
  const resource = doc.resources[id];
  if (!resource) return [];
  const drawn = Object.entries(doc.resources);
  switch (resource.kind) {
    case "routeTable":
    case "networkAcl":
      return drawn.flatMap(([subnet, other]) =>
        other.kind === "subnet" && other.parent === resource.parent && serves(doc, id, resource.kind, subnet)
          ? [subnet]
          : [],
      );
    case "securityGroup":
      return withInterface(doc, ({ groups }) => groups[id] === true);
    case "elasticIp":
      return withInterface(doc, (one) => one.public === id);
    case "targetGroup":
      return [
        ...Object.values(resource.props.targets).flatMap(({ target }) => refId(target) ?? []),
        ...drawn.flatMap(([balancer, other]) => (asks(other, id) ? [balancer] : [])),
      ];
    case "gatewayEndpoint":
      return Object.keys(resource.props.routeTables).flatMap((table) => concernedBy(doc, table));
    case "flowLog":
      return [refId(resource.props.watches) ?? resource.parent ?? ""];
    case "hostedZone":
      return Object.keys(resource.props.vpcs);
    case "record":
      return [refId(resource.props.target) ?? ""];
    case "prefixList":
      return drawn.flatMap(([other, one]) => (namesList(one, id) ? concernedBy(doc, other) : []));
    default:
      return subnetsOf(resource);
  }
}

/** The subnets over which it is spread: AWS has an interface of it in each. */
const subnetsOf = (resource: Resource): string[] =>
  "subnets" in resource.props
    ? Object.values(resource.props.subnets).flatMap(({ subnet }) => refId(subnet) ?? [])
    : [];

/** Whether a table or a group has a row about the prefix list. */
function namesList(resource: Resource, list: string): boolean {
  if (resource.kind === "routeTable")
    return Object.values(resource.props.routes).some(({ prefixList }) => prefixList === list);
  if (resource.kind !== "securityGroup") return false;
  const { ingress, egress } = resource.props;
  return [...Object.values(ingress), ...Object.values(egress)].some(({ prefixList }) => prefixList === list);
}

const asks = (resource: Resource, group: string): boolean =>
  resource.kind === "loadBalancer" &&
  Object.values(resource.props.listeners).some(({ targetGroup }) => targetGroup === group);

function withInterface(doc: Design, wanted: (one: Interface) => boolean): string[] {
  return Object.entries(doc.resources).flatMap(([id, other]) =>
    interfacesOf(other).some(wanted) ? [id] : [],
  );
}

function serves(doc: Design, id: string, kind: "routeTable" | "networkAcl", subnetId: string): boolean {
  const subnet = doc.resources[subnetId];
  if (subnet?.kind !== "subnet") return false;
  if (kind === "networkAcl") return (refId(subnet.props.networkAcl) ?? `${subnet.parent}nacl`) === id;
  const vpc = doc.resources[subnet.parent ?? ""];
  const main = vpc?.kind === "vpc" ? refId(vpc.props.mainRouteTable) : undefined;
  return (refId(subnet.props.routeTable) ?? main ?? `${subnet.parent}main`) === id;
}
