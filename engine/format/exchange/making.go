package exchange

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// Making is what a format asks before it writes: the design, the elements that its file makes, and
// whether a reference may name what another file makes.
type Making struct {
	D    *design.Design
	Made map[string]bool
	// Apart: each account and region is a file of its own, which names what others make by a parameter.
	Apart bool

	// byKind are the resources in order, found once: an element asks for those of its kind.
	byKind map[kind.Name][]kind.Row[*design.Resource]
}

// Of lists the resources of a kind in the order of their ids.
func (m *Making) Of(k kind.Name) []kind.Row[*design.Resource] {
	if m.byKind == nil {
		m.byKind = map[kind.Name][]kind.Row[*design.Resource]{}
		for _, row := range kind.Sorted(m.D.Resources) {
			m.byKind[row.Value.Kind] = append(m.byKind[row.Value.Kind], row)
		}
	}
	return m.byKind[k]
}

// refusals are the decisions by kind; what owns or is named comes before who needs it.
var refusals = []struct {
	kind kind.Name
	why  func(m *Making, id string, r *design.Resource) string
}{
	{kind.EgressOnlyInternetGatewayKind, (*Making).egressOnly},
	{kind.VPNConnectionKind, (*Making).connection},
	{kind.DirectConnectKind, (*Making).line},
	{kind.PeeringKind, (*Making).peering},
	{kind.TargetGroupKind, (*Making).targetGroup},
	{kind.InterfaceEndpointKind, (*Making).interfaceEndpoint},
	{kind.DatabaseKind, (*Making).database},
	{kind.FunctionKind, (*Making).function},
	{kind.ContainerServiceKind, (*Making).containers},
	{kind.FlowLogKind, (*Making).flowLog},
	{kind.HostedZoneKind, (*Making).zone},
	{kind.RecordKind, (*Making).record},
}

// Refuse takes out of Made what AWS would not make, and returns the code of the sentence that says
// why, by element.
func (m *Making) Refuse() map[string]string {
	why := map[string]string{}
	for _, decide := range refusals {
		for _, row := range m.Of(decide.kind) {
			if !m.Made[row.Key] {
				continue
			}
			if !m.Made[row.Value.Parent] {
				m.Made[row.Key] = false
				continue
			}
			if code := decide.why(m, row.Key, row.Value); code != "" {
				why[row.Key], m.Made[row.Key] = code, false
			}
		}
	}
	return why
}

// Names reports whether a reference leads to something that is there, or will be.
func (m *Making) Names(r kind.Ref, from string) bool {
	return r.External != nil || m.Made[r.ID] || m.IsApart(r, from)
}

// here reports whether a reference leads to something of the same account and region.
func (m *Making) here(r kind.Ref, from string) bool {
	return r.External != nil || m.Made[r.ID] && m.D.Ancestor(r.ID, kind.ScopeKind) == m.D.Ancestor(from, kind.ScopeKind)
}

// IsApart reports whether a reference leads to what another file makes.
func (m *Making) IsApart(r kind.Ref, from string) bool {
	scope := m.D.Ancestor(r.ID, kind.ScopeKind)
	return m.Apart && scope != "" && scope != m.D.Ancestor(from, kind.ScopeKind)
}

// earlier lists the made elements of a kind whose ids come before.
func (m *Making) earlier(id string, k kind.Name) []*design.Resource {
	var found []*design.Resource
	for _, row := range m.Of(k) {
		if row.Key < id && m.Made[row.Key] {
			found = append(found, row.Value)
		}
	}
	return found
}

// egressOnly: one a VPC (semantics 48).
func (m *Making) egressOnly(id string, r *design.Resource) string {
	for _, other := range m.earlier(id, r.Kind) {
		if other.Parent == r.Parent {
			return "second-egress-only"
		}
	}
	return ""
}

func (m *Making) connection(id string, r *design.Resource) string {
	p := r.Props.(*kind.VPNConnection)
	if !m.here(p.VPNGateway, id) || !m.here(p.CustomerGateway, id) {
		return "vpn-ends"
	}
	return ""
}

func (m *Making) line(id string, r *design.Resource) string {
	if !m.here(r.Props.(*kind.DirectConnect).VPNGateway, id) {
		return "line-end"
	}
	return ""
}

