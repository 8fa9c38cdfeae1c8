package exchange

import (
	"strings"

	"vpcanvas/engine/kind"
)

// listened are the protocols that a listener takes in a target group.
var listened = map[string][]string{
	kind.ProtocolHTTP:   {kind.ProtocolHTTP, kind.ProtocolHTTPS},
	kind.ProtocolHTTPS:  {kind.ProtocolHTTP, kind.ProtocolHTTPS},
	kind.ProtocolTCP:    {kind.ProtocolTCP, kind.ProtocolTCPUDP},
	kind.ProtocolUDP:    {kind.ProtocolUDP, kind.ProtocolTCPUDP},
	kind.ProtocolTCPUDP: {kind.ProtocolTCPUDP},
	kind.ProtocolTLS:    {kind.ProtocolTCP, kind.ProtocolTLS},
}

// IsHTTP reports whether application load balancers speak a protocol; network ones speak the others.
func IsHTTP(protocol string) bool {
	return protocol == kind.ProtocolHTTP || protocol == kind.ProtocolHTTPS
}

// IsEncrypted reports whether a listener's protocol wants a certificate.
func IsEncrypted(protocol string) bool {
	return protocol == kind.ProtocolHTTPS || protocol == kind.ProtocolTLS
}

// ListenerWhy decides which listeners AWS would not take: the code of the sentence by load balancer and
// row. A target group answers one load balancer, the one whose id comes first.
func (m *Making) ListenerWhy() map[[2]string]string {
	why := map[[2]string]string{}
	answers := map[string]string{}
	for _, b := range m.Of(kind.LoadBalancerKind) {
		p := b.Value.Props.(*kind.LoadBalancer)
		if !m.Made[b.Key] {
			continue
		}
		ports := map[int]bool{}
		for _, row := range kind.Sorted(p.Listeners) {
			code := m.listenerWhy(p, b.Value.Parent, row.Value)
			group := row.Value.TargetGroup.ID
			switch {
			case code != "":
			case ports[row.Value.Port]:
				code = "listener-twice"
			case group != "" && answers[group] != "" && answers[group] != b.Key:
				code = "listener-shared"
			default:
				ports[row.Value.Port] = true
				answers[group] = b.Key
			}
			if code != "" {
				why[[2]string{b.Key, row.Key}] = code
			}
		}
	}
	return why
}

func (m *Making) listenerWhy(p *kind.LoadBalancer, vpc string, l kind.Listener) string {
	if IsHTTP(l.Protocol) != (p.Type == kind.LoadBalancerApplication) {
		return "listener-protocol"
	}
	if e := l.TargetGroup.External; e != nil && strings.HasPrefix(e.AWSID, "arn:") {
		return ""
	}
	group := m.D.Resources[l.TargetGroup.ID]
	if group == nil || !m.Made[l.TargetGroup.ID] || group.Parent != vpc {
		return "listener-target"
	}
	g := group.Props.(*kind.TargetGroup)
	for _, protocol := range listened[l.Protocol] {
		if g.Protocol == protocol {
			return ""
		}
	}
	return "listener-group"
}

// HealthProtocol is how AWS would ask the targets of a group: those of HTTP and those that are load
// balancers are not asked over TCP.
func HealthProtocol(g *kind.TargetGroup) (protocol string, asDrawn bool) {
	switch {
	case g.HealthCheckProtocol != kind.ProtocolTCP:
		return g.HealthCheckProtocol, true
	case IsHTTP(g.Protocol):
		return g.Protocol, false
	case g.TargetType == kind.TargetALB:
		return kind.ProtocolHTTP, false
	}
	return g.HealthCheckProtocol, true
}

// Preserves is what a target group says of client addresses: "" where it is AWS's default. False where
// AWS has no such setting (semantics 130).
func Preserves(g *kind.TargetGroup) (value string, can bool) {
	switch {
	case g.PreserveClientIP == kind.PreserveDefault || g.PreserveClientIP == "":
		return "", true
	case g.TargetType == kind.TargetALB:
		return "", false
	case g.Protocol == kind.ProtocolTCP || g.Protocol == kind.ProtocolTLS:
		if g.PreserveClientIP == kind.PreserveOn {
			return "true", true
		}
		return "false", true
	}
	return "", (g.Protocol == kind.ProtocolUDP || g.Protocol == kind.ProtocolTCPUDP) && g.PreserveClientIP == kind.PreserveOn
}

