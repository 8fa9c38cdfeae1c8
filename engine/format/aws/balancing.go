package aws

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

type tagDescription struct {
	ARN  string `json:"ResourceArn"`
	Tags []tag  `json:"Tags"`
}

type attributeShape struct {
	Key   string `json:"Key"`
	Value string `json:"Value"`
}

type attributesShape struct {
	Balancer   string           `json:"LoadBalancerArn,omitempty"`
	Group      string           `json:"TargetGroupArn,omitempty"`
	Attributes []attributeShape `json:"Attributes"`
}

type forwardGroup struct {
	Group string `json:"TargetGroupArn"`
}

type forward struct {
	Groups []forwardGroup `json:"TargetGroups"`
}

type action struct {
	Type    string   `json:"Type"`
	Group   string   `json:"TargetGroupArn,omitempty"`
	Forward *forward `json:"ForwardConfig,omitempty"`
}

type listener struct {
	ARN      string   `json:"ListenerArn,omitempty"`
	Balancer string   `json:"LoadBalancerArn,omitempty"`
	Port     int      `json:"Port"`
	Protocol string   `json:"Protocol"`
	Actions  []action `json:"DefaultActions"`
}

type listenersShape struct {
	Balancer  string     `json:"LoadBalancerArn"`
	Listeners []listener `json:"Listeners"`
}

type targetShape struct {
	ID   string `json:"Id"`
	Port int    `json:"Port,omitempty"`
}

type targetDescription struct {
	Target targetShape `json:"Target"`
}

type healthShape struct {
	Group   string              `json:"TargetGroupArn"`
	Targets []targetDescription `json:"TargetHealthDescriptions"`
}

type nodeAddress struct {
	Allocation string `json:"AllocationId,omitempty"`
}

type zoneShape struct {
	Subnet    string        `json:"SubnetId"`
	Addresses []nodeAddress `json:"LoadBalancerAddresses,omitempty"`
}

type loadBalancerShape struct {
	ARN    string      `json:"LoadBalancerArn"`
	Name   string      `json:"LoadBalancerName"`
	DNS    string      `json:"DNSName,omitempty"`
	Type   string      `json:"Type"`
	Scheme string      `json:"Scheme"`
	VPC    string      `json:"VpcId"`
	Zones  []zoneShape `json:"AvailabilityZones"`
	Groups []string    `json:"SecurityGroups"`
}

type targetGroupShape struct {
	ARN            string   `json:"TargetGroupArn"`
	Name           string   `json:"TargetGroupName"`
	Protocol       string   `json:"Protocol,omitempty"`
	Port           int      `json:"Port,omitempty"`
	VPC            string   `json:"VpcId,omitempty"`
	Type           string   `json:"TargetType"`
	HealthProtocol string   `json:"HealthCheckProtocol,omitempty"`
	HealthPort     string   `json:"HealthCheckPort,omitempty"`
	HealthPath     string   `json:"HealthCheckPath,omitempty"`
	Balancers      []string `json:"LoadBalancerArns"`
}

// The attributes that say something of the network.
const (
	crossZone     = "load_balancing.cross_zone.enabled"
	preserve      = "preserve_client_ip.enabled"
	trafficPort   = "traffic-port"
	forwardAction = "forward"
)

var (
	resourceTags = object("TagDescriptions", phases[tagDescription]{
		index: func(r *reader, _ *scope, o *tagDescription) { r.tags[o.ARN] = append(r.tags[o.ARN], o.Tags...) },
		write: writeResourceTags,
	})
	loadBalancerAttributes = object("LoadBalancerAttributes", phases[attributesShape]{index: indexAttributes, write: writeBalancerAttributes})
	targetGroupAttributes  = object("TargetGroupAttributes", phases[attributesShape]{index: indexAttributes, write: writeGroupAttributes})
	listenersWrapped       = object("LoadBalancerListeners", phases[listenersShape]{
		index: func(r *reader, _ *scope, o *listenersShape) {
			r.listeners[o.Balancer] = append(r.listeners[o.Balancer], o.Listeners...)
		},
		write: writeListeners,
	})
	listenersRaw = object("Listeners", phases[listener]{
		index: func(r *reader, _ *scope, o *listener) { r.listeners[o.Balancer] = append(r.listeners[o.Balancer], *o) },
	})
	targetHealth = object("LoadBalancerTargetHealth", phases[healthShape]{
		index: func(r *reader, _ *scope, o *healthShape) {
			r.targets[o.Group] = append(r.targets[o.Group], o.Targets...)
		},
		write: writeHealth,
	})
	loadBalancers = object("LoadBalancers", phases[loadBalancerShape]{
		ids: func(o *loadBalancerShape) []named {
			if !o.isModelled() {
				return nil
			}
			return only(o.ARN, kind.LoadBalancerKind)
		},
		build: readLoadBalancer, write: writeLoadBalancers,
	})
	targetGroups = object("TargetGroups", phases[targetGroupShape]{
		ids: func(o *targetGroupShape) []named {
			if o.VPC == "" || !isOption(kind.TargetGroupKind, "targetType", o.Type) {
				return nil
			}
			return only(o.ARN, kind.TargetGroupKind)
		},
		build: readTargetGroup, write: writeTargetGroups,
	})
)