// peering: the ends must be there and share no block (semantics 81), at most one connection joins them
// (semantics 87), and one that is over is nothing to make.
func (m *Making) peering(id string, r *design.Resource) string {
	p := r.Props.(*kind.Peering)
	switch {
	case p.Status != kind.PeeringActive && p.Status != kind.PeeringPending:
		return "peering-over"
	case !m.Names(p.Requester, id) || !m.Names(p.Accepter, id) || p.Requester.Equal(p.Accepter):
		return "peering-ends"
	case p.Requester.External == nil && m.D.Ancestor(p.Requester.ID, kind.ScopeKind) != m.D.Ancestor(id, kind.ScopeKind):
		return "peering-requester"
	case overlap(m.blocks(p.Requester), m.blocks(p.Accepter)):
		return "peering-overlap"
	}
	for _, other := range m.earlier(id, r.Kind) {
		q := other.Props.(*kind.Peering)
		if q.Requester.Equal(p.Requester) && q.Accepter.Equal(p.Accepter) || q.Requester.Equal(p.Accepter) && q.Accepter.Equal(p.Requester) {
			return "peering-twice"
		}
	}
	return ""
}

// PeeringBack reports whether a connection that another file makes leads into a VPC of this one.
func (m *Making) PeeringBack(to kind.Ref, vpc string) bool {
	r := m.D.Resources[to.ID]
	if r == nil || r.Kind != kind.PeeringKind || !m.IsApart(to, vpc) {
		return false
	}
	p := r.Props.(*kind.Peering)
	isLive := p.Status == kind.PeeringActive || p.Status == kind.PeeringPending
	return isLive && p.Accepter.ID == vpc && !m.IsApart(p.Requester, to.ID) && !overlap(m.blocks(p.Requester), m.blocks(p.Accepter))
}

func (m *Making) blocks(vpc kind.Ref) []netip.Prefix {
	r := m.D.Resources[vpc.ID]
	if r == nil || r.Kind != kind.VPCKind {
		return nil
	}
	p := r.Props.(*kind.VPC)
	return append(p.Blocks(), kind.BlocksOf(p.IPv6CIDRs)...)
}

func overlap(a, b []netip.Prefix) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// targetGroup: only TCP leads to an application load balancer.
func (m *Making) targetGroup(_ string, r *design.Resource) string {
	if p := r.Props.(*kind.TargetGroup); p.TargetType == kind.TargetALB && p.Protocol != kind.ProtocolTCP {
		return "group-protocol"
	}
	return ""
}

