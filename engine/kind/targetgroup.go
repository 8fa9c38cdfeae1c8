package kind

import "vpcanvas/engine/message"

// TargetGroupKind is a group of targets that a load balancer hands requests to.
const TargetGroupKind Name = "targetGroup"

// The target types.
const (
	TargetInstance = "instance"
	TargetIP       = "ip"
	TargetALB      = "alb" // an application load balancer behind a network one
)

// Whether targets of a network load balancer see the client's address (semantics 130).
const (
	PreserveDefault = "default" // as AWS does for the target type and protocol
	PreserveOn      = "on"
	PreserveOff     = "off"
)

// TargetGroup says who answers, on which port, and how AWS finds out whether it does.
type TargetGroup struct {
	Protocol   string            `json:"protocol"`
	Port       int               `json:"port"`
	TargetType string            `json:"targetType"`
	Targets    map[string]Target `json:"targets"`

	HealthCheckProtocol string `json:"healthCheckProtocol"`
	// HealthCheckPort 0 is the port of the traffic.
	HealthCheckPort int    `json:"healthCheckPort"`
	HealthCheckPath string `json:"healthCheckPath"`
	// PreserveClientIP is for network load balancers (semantics 130).
	PreserveClientIP string `json:"preserveClientIp"`
}

// PreservesClientIP reports whether targets see the client's address (semantics 130). AWS's page "Edit
// target group attributes for your Network Load Balancer": over UDP it is on for instances and addresses
// and cannot be switched off; over TCP and TLS it can be switched, and is off for addresses and on for
// instances. Of an application load balancer as a target the page names no default of its own; the older
// wording is "disabled if the target type is ip and the protocol TCP or TLS, otherwise enabled", so that it is on.
func (g *TargetGroup) PreservesClientIP() bool {
	switch {
	case g.Protocol == ProtocolUDP || g.Protocol == ProtocolTCPUDP:
		return true
	case g.PreserveClientIP == PreserveDefault || g.PreserveClientIP == "":
		return g.TargetType != TargetIP
	}
	return g.PreserveClientIP == PreserveOn
}

// Target is one that answers.
type Target struct {
	Target Ref `json:"target,omitzero"`
	// Interface is the key of its interface; absent means the first.
	Interface string `json:"interface,omitzero"`
	// Port 0 is the group's.
	Port int `json:"port,omitzero"`
}

// Kind names the kind.
func (*TargetGroup) Kind() Name { return TargetGroupKind }

// PortOf is where a target is asked.
func (g *TargetGroup) PortOf(t Target) int {
	if t.Port != 0 {
		return t.Port
	}
	return g.Port
}

// HealthPortOf is where a target is asked whether it works.
func (g *TargetGroup) HealthPortOf(t Target) int {
	if g.HealthCheckPort != 0 {
		return g.HealthCheckPort
	}
	return g.PortOf(t)
}

var targetGroup = &Kind{
	Name:    TargetGroupKind,
	Title:   message.Text{EN: "Target group", JA: "ターゲットグループ"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &TargetGroup{
			Protocol: ProtocolHTTP, Port: httpPort, TargetType: TargetInstance, Targets: map[string]Target{},
			HealthCheckProtocol: ProtocolHTTP, HealthCheckPath: "/", PreserveClientIP: PreserveDefault,
		}
	},
	Fields: []Field{
		{Name: "protocol", Type: Enum, Label: message.Text{EN: "Protocol", JA: "プロトコル"}, Options: balancedProtocols},
		{Name: "port", Type: Int, Min: 1, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}},
		{Name: "targetType", Type: Enum, Label: message.Text{EN: "Target type", JA: "ターゲットタイプ"}, Options: []Option{
			{TargetInstance, message.Text{EN: "Instances", JA: "インスタンス"}},
			{TargetIP, message.Text{EN: "IP addresses", JA: "IP アドレス"}},
			{TargetALB, message.Text{EN: "Application load balancer", JA: "Application Load Balancer"}},
		}},
		{Name: "targets", Type: Rows, Label: message.Text{EN: "Targets", JA: "ターゲット"}, Fields: []Field{
			{Name: "target", Type: Reference, Refs: []Name{InstanceKind, NetworkInterfaceKind, ContainerServiceKind, DatabaseKind, LoadBalancerKind}, Label: message.Text{EN: "Target", JA: "ターゲット"}},
			{Name: "interface", Type: Text, Label: message.Text{EN: "Interface", JA: "インターフェイス"}},
			{Name: "port", Type: Int, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}, Help: message.Text{EN: "0: the group's.", JA: "0 ならターゲットグループのポート。"}},
		}},
		{Name: "healthCheckProtocol", Type: Enum, Label: message.Text{EN: "Health check protocol", JA: "ヘルスチェックのプロトコル"}, Options: healthProtocols},
		{Name: "healthCheckPort", Type: Int, Max: highestPort, Label: message.Text{EN: "Health check port", JA: "ヘルスチェックのポート"}, Help: message.Text{EN: "0: the port of the traffic.", JA: "0 ならトラフィックのポート。"}},
		{Name: "healthCheckPath", Type: Text, Label: message.Text{EN: "Health check path", JA: "ヘルスチェックのパス"}},
		{Name: "preserveClientIp", Type: Enum, Label: message.Text{EN: "Preserve client addresses (network load balancers)", JA: "クライアント IP の保持（NLB のみ）"}, Options: []Option{
			{PreserveDefault, message.Text{EN: "Default of the target type", JA: "ターゲットタイプのデフォルト"}},
			{PreserveOn, message.Text{EN: "On", JA: "オン"}},
			{PreserveOff, message.Text{EN: "Off", JA: "オフ"}},
		}},
	},
	Hidden: true,
}