func indexAttributes(r *reader, _ *scope, o *attributesShape) {
	arn := cmp.Or(o.Balancer, o.Group)
	if r.attributes[arn] == nil {
		r.attributes[arn] = map[string]string{}
	}
	for _, a := range o.Attributes {
		r.attributes[arn][a.Key] = a.Value
	}
}

func (o *loadBalancerShape) isModelled() bool {
	return o.Type == kind.LoadBalancerApplication || o.Type == kind.LoadBalancerNetwork || o.Type == ""
}

// isOption reports whether a property of a kind takes a word.
func isOption(k kind.Name, field, word string) bool {
	return slices.ContainsFunc(kind.Get(k).Field(field).Options, func(o kind.Option) bool { return o.Value == word })
}

func readLoadBalancer(r *reader, s *scope, o *loadBalancerShape) {
	if !o.isModelled() {
		r.lose("balancer-type", "", message.Args{"element": o.Name, "value": o.Type})
		return
	}
	owner, ok := r.owner(s, cmp.Or(o.Name, o.ARN), o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := kind.Get(kind.LoadBalancerKind).New().(*kind.LoadBalancer)
	p.Type, p.SecurityGroups = cmp.Or(o.Type, p.Type), r.set(s, o.ARN, o.Groups, kind.SecurityGroupKind)
	if o.Scheme == kind.SchemeInternal {
		p.Scheme = kind.SchemeInternal
	}
	p.CrossZone = p.Type == kind.LoadBalancerNetwork && r.attributes[o.ARN][crossZone] == "true"
	placed := map[string]kind.PlacedSubnet{}
	for _, z := range o.Zones {
		zone := kind.BalancedZone{Subnet: r.ref(s, z.Subnet, kind.SubnetKind)}
		for _, a := range z.Addresses {
			if a.Allocation != "" {
				zone.ElasticIP = r.ref(s, a.Allocation, kind.ElasticIPKind)
			}
		}
		if !zone.Subnet.IsZero() {
			key := rowKey(cmp.Or(zone.Subnet.ID, z.Subnet))
			addRow(p.Subnets, key, zone)
			placed[key] = kind.PlacedSubnet{Subnet: zone.Subnet}
		}
	}
	for _, l := range r.listeners[o.ARN] {
		if row, ok := r.listener(s, o, l); ok {
			addRow(p.Listeners, rowKey("p", strconv.Itoa(l.Port), l.Protocol), row)
		}
	}
	if id := r.add(s, o.ARN, o.Name, owner, p, r.tags[o.ARN]); id != "" {
		r.place(placed, kind.LoadBalancerKind)
		r.dnsNames[kind.Domain(o.DNS)] = entry{id: id}
	}
}

func (r *reader) listener(s *scope, of *loadBalancerShape, l listener) (kind.Listener, bool) {
	port := strconv.Itoa(l.Port)
	if !isListenerProtocol(l.Protocol) || l.Port < 1 || l.Port > 65535 {
		r.lose("protocol", "", message.Args{"element": of.Name, "value": l.Protocol + " " + port})
		return kind.Listener{}, false
	}
	row := kind.Listener{Protocol: l.Protocol, Port: l.Port}
	groups := []string{}
	other := ""
	for _, a := range l.Actions {
		switch {
		case a.Group != "":
			groups = append(groups, a.Group)
		case a.Forward != nil:
			for _, g := range a.Forward.Groups {
				groups = append(groups, g.Group)
			}
		default:
			other = a.Type
		}
	}
	if len(groups) == 0 {
		if other != "" {
			r.lose("listener-action", "", message.Args{"element": of.Name, "port": port, "value": other})
		}
		return row, true
	}
	if len(groups) > 1 {
		r.lose("listener-more", "", message.Args{"element": of.Name, "port": port})
	}
	row.TargetGroup = r.ref(s, groups[0], kind.TargetGroupKind)
	return row, true
}

func isListenerProtocol(word string) bool { return isOption(kind.TargetGroupKind, "protocol", word) }

func readTargetGroup(r *reader, s *scope, o *targetGroupShape) {
	switch {
	case !isOption(kind.TargetGroupKind, "targetType", o.Type):
		r.lose("group-type", "", message.Args{"element": o.Name, "value": o.Type})
		return
	case o.VPC == "":
		r.lose("group-vpc", "", message.Args{"element": o.Name})
		return
	case !isListenerProtocol(o.Protocol):
		r.lose("protocol", "", message.Args{"element": o.Name, "value": o.Protocol})
		return
	}
	owner, ok := r.owner(s, o.Name, o.VPC, kind.VPCKind)
	if !ok {
		return
	}
	p := kind.Get(kind.TargetGroupKind).New().(*kind.TargetGroup)
	p.Protocol, p.Port, p.TargetType, p.HealthCheckPath = o.Protocol, o.Port, o.Type, o.HealthPath
	if isOption(kind.TargetGroupKind, "healthCheckProtocol", o.HealthProtocol) {
		p.HealthCheckProtocol = o.HealthProtocol
	}
	p.HealthCheckPort, _ = strconv.Atoi(o.HealthPort)
	switch r.attributes[o.ARN][preserve] {
	case "true":
		p.PreserveClientIP = kind.PreserveOn
	case "false":
		p.PreserveClientIP = kind.PreserveOff
	}
	for _, t := range r.targets[o.ARN] {
		r.target(s, o, p, t.Target)
	}
	for _, e := range r.registered[o.ARN] {
		addRow(p.Targets, rowKey(e.id), kind.Target{Target: kind.To(e.id)})
	}
	r.add(s, o.ARN, o.Name, owner, p, r.tags[o.ARN])
}

// target finds who answers: by its id, by the address of an interface, or by the interface itself.
func (r *reader) target(s *scope, of *targetGroupShape, p *kind.TargetGroup, t targetShape) {
	row := kind.Target{Port: t.Port}
	if row.Port == p.Port {
		row.Port = 0
	}
	e, ok := r.find(s, t.ID, kind.InstanceKind, kind.LoadBalancerKind, kind.DatabaseKind, kind.ContainerServiceKind)
	if !ok {
		e, ok = r.rows[t.ID]
	}
	if !ok {
		e, ok = r.byAddress[of.VPC+" "+t.ID]
	}
	if !ok {
		e, ok = r.find(s, t.ID, kind.NetworkInterfaceKind)
	}
	switch {
	case ok && e.kind != kind.InterfaceEndpointKind && e.kind != kind.NATGatewayKind:
		row.Target = kind.To(e.id)
		if e.row != kind.FirstInterface {
			row.Interface = e.row
		}
	case len(r.registered[of.ARN]) > 0: // the address of a task of a service that is registered whole
		return
	default:
		r.lose("target", "", message.Args{"element": of.Name, "target": t.ID})
		row.Target = kind.Ref{External: &kind.External{AWSID: t.ID}}
	}
	addRow(p.Targets, rowKey(t.ID, strconv.Itoa(t.Port)), row)
}

// arn is the name of a load balancer or target group: its last part carries the element's id.
func (w *writer) arn(id string, r *design.Resource) string {
	what := "targetgroup/" + rowKey(r.Name)
	if p, ok := r.Props.(*kind.LoadBalancer); ok {
		what = "loadbalancer/" + map[string]string{kind.LoadBalancerNetwork: "net"}[p.Type] + "/" + rowKey(r.Name)
		if p.Type == kind.LoadBalancerApplication {
			what = "loadbalancer/app/" + rowKey(r.Name)
		}
	}
	scope := w.d.Resources[w.d.Ancestor(id, kind.ScopeKind)].Props.(*kind.Scope)
	return fmt.Sprintf("arn:%s:elasticloadbalancing:%s:%s:%s/v-%s", scope.Partition, scope.Region, scope.Account, what, id)
}

// taggedApart are elements whose names and tags are answers of their own.
func (w *writer) taggedApart() []string {
	list := []string{}
	for _, k := range []kind.Name{kind.LoadBalancerKind, kind.TargetGroupKind, kind.FunctionKind, kind.HostedZoneKind} {
		list = append(list, w.of(k)...)
	}
	return append(list, w.databasesOf(exchange.FamilyRedis, exchange.FamilyMemcached)...)
}

func writeResourceTags(w *writer) []any {
	list := []any{}
	for _, id := range w.taggedApart() {
		list = append(list, tagDescription{w.id(id), w.tags(id)})
	}
	return list
}

func writeBalancerAttributes(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.LoadBalancerKind) {
		p := w.d.Resources[id].Props.(*kind.LoadBalancer)
		if p.Type == kind.LoadBalancerNetwork {
			list = append(list, attributesShape{Balancer: w.id(id), Attributes: []attributeShape{{crossZone, strconv.FormatBool(p.CrossZone)}}})
		}
	}
	return list
}

