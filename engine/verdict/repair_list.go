package verdict

import "vpcanvas/engine/reach"

// A repair knows ways to mend what one or several codes name. It promises nothing: whatever it
// proposes is tried.
type repair struct {
	codes []reach.Code
	ways  func(*bench, problem) []way
}

// repairs is the grammar of fixes. Codes without a repair have none that is small: an address that
// nobody has, an end that stands for nothing, what is not modelled.
var repairs = []repair{
	{[]reach.Code{reach.SGHasNoRules, reach.ENISGRulesMismatch}, admitByGroup},
	{[]reach.Code{reach.SubnetACLRestriction}, admitByACL},

	{[]reach.Code{reach.NoRouteToDestination}, addRoute},
	{[]reach.Code{reach.BadStateRoute}, repairRoute},
	{[]reach.Code{reach.NATLoop, reach.NATInbound, reach.ProtocolRestriction}, leadElsewhere},
	{[]reach.Code{reach.EgressOnlyInbound, reach.PeeringCIDR, reach.VGWPrivateForEgress, reach.IGWDest1918, reach.IGWDest6598}, leadElsewhere},
	{[]reach.Code{reach.NoPath}, createGateway},
	{[]reach.Code{reach.UnassociatedPart}, attachGateway},
	{[]reach.Code{reach.GatewayConflict}, detachGateway},
	{[]reach.Code{reach.PeeringState}, acceptPeering},
	{[]reach.Code{reach.DisconnectedVPCs}, joinVPCs},
	{[]reach.Code{reach.BadStateVPN}, bringLinkUp},
	{[]reach.Code{reach.NoLink}, joinNetwork},
	{[]reach.Code{reach.UnknownResource}, completeLink},
	{[]reach.Code{reach.EndpointTable}, associateEndpoint},

	{[]reach.Code{reach.IGWPublicForEgress, reach.IGWPrivateForIngress}, givePublicAddress},
	{[]reach.Code{reach.AddressUnknown}, pinAddress},
	{[]reach.Code{reach.ENIAddress, reach.AddressConflict}, letAWSPick},
	{[]reach.Code{reach.ENIAddress}, giveIPv6},
	{[]reach.Code{reach.BlockConflict, reach.NoSourceOrDest}, moveSubnet},
	{[]reach.Code{reach.RouteConflict}, dropRival},
	{[]reach.Code{reach.EntryConflict}, renumber},

	{[]reach.Code{reach.BadState}, startInstance},
	{[]reach.Code{reach.ENISourceDestCheck}, switchCheckOff},
	{[]reach.Code{reach.DNSSupportOff}, switchDNSOn},
	{[]reach.Code{reach.NameNotFound}, answerName},

	{[]reach.Code{reach.ListenersMismatch}, addListener},
	{[]reach.Code{reach.ListenerHasNoTG}, giveTargetGroup},
	{[]reach.Code{reach.NoTargets, reach.TargetAddress, reach.TargetPort}, registerTarget},
	{[]reach.Code{reach.NotCrossZone}, switchCrossZoneOn},
	{[]reach.Code{reach.SourcePreserved}, hideClients},
	{[]reach.Code{reach.InstalledAZ, reach.BalancerZones}, enableZone},
}

// closers are ways to close an open pair of a must-not, what takes least away first.
var closers = []func(*bench, problem) []way{
	narrowRules,
	removeRules,
	denyByACL,
	removeListener,
	takePublicAddress,
	removeRoutes,
}
