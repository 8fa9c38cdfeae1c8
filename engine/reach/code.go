package reach

// Code names why traffic does not pass. The codes are AWS's own (Reachability Analyzer) where AWS
// has one; those marked "ours" name what AWS's analyser never says. Their sentences stand in
// message.Reasons; a test holds the two lists together.
type Code string

// The filters.
const (
	SGHasNoRules         Code = "SG_HAS_NO_RULES"        // the security groups have no rule in this direction
	ENISGRulesMismatch   Code = "ENI_SG_RULES_MISMATCH"  // no rule of the interface's security groups fits
	SubnetACLRestriction Code = "SUBNET_ACL_RESTRICTION" // the network ACL denies
)

// The routes.
const (
	NoRouteToDestination Code = "NO_ROUTE_TO_DESTINATION" // no route of the table matches
	BadStateRoute        Code = "BAD_STATE_ROUTE"         // the matching route is a blackhole
	NoPossibleDest       Code = "NO_POSSIBLE_DESTINATION" // nobody has the address
	DisconnectedVPCs     Code = "DISCONNECTED_VPCS"       // nothing joins the two VPCs
	NoPath               Code = "NO_PATH"                 // nothing joins the VPC to the internet
	UnassociatedPart     Code = "UNASSOCIATED_COMPONENT"  // a gateway exists but is not attached
)

// The links between networks.
const (
	PeeringCIDR         Code = "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"      // a peering reaches the other VPC and nothing behind it
	PeeringState        Code = "PEERING_STATE"                         // ours: the peering is not active
	PeeringOverlap      Code = "PEERING_OVERLAP"                       // ours: AWS refuses a peering of overlapping VPCs
	EgressOnlyInbound   Code = "EIGW_INBOUND"                          // ours: it passes only what was started behind it
	VGWPrivateForEgress Code = "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS" // a VPN gateway leads to networks outside, not to interfaces
	BadStateVPN         Code = "BAD_STATE_VPN"                         // no tunnel is up
	NoLink              Code = "NO_LINK"                               // ours: nothing joins the network and the VPC
)

// The internet gateway.
const (
	IGWPublicForEgress   Code = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"          // the sender has no public address
	IGWPrivateForIngress Code = "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"        // the receiver has no public address
	IGWDest1918          Code = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS" // private remote destination
	IGWDest6598          Code = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS" // shared remote destination
	IGWSource1918        Code = "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS"     // private remote source
	IGWSource6598        Code = "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS"     // shared remote source
	GatewaySpoofed       Code = "GATEWAY_REJECTS_SPOOFED_TRAFFIC"               // a source of the VPC, from outside
)

// The NAT gateway.
const (
	NATInbound          Code = "NAT_INBOUND"          // ours: it passes only what was started behind it
	NATLoop             Code = "NAT_LOOP"             // ours: its own subnet leads back to it
	ProtocolRestriction Code = "PROTOCOL_RESTRICTION" // it takes other protocols only
)

// The load balancer.
const (
	ListenersMismatch Code = "ELBV2_LISTENERS_MISMATCH"          // no listener on that port
	ListenerHasNoTG   Code = "ELBV2_LISTENER_HAS_NO_TG"          // the listener has no target group
	NoTargets         Code = "ELBV2_NO_TARGETS_IN_AZ"            // the target group has no target that could be asked
	InstalledAZ       Code = "ELB_INSTALLED_AZ_RESTRICTION"      // the target's zone is not enabled
	NotCrossZone      Code = "ELB_NOT_CROSSZONE"                 // a node asks the targets of its own zone only
	SourcePreserved   Code = "ELBV2_SOURCE_ADDRESS_PRESERVATION" // a target that keeps clients' addresses cannot ask itself
	TargetAddress     Code = "TARGET_ADDRESS_RESTRICTION"        // it asks nobody but its targets
	TargetPort        Code = "TARGET_PORT_RESTRICTION"           // it asks its targets on their ports only
	BalancerZones     Code = "ELB_ZONES"                         // ours: AWS wants subnets in two zones, or one for a network load balancer, one in each
)

// The ends.
const (
	BadState           Code = "BAD_STATE"                         // the instance is stopped
	ENIAddress         Code = "ENI_ADDRESS_RESTRICTION"           // the interface has no usable address of that family
	ENISourceDestCheck Code = "ENI_SOURCE_DEST_CHECK_RESTRICTION" // the interface forwards nothing
	NoSourceOrDest     Code = "NO_SOURCE_OR_DESTINATION"          // the end lies in what AWS would refuse
	DNSSupportOff      Code = "DNS_SUPPORT_OFF"                   // ours: the VPC answers no names
)