func writeGroupAttributes(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.TargetGroupKind) {
		p := w.d.Resources[id].Props.(*kind.TargetGroup)
		if p.PreserveClientIP == kind.PreserveOn || p.PreserveClientIP == kind.PreserveOff {
			value := strconv.FormatBool(p.PreserveClientIP == kind.PreserveOn)
			list = append(list, attributesShape{Group: w.id(id), Attributes: []attributeShape{{preserve, value}}})
		}
	}
	return list
}

func writeListeners(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.LoadBalancerKind) {
		p := w.d.Resources[id].Props.(*kind.LoadBalancer)
		o := listenersShape{Balancer: w.id(id), Listeners: []listener{}}
		for _, row := range kind.Sorted(p.Listeners) {
			l := listener{Balancer: w.id(id), Port: row.Value.Port, Protocol: row.Value.Protocol, Actions: []action{}}
			if w.leads(id, "targetGroup", row.Value.TargetGroup) {
				l.Actions = append(l.Actions, action{Type: forwardAction, Group: w.name(row.Value.TargetGroup)})
			}
			o.Listeners = append(o.Listeners, l)
		}
		list = append(list, o)
	}
	return list
}

func writeHealth(w *writer) []any {
	list := []any{}
	for _, id := range w.of(kind.TargetGroupKind) {
		p := w.d.Resources[id].Props.(*kind.TargetGroup)
		o := healthShape{Group: w.id(id), Targets: []targetDescription{}}
		for _, row := range kind.Sorted(p.Targets) {
			t := row.Value
			if w.leads(id, "target", t.Target) {
				o.Targets = append(o.Targets, targetDescription{targetShape{w.targetName(t), p.PortOf(t)}})
			}
		}
		list = append(list, o)
	}
	return list
}

