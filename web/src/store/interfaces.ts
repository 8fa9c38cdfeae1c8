// The network interfaces of a resource, whoever made them.
import type { Interface, Resource } from "../wire/gen";

/** Rows of its own, or those that AWS makes for a load balancer, one a subnet. */
export function interfacesOf({ kind, props }: Resource): Interface[] {
  if (kind === "loadBalancer") {
    const { subnets, securityGroups: groups, scheme } = props;
    return Object.values(subnets).map(({ subnet }) => ({
      ...(subnet !== undefined && { subnet }),
      addresses: {},
      public: scheme === "internet-facing" ? "auto" : "none",
      groups,
      sourceDestCheck: true,
    }));
  }
  return "interfaces" in props ? Object.values(props.interfaces) : [];
}