// servicePattern is the last part of a service's name, or the whole name.
var servicePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,180}$`)

func (m *Making) interfaceEndpoint(_ string, r *design.Resource) string {
	if !servicePattern.MatchString(r.Props.(*kind.InterfaceEndpoint).Service) {
		return "endpoint-service"
	}
	return ""
}

// IsWholeService reports whether the text of an endpoint's service is a whole name, with the region in it.
func IsWholeService(service string) bool {
	return strings.HasPrefix(service, "com.amazonaws.") || strings.HasPrefix(service, "cn.com.amazonaws.")
}

func (m *Making) database(_ string, r *design.Resource) string {
	p := r.Props.(*kind.Database)
	kept, _ := m.Placed(p.Subnets, r.Parent, false)
	family := FamilyOf(p.Engine)
	switch need := 1; {
	case family == FamilyRDS || family == FamilyAurora:
		need = 2
		fallthrough
	default:
		if m.zones(kept) < need {
			return "database-subnets"
		}
	}
	return ""
}

func (m *Making) function(_ string, r *design.Resource) string {
	if kept, _ := m.Placed(r.Props.(*kind.Function).Subnets, r.Parent, false); len(kept) == 0 {
		return "no-subnets"
	}
	return ""
}

func (m *Making) containers(_ string, r *design.Resource) string {
	if kept, _ := m.Placed(r.Props.(*kind.ContainerService).Subnets, r.Parent, false); len(kept) == 0 {
		return "no-subnets"
	}
	return ""
}

// flowLog: AWS takes no second log of the same traffic into the same place.
func (m *Making) flowLog(id string, r *design.Resource) string {
	p := r.Props.(*kind.FlowLog)
	to := p.Watches
	if !to.IsZero() && to.External == nil && (!m.Made[to.ID] || m.D.Ancestor(to.ID, kind.VPCKind) != r.Parent) {
		return "flow-target"
	}
	for _, other := range m.earlier(id, r.Kind) {
		q := other.Props.(*kind.FlowLog)
		if p.LogGroup != "" && other.Parent == r.Parent && q.Watches.Equal(to) && q.LogGroup == p.LogGroup && q.Destination == p.Destination && q.TrafficType == p.TrafficType {
			return "flow-twice"
		}
	}
	return ""
}

// zoneOf is the zone of a subnet, or the subnet itself: which zone one without a name gets is not known
// here.
func (m *Making) zoneOf(subnet kind.Ref) string {
	if subnet.External != nil {
		return subnet.External.AWSID
	}
	if s, ok := m.D.Resources[subnet.ID].Props.(*kind.Subnet); ok && s.AvailabilityZone != "" {
		return s.AvailabilityZone
	}
	return subnet.ID
}

func (m *Making) zones(rows []kind.Row[kind.PlacedSubnet]) int {
	seen := map[string]bool{}
	for _, row := range rows {
		seen[m.zoneOf(row.Value.Subnet)] = true
	}
	return len(seen)
}

// Placed tells the subnets that AWS would take from the others: of the VPC, each once, and where a zone
// may have one interface only, one a zone (semantics 109).
func (m *Making) Placed(rows map[string]kind.PlacedSubnet, vpc string, oneAZone bool) (kept, others []kind.Row[kind.PlacedSubnet]) {
	used := map[string]bool{}
	for _, row := range kind.Sorted(rows) {
		to := row.Value.Subnet
		fits := to.External != nil || m.Made[to.ID] && m.D.Ancestor(to.ID, kind.VPCKind) == vpc
		place := to.ID
		if fits && (oneAZone || to.External != nil) {
			place = m.zoneOf(to)
		}
		if !fits || used[place] {
			others = append(others, row)
			continue
		}
		used[place] = true
		kept = append(kept, row)
	}
	return kept, others
}

// EndpointTables tells the route tables that a gateway endpoint serves from those that it cannot: not of
// its VPC, or served for the same service by another one.
func (m *Making) EndpointTables(id string) (kept, others []string) {
	r := m.D.Resources[id]
	p := r.Props.(*kind.GatewayEndpoint)
	taken := map[string]bool{}
	for _, other := range m.earlier(id, r.Kind) {
		if q := other.Props.(*kind.GatewayEndpoint); q.Service == p.Service {
			for table := range q.RouteTables {
				taken[table] = true
			}
		}
	}
	for _, row := range kind.Sorted(p.RouteTables) {
		if taken[row.Key] || !m.Made[r.Parent] || m.D.Ancestor(row.Key, kind.VPCKind) != r.Parent {
			others = append(others, row.Key)
			continue
		}
		kept = append(kept, row.Key)
	}
	return kept, others
}

// PrivateDNS tells whether an interface endpoint can have the names of its service: the VPC must resolve
// them (semantics 110), and one endpoint of a VPC has them.
func (m *Making) PrivateDNS(id string) bool {
	r := m.D.Resources[id]
	p, vpc := r.Props.(*kind.InterfaceEndpoint), m.D.Resources[r.Parent].Props.(*kind.VPC)
	for _, other := range m.earlier(id, r.Kind) {
		if q := other.Props.(*kind.InterfaceEndpoint); other.Parent == r.Parent && q.Service == p.Service && q.PrivateDNS {
			return false
		}
	}
	return vpc.EnableDNSSupport && vpc.EnableDNSHostnames
}

// PeeredGroup is the connection over which a group of another VPC can be named: active and within one
// account and region of the file (semantics 57, 58); "" where there is none.
func (m *Making) PeeredGroup(vpc, other string) string {
	if vpc == "" || other == "" || m.D.Ancestor(vpc, kind.ScopeKind) != m.D.Ancestor(other, kind.ScopeKind) {
		return ""
	}
	return m.Peered(kind.To(vpc), kind.To(other))
}

// Peered is the active connection of two VPCs; "" where there is none.
func (m *Making) Peered(a, b kind.Ref) string {
	for _, row := range m.Of(kind.PeeringKind) {
		p := row.Value.Props.(*kind.Peering)
		if m.Made[row.Key] && p.Status == kind.PeeringActive && (p.Requester.Equal(a) && p.Accepter.Equal(b) || p.Requester.Equal(b) && p.Accepter.Equal(a)) {
			return row.Key
		}
	}
	return ""
}

// A SubnetSix is the IPv6 block of a subnet: a place in the block that Amazon picks, or a block that is
// known, within the VPC's block of the row.
type SubnetSix struct {
	Row   string
	Index int
	CIDR  netip.Prefix
}

// Six finds the VPC's block in which a subnet's IPv6 block lies; false where the VPC has none for it.
func Six(vpc *kind.VPC, s *kind.Subnet) (SubnetSix, bool) {
	for _, row := range kind.Sorted(vpc.IPv6CIDRs) {
		block := row.Value.CIDR
		switch {
		case s.IPv6CIDR.IsValid():
			if block.IsValid() && block.Bits() <= s.IPv6CIDR.Bits() && block.Overlaps(s.IPv6CIDR) && block.Addr().Is6() {
				return SubnetSix{Row: row.Key, CIDR: s.IPv6CIDR}, true
			}
		case !block.IsValid():
			n, err := strconv.ParseUint(s.IPv6Index, 16, 8)
			return SubnetSix{Row: row.Key, Index: int(n)}, err == nil
		}
	}
	return SubnetSix{}, false
}

// IPv6At reports whether an interface in a subnet can have IPv6 addresses.
func (m *Making) IPv6At(subnet string) bool {
	r := m.D.Resources[subnet]
	if r == nil || r.Kind != kind.SubnetKind || !m.Made[subnet] {
		return false
	}
	_, ok := Six(m.D.Resources[r.Parent].Props.(*kind.VPC), r.Props.(*kind.Subnet))
	return ok
}

// StaticRoutes are the blocks that a VPN connection routes to the far end: its own, else those of the
// network behind the customer gateway. With BGP the far end announces them.
func (m *Making) StaticRoutes(p *kind.VPNConnection) (rows []kind.Row[kind.Block], implicit bool) {
	if !p.StaticRoutesOnly {
		return nil, false
	}
	if len(p.Routes) > 0 {
		return kind.Sorted(p.Routes), false
	}
	gateway := m.D.Resources[p.CustomerGateway.ID]
	if gateway == nil || gateway.Kind != kind.CustomerGatewayKind {
		return nil, false
	}
	network := m.D.Resources[gateway.Props.(*kind.CustomerGateway).Network.ID]
	if network == nil || network.Kind != kind.CorporateNetworkKind {
		return nil, false
	}
	return kind.Sorted(network.Props.(*kind.CorporateNetwork).CIDRs), true
}

// Entries tells the entries of a prefix list that AWS takes from the others: blocks of one family, that of
// the first, each once.
func Entries(p *kind.PrefixList) (kept, others []kind.Row[kind.PrefixListEntry]) {
	seen := map[netip.Prefix]bool{}
	for _, row := range kind.Sorted(p.Entries) {
		block := row.Value.CIDR
		if !block.IsValid() || seen[block] || len(kept) > 0 && kept[0].Value.CIDR.Addr().Is4() != block.Addr().Is4() {
			others = append(others, row)
			continue
		}
		seen[block] = true
		kept = append(kept, row)
	}
	return kept, others
}

// RouteFamily is the address family of a route's destination: 4, 6, or 0 where it is not known here.
func (m *Making) RouteFamily(route kind.Route) int {
	block := route.Destination
	if r := m.D.Resources[route.PrefixList.ID]; r != nil && r.Kind == kind.PrefixListKind {
		p := r.Props.(*kind.PrefixList)
		kept, _ := Entries(p)
		switch {
		case p.Owner == kind.OwnerAWS || len(kept) == 0:
			return 4
		default:
			block = kept[0].Value.CIDR
		}
	}
	switch {
	case !block.IsValid():
		return 0
	case block.Addr().Is4():
		return 4
	}
	return 6
}

// nat64 is the only IPv6 block that a NAT gateway takes (semantics 44).
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// NATTakes reports whether a NAT gateway takes a route with a destination of an address family.
func NATTakes(route kind.Route, family int) bool { return family == 4 || route.Destination == nat64 }

var (
	accountPattern = regexp.MustCompile(`^[0-9]{12}$`)
	regionPattern  = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$`)
)