// targetName is an instance by its id; another interface than its first, and what stands alone, by the
// interface, since AWS has no address for it yet.
func (w *writer) targetName(t kind.Target) string {
	r := w.d.Resources[t.Target.ID]
	if r == nil {
		return w.name(t.Target)
	}
	if r.Kind == kind.NetworkInterfaceKind || r.Kind == kind.InstanceKind && t.Interface != "" {
		return w.interfaceOf(t.Target.ID, t.Interface)
	}
	return w.id(t.Target.ID)
}

func writeLoadBalancers(w *writer) []any {
	return w.each(kind.LoadBalancerKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.LoadBalancer)
		o := loadBalancerShape{
			ARN: w.id(id), Name: res.Name, DNS: w.dnsName(id), Type: p.Type, Scheme: p.Scheme, VPC: w.id(res.Parent), Zones: []zoneShape{}, Groups: w.members(p.SecurityGroups),
		}
		for _, row := range kind.Sorted(p.Subnets) {
			if row.Value.Subnet.ID == "" && row.Value.Subnet.External == nil {
				w.lose("place", id, nil)
				continue
			}
			zone := zoneShape{Subnet: w.name(row.Value.Subnet)}
			if w.leads(id, "elasticIp", row.Value.ElasticIP) {
				zone.Addresses = []nodeAddress{{w.name(row.Value.ElasticIP)}}
			}
			o.Zones = append(o.Zones, zone)
		}
		return o
	})
}

// dnsName is the name that AWS would make; it only ties records to what they stand for.
func (w *writer) dnsName(id string) string {
	return strings.ToLower(id) + "." + cmp.Or(w.region, "region") + ".amazonaws.com"
}

func writeTargetGroups(w *writer) []any {
	return w.each(kind.TargetGroupKind, func(id string, res *design.Resource) any {
		p := res.Props.(*kind.TargetGroup)
		o := targetGroupShape{
			ARN: w.id(id), Name: res.Name, Protocol: p.Protocol, Port: p.Port, VPC: w.id(res.Parent), Type: p.TargetType,
			HealthProtocol: p.HealthCheckProtocol, HealthPort: trafficPort, HealthPath: p.HealthCheckPath, Balancers: []string{},
		}
		if p.HealthCheckPort != 0 {
			o.HealthPort = strconv.Itoa(p.HealthCheckPort)
		}
		return o
	})
}
