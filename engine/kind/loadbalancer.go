package kind

import "vpcanvas/engine/message"

// LoadBalancerKind spreads what it is asked over targets.
const LoadBalancerKind Name = "loadBalancer"

// The types of load balancers.
const (
	LoadBalancerApplication = "application"
	LoadBalancerNetwork     = "network"
)

// The schemes of load balancers.
const (
	SchemeInternetFacing = "internet-facing"
	SchemeInternal       = "internal"
)

// The protocols of listeners and target groups.
const (
	ProtocolHTTP   = "HTTP"
	ProtocolHTTPS  = "HTTPS"
	ProtocolTCP    = "TCP"
	ProtocolUDP    = "UDP"
	ProtocolTCPUDP = "TCP_UDP"
	ProtocolTLS    = "TLS"
)

// LoadBalancer has an interface in each of its subnets, one a zone (semantics 124).
type LoadBalancer struct {
	Type           string                  `json:"type"`
	Scheme         string                  `json:"scheme"`
	Subnets        map[string]BalancedZone `json:"subnets"`
	SecurityGroups map[string]bool         `json:"securityGroups"`
	Listeners      map[string]Listener     `json:"listeners"`
	// CrossZone: a network load balancer's nodes ask targets in every zone; an application one's always
	// do (semantics 128).
	CrossZone bool `json:"crossZone"`
}

// BalancedZone is a subnet in which a load balancer works.
type BalancedZone struct {
	Subnet Ref `json:"subnet,omitzero"`
	// ElasticIP is the public address of a network load balancer's node; absent means one that AWS picks.
	ElasticIP Ref `json:"elasticIp,omitzero"`
}

// Listener is a port that a load balancer answers, and the group that it hands requests to.
type Listener struct {
	Protocol    string `json:"protocol"`
	Port        int    `json:"port"`
	TargetGroup Ref    `json:"targetGroup,omitzero"`
}

// UnmarshalJSON reads a listener; what is absent is HTTP on its port.
func (l *Listener) UnmarshalJSON(b []byte) error {
	type plain Listener
	p := plain{Protocol: ProtocolHTTP, Port: httpPort}
	if err := strict(b, &p); err != nil {
		return err
	}
	*l = Listener(p)
	return nil
}

// Kind names the kind.
func (*LoadBalancer) Kind() Name { return LoadBalancerKind }

// NetworkInterfaces makes it Addressed: AWS makes the interfaces, one a subnet, by the keys of Subnets.
func (b *LoadBalancer) NetworkInterfaces() map[string]Interface {
	rows := make(map[string]Interface, len(b.Subnets))
	for key, zone := range b.Subnets {
		i := NewInterface(zone.Subnet)
		i.Groups = b.SecurityGroups
		if b.Scheme == SchemeInternetFacing {
			i.Public = To(PublicAuto)
			if b.Type == LoadBalancerNetwork && !zone.ElasticIP.IsZero() {
				i.Public = zone.ElasticIP
			}
		}
		rows[key] = i
	}
	return rows
}

const (
	httpPort    = 80
	highestPort = 65535
)

// balancedProtocols are what load balancers speak, to both sides: application ones the first two,
// network ones the others.
var balancedProtocols = []Option{
	{ProtocolHTTP, message.Text{EN: "HTTP", JA: "HTTP"}},
	{ProtocolHTTPS, message.Text{EN: "HTTPS", JA: "HTTPS"}},
	{ProtocolTCP, message.Text{EN: "TCP", JA: "TCP"}},
	{ProtocolUDP, message.Text{EN: "UDP", JA: "UDP"}},
	{ProtocolTCPUDP, message.Text{EN: "TCP and UDP", JA: "TCP と UDP"}},
	{ProtocolTLS, message.Text{EN: "TLS", JA: "TLS"}},
}

// healthProtocols are how load balancers ask a target whether it works.
var healthProtocols = []Option{
	{ProtocolHTTP, message.Text{EN: "HTTP", JA: "HTTP"}},
	{ProtocolHTTPS, message.Text{EN: "HTTPS", JA: "HTTPS"}},
	{ProtocolTCP, message.Text{EN: "TCP", JA: "TCP"}},
}

var loadBalancer = &Kind{
	Name:    LoadBalancerKind,
	Title:   message.Text{EN: "Load balancer", JA: "ロードバランサー"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &LoadBalancer{
			Type: LoadBalancerApplication, Scheme: SchemeInternetFacing, Subnets: map[string]BalancedZone{},
			SecurityGroups: map[string]bool{}, Listeners: map[string]Listener{},
		}
	},
	Fields: []Field{
		{Name: "type", Type: Enum, Label: message.Text{EN: "Type", JA: "タイプ"}, Options: []Option{
			{LoadBalancerApplication, message.Text{EN: "Application (ALB)", JA: "アプリケーション（ALB）"}},
			{LoadBalancerNetwork, message.Text{EN: "Network (NLB)", JA: "ネットワーク（NLB）"}},
		}},
		{Name: "scheme", Type: Enum, Label: message.Text{EN: "Scheme", JA: "スキーム"}, Options: []Option{
			{SchemeInternetFacing, message.Text{EN: "Internet-facing", JA: "インターネット向け"}},
			{SchemeInternal, message.Text{EN: "Internal", JA: "内部"}},
		}},
		{Name: "subnets", Type: Rows, Label: message.Text{EN: "Subnets", JA: "サブネット"}, Help: message.Text{
			EN: "At least two, in different Availability Zones.", JA: "異なるアベイラビリティゾーンに二つ以上。",
		}, Fields: []Field{
			{Name: "subnet", Type: Reference, Refs: []Name{SubnetKind}, Label: message.Text{EN: "Subnet", JA: "サブネット"}},
			{Name: "elasticIp", Type: Reference, Refs: []Name{ElasticIPKind}, Label: message.Text{EN: "Elastic IP (network load balancers)", JA: "Elastic IP（NLB のみ）"}},
		}},
		{Name: "securityGroups", Type: Set, Refs: []Name{SecurityGroupKind}, Label: message.Text{EN: "Security groups", JA: "セキュリティグループ"}, Help: message.Text{EN: "Empty: the VPC's default group; none for a network load balancer.", JA: "空欄なら VPC のデフォルトグループ。NLB の場合はグループなし。"}},
		{Name: "listeners", Type: Rows, Label: message.Text{EN: "Listeners", JA: "リスナー"}, Fields: []Field{
			{Name: "protocol", Type: Enum, Label: message.Text{EN: "Protocol", JA: "プロトコル"}, Options: balancedProtocols},
			{Name: "port", Type: Int, Min: 1, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}},
			{Name: "targetGroup", Type: Reference, Refs: []Name{TargetGroupKind}, Label: message.Text{EN: "Target group", JA: "ターゲットグループ"}},
		}},
		{Name: "crossZone", Type: Bool, Label: message.Text{EN: "Cross-zone (network load balancers)", JA: "クロスゾーン負荷分散（NLB のみ）"}},
	},
	Width: 128, Height: 72,
}
