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

/** The drawn resources that a hidden one concerns: subnets of a route table or ACL, members of a group, the
 * targets of a target group and who asks them. */
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
    default:
      return [];
  }
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