// BalancerOf is the load balancer that a target group answers, with the row of the listener; "" where no
// listener that AWS takes leads to it.
func (m *Making) BalancerOf(group string, why map[[2]string]string) (balancer, row string) {
	for _, b := range m.Of(kind.LoadBalancerKind) {
		p := b.Value.Props.(*kind.LoadBalancer)
		if !m.Made[b.Key] {
			continue
		}
		for _, l := range kind.Sorted(p.Listeners) {
			if l.Value.TargetGroup.ID == group && why[[2]string{b.Key, l.Key}] == "" {
				return b.Key, l.Key
			}
		}
	}
	return "", ""
}

// ListenerAt is the row of the listener of a load balancer on a port that AWS takes; "" where there is
// none: a group of network load balancers leads to such a port only.
func (m *Making) ListenerAt(balancer string, port int, why map[[2]string]string) string {
	p, ok := m.D.Resources[balancer].Props.(*kind.LoadBalancer)
	if !ok || !m.Made[balancer] {
		return ""
	}
	for _, row := range kind.Sorted(p.Listeners) {
		if row.Value.Port == port && why[[2]string{balancer, row.Key}] == "" {
			return row.Key
		}
	}
	return ""
}

// Registered are the target groups that name a container service, with the rows: AWS registers its tasks
// itself, and refuses a service whose group no load balancer uses.
func (m *Making) Registered(service string, why map[[2]string]string) (groups []Registration) {
	for _, g := range m.Of(kind.TargetGroupKind) {
		p := g.Value.Props.(*kind.TargetGroup)
		if !m.Made[g.Key] {
			continue
		}
		for _, row := range kind.Sorted(p.Targets) {
			if row.Value.Target.ID != service {
				continue
			}
			reg := Registration{Group: g.Key, Row: row.Key}
			balancer, listener := m.BalancerOf(g.Key, why)
			fits := p.TargetType == kind.TargetIP && g.Value.Parent == m.D.Resources[service].Parent
			if fits && balancer != "" {
				reg.Balancer, reg.Listener = balancer, listener
			}
			groups = append(groups, reg)
		}
	}
	return groups
}

// A Registration is a row of a target group that names a container service. Balancer is "" where AWS
// would refuse it.
type Registration struct{ Group, Row, Balancer, Listener string }

// Tell says a sentence of an element, with the names and values that it has.
type Tell func(code, element string, args ...string)

// IsRegistered reports whether a target of a group is a container service, which registers its tasks itself, and
// tells where AWS would do otherwise than is drawn.
func (m *Making) IsRegistered(group string, row kind.Row[kind.Target], why map[[2]string]string, lose, remark Tell) bool {
	service, ok := m.D.Resources[row.Value.Target.ID]
	if !ok || service.Kind != kind.ContainerServiceKind || !m.Made[row.Value.Target.ID] {
		return false
	}
	p := m.D.Resources[group].Props.(*kind.TargetGroup)
	for _, reg := range m.Registered(row.Value.Target.ID, why) {
		if reg.Group != group || reg.Row != row.Key {
			continue
		}
		switch {
		case reg.Balancer == "":
			lose("register", group, "target", row.Key)
		case p.PortOf(row.Value) != service.Props.(*kind.ContainerService).ContainerPort:
			remark("register-port", group, "target", row.Key)
		}
	}
	return true
}

// HasNodeAddress reports whether the nodes of a load balancer can have Elastic IPs.
func HasNodeAddress(p *kind.LoadBalancer) bool {
	return p.Type == kind.LoadBalancerNetwork && p.Scheme == kind.SchemeInternetFacing
}

// SSLPolicy is what encrypted listeners speak: TLS 1.2 and newer.
const SSLPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"

// longestPath is AWS's limit of the path of health checks.
const longestPath = 1024

// IsPath reports whether health checks can ask a path.
func IsPath(path string) bool { return strings.HasPrefix(path, "/") && len(path) <= longestPath }
