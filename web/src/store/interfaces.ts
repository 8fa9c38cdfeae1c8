// The network interfaces of a resource, whoever made them.
import type { Interface, KindName, Ref, Resource, Rows, SetOf } from "../wire/gen";

/** Kinds that lie in a VPC and to which AWS gives an interface in each of their subnets. */
const placed = ["interfaceEndpoint", "database", "function", "containerService"] as const;

type Placed = (typeof placed)[number];

export const isPlaced = (kind: KindName): kind is Placed => (placed as readonly KindName[]).includes(kind);

/** Rows of its own, or those that AWS makes for what spans subnets, one a subnet. */
export function interfacesOf(resource: Resource): Interface[] {
  const { props } = resource;
  switch (resource.kind) {
    case "loadBalancer":
      return madeIn(resource.props.subnets, resource.props.securityGroups, isFacing(resource.props.scheme));
    case "database":
      return madeIn(resource.props.subnets, resource.props.securityGroups, resource.props.publiclyAccessible);
    case "containerService":
      return madeIn(resource.props.subnets, resource.props.securityGroups, resource.props.assignPublicIp);
    case "interfaceEndpoint":
    case "function":
      return madeIn(resource.props.subnets, resource.props.securityGroups, false);
    default:
      return "interfaces" in props ? Object.values(props.interfaces) : [];
  }
}

const isFacing = (scheme: string): boolean => scheme === "internet-facing";

function madeIn(
  subnets: Rows<{ readonly subnet?: Ref; readonly elasticIp?: Ref }>,
  groups: SetOf,
  isPublic: boolean,
): Interface[] {
  return Object.values(subnets).map(({ subnet, elasticIp }) => ({
    ...(subnet !== undefined && { subnet }),
    addresses: {},
    public: isPublic ? (elasticIp ?? "auto") : "none",
    groups,
    sourceDestCheck: true,
  }));
}