// AWS services, their endpoints and names.
const (
	EndpointProtocol  Code = "VPCE_GATEWAY_PROTOCOL_RESTRICTION" // a gateway endpoint takes TCP and ping only
	EndpointStarts    Code = "VPCE_INTRA_VPC_TRAFFIC"            // an interface endpoint starts nothing
	EndpointPort      Code = "ENDPOINT_PORT"                     // ours: its service answers on other ports
	EndpointTable     Code = "ENDPOINT_TABLE"                    // ours: the gateway endpoint is not associated with the route table
	EndpointRegion    Code = "ENDPOINT_REGION"                   // ours: it serves its own region only
	FunctionAnswers   Code = "FUNCTION_ANSWERS_NOTHING"          // ours: nobody calls a function through its interfaces
	NameNotFound      Code = "NAME_NOT_FOUND"                    // ours: no zone that the client sees has the name
	NameIsEndpoint    Code = "NAME_IS_ENDPOINT"                  // ours, a note: private DNS leads to an endpoint
	NameIsPublic      Code = "NAME_IS_PUBLIC"                    // ours, a note: the name leads to public addresses
	NameIsRecord      Code = "NAME_IS_RECORD"                    // ours, a note: a record says what the name stands for
	IdentityUnchecked Code = "IDENTITY_NOT_CHECKED"              // ours, a note: whether the caller may is not judged
	ZoneCrossed       Code = "AVAILABILITY_ZONE_CROSSED"         // a note: AWS charges for traffic between zones
)

// What is not known: these make a verdict "unknown", never "blocked".
const (
	UnsupportedComponent Code = "UNSUPPORTED_COMPONENT"   // what it does is not modelled
	UnknownResource      Code = "UNKNOWN_RESOURCE"        // outside the design, or not yet filled in
	AddressUnknown       Code = "ADDRESS_UNKNOWN"         // ours: a filter splits an address that AWS will pick
	AddressConflict      Code = "ADDRESS_CONFLICT"        // ours: two interfaces claim one address
	BlockConflict        Code = "BLOCK_CONFLICT"          // ours: two subnets overlap
	RouteConflict        Code = "ROUTE_CONFLICT"          // ours: two routes with one destination
	EntryConflict        Code = "ENTRY_CONFLICT"          // ours: two ACL entries with one number
	GatewayConflict      Code = "GATEWAY_CONFLICT"        // ours: two internet gateways on one VPC
	ServiceAddress       Code = "SERVICE_ADDRESS_UNKNOWN" // ours: a filter splits the addresses of an AWS service
	PlaceUnknown         Code = "PLACE_UNKNOWN"           // ours: it lives in one of its subnets
	RegionUnknown        Code = "REGION_UNKNOWN"          // ours: a name that says no region
	EmptyGroup           Code = "EMPTY_GROUP"             // ours: an end has no members
	TooManyCases         Code = "TOO_MANY_CASES"          // ours: the question was cut off
)

// Codes lists every code, in the order above.
var Codes = []Code{
	SGHasNoRules, ENISGRulesMismatch, SubnetACLRestriction,
	NoRouteToDestination, BadStateRoute, NoPossibleDest, DisconnectedVPCs, NoPath, UnassociatedPart,
	PeeringCIDR, PeeringState, PeeringOverlap, EgressOnlyInbound, VGWPrivateForEgress, BadStateVPN, NoLink,
	IGWPublicForEgress, IGWPrivateForIngress, IGWDest1918, IGWDest6598, IGWSource1918, IGWSource6598, GatewaySpoofed,
	NATInbound, NATLoop, ProtocolRestriction,
	ListenersMismatch, ListenerHasNoTG, NoTargets, InstalledAZ, NotCrossZone, SourcePreserved, TargetAddress, TargetPort, BalancerZones,
	BadState, ENIAddress, ENISourceDestCheck, NoSourceOrDest, DNSSupportOff,
	EndpointProtocol, EndpointStarts, EndpointPort, EndpointTable, EndpointRegion, FunctionAnswers,
	NameNotFound, NameIsEndpoint, NameIsPublic, NameIsRecord, IdentityUnchecked, ZoneCrossed, PlaceUnknown, RegionUnknown, ServiceAddress,
	UnsupportedComponent, UnknownResource, AddressUnknown, AddressConflict, BlockConflict, RouteConflict, EntryConflict, GatewayConflict,
	EmptyGroup, TooManyCases,
}

// OwnCodes are those that AWS's analyser does not have.
var OwnCodes = []Code{
	PeeringState, PeeringOverlap, EgressOnlyInbound, NoLink, NATInbound, NATLoop, BalancerZones, DNSSupportOff,
	EndpointPort, EndpointTable, EndpointRegion, FunctionAnswers, NameNotFound, NameIsEndpoint, NameIsPublic,
	NameIsRecord, IdentityUnchecked, AddressUnknown, AddressConflict, BlockConflict, RouteConflict, EntryConflict,
	GatewayConflict, ServiceAddress, PlaceUnknown, RegionUnknown, EmptyGroup, TooManyCases,
}

// Doubts are those that make a verdict unknown, never blocked.
var Doubts = []Code{
	UnsupportedComponent, UnknownResource, AddressUnknown, AddressConflict, BlockConflict, RouteConflict,
	EntryConflict, GatewayConflict, ServiceAddress, PlaceUnknown, RegionUnknown, EmptyGroup, TooManyCases,
}
