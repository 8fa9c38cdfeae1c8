package kind

import "vpcanvas/engine/message"

// TargetGroupKind is a group of targets that a load balancer hands requests to.
const TargetGroupKind Name = "targetGroup"

// The target types.
const (
	TargetInstance = "instance"
	TargetIP       = "ip"
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
			HealthCheckProtocol: ProtocolHTTP, HealthCheckPath: "/",
		}
	},
	Fields: []Field{
		{Name: "protocol", Type: Enum, Label: message.Text{EN: "Protocol", JA: "プロトコル"}, Options: webProtocols},
		{Name: "port", Type: Int, Min: 1, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}},
		{Name: "targetType", Type: Enum, Label: message.Text{EN: "Target type", JA: "ターゲットタイプ"}, Options: []Option{
			{TargetInstance, message.Text{EN: "Instances", JA: "インスタンス"}},
			{TargetIP, message.Text{EN: "IP addresses", JA: "IP アドレス"}},
		}},
		{Name: "targets", Type: Rows, Label: message.Text{EN: "Targets", JA: "ターゲット"}, Fields: []Field{
			{Name: "target", Type: Reference, Refs: []Name{InstanceKind, NetworkInterfaceKind}, Label: message.Text{EN: "Target", JA: "ターゲット"}},
			{Name: "interface", Type: Text, Label: message.Text{EN: "Interface", JA: "インターフェイス"}},
			{Name: "port", Type: Int, Max: highestPort, Label: message.Text{EN: "Port", JA: "ポート"}, Help: message.Text{EN: "0: the group's.", JA: "0 ならターゲットグループのポート。"}},
		}},
		{Name: "healthCheckProtocol", Type: Enum, Label: message.Text{EN: "Health check protocol", JA: "ヘルスチェックのプロトコル"}, Options: webProtocols},
		{Name: "healthCheckPort", Type: Int, Max: highestPort, Label: message.Text{EN: "Health check port", JA: "ヘルスチェックのポート"}, Help: message.Text{EN: "0: the port of the traffic.", JA: "0 ならトラフィックのポート。"}},
		{Name: "healthCheckPath", Type: Text, Label: message.Text{EN: "Health check path", JA: "ヘルスチェックのパス"}},
	},
	Hidden: true,
}