// IsAccount reports whether a text is the id of an account.
func IsAccount(s string) bool { return accountPattern.MatchString(s) }

// IsRegion reports whether a text is the name of a region.
func IsRegion(s string) bool { return regionPattern.MatchString(s) }

var (
	bucketPattern   = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	logGroupPattern = regexp.MustCompile(`^[A-Za-z0-9_/.#-]{1,512}$`)
)

// isBucket reports whether a text can be the name of a bucket.
func isBucket(s string) bool { return bucketPattern.MatchString(s) && !strings.Contains(s, "..") }

// isLogGroup reports whether a text can be the name of a log group.
func isLogGroup(s string) bool {
	return logGroupPattern.MatchString(s) && !strings.HasPrefix(s, "aws/")
}

// LogPlace is the name of the log group or bucket that a flow log writes to; "" where AWS would refuse it, and so picks
// one itself.
func LogPlace(id string, p *kind.FlowLog, lose Tell) string {
	code, takes := "log-group", isLogGroup
	if p.Destination == kind.LogToS3 {
		code, takes = "bucket", isBucket
	}
	if p.LogGroup == "" || takes(p.LogGroup) {
		return p.LogGroup
	}
	lose(code, id, "value", p.LogGroup)
	return ""
}

// WatchedType is what a flow log calls the kind of an AWS id.
func WatchedType(awsID string) string {
	switch {
	case strings.HasPrefix(awsID, "subnet-"):
		return "Subnet"
	case strings.HasPrefix(awsID, "eni-"):
		return "NetworkInterface"
	}
	return "VPC"
}
