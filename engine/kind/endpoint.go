package kind

import "vpcanvas/engine/message"

// The kinds of VPC endpoints.
const (
	// GatewayEndpointKind is a target of routes towards Amazon S3 or DynamoDB.
	GatewayEndpointKind Name = "gatewayEndpoint"
	// InterfaceEndpointKind is an interface in the VPC that answers for a service (PrivateLink).
	InterfaceEndpointKind Name = "interfaceEndpoint"
)

// GatewayEndpoint puts a route to its service into the tables that it is associated with (semantics 101, 102).
type GatewayEndpoint struct {
	Service     string          `json:"service"`
	RouteTables map[string]bool `json:"routeTables"`
	// Policy is the text of its policy; "" is full access. Networks do not read it.
	Policy string `json:"policy"`
}

// Kind names the kind.
func (*GatewayEndpoint) Kind() Name { return GatewayEndpointKind }

// InterfaceEndpoint has an interface in each of its subnets, one a zone (semantics 109).
type InterfaceEndpoint struct {
	// Service is the last part of the service's name, such as "ssm"; the region goes before it.
	Service        string                  `json:"service"`
	Subnets        map[string]PlacedSubnet `json:"subnets"`
	SecurityGroups map[string]bool         `json:"securityGroups"`
	PrivateDNS     bool                    `json:"privateDns"`
	Policy         string                  `json:"policy"`
}

// Kind names the kind.
func (*InterfaceEndpoint) Kind() Name { return InterfaceEndpointKind }

// NetworkInterfaces makes it Addressed: AWS makes one a subnet.
func (e *InterfaceEndpoint) NetworkInterfaces() map[string]Interface {
	return placedInterfaces(e.Subnets, e.SecurityGroups, To(PublicNone))
}

// ServiceName is AWS's name of a service in a region, as endpoints use it.
func ServiceName(region, service string) string { return "com.amazonaws." + region + "." + service }

var policyField = Field{Name: "policy", Type: Multiline, Label: message.Text{EN: "Policy", JA: "ポリシー"}, Help: message.Text{
	EN: "Empty: full access. Whether a policy allows a call is not judged.", JA: "空欄ならフルアクセス。ポリシーによる許可・拒否は判定しません。",
}}

var gatewayEndpoint = &Kind{
	Name:    GatewayEndpointKind,
	Title:   message.Text{EN: "Gateway endpoint", JA: "ゲートウェイエンドポイント"},
	Parents: []Name{VPCKind},
	New:     func() Props { return &GatewayEndpoint{Service: ServiceS3, RouteTables: map[string]bool{}} },
	Fields: []Field{
		{Name: "service", Type: Enum, Label: message.Text{EN: "Service", JA: "サービス"}, Options: gatewayServices},
		{Name: "routeTables", Type: Set, Refs: []Name{RouteTableKind}, Label: message.Text{EN: "Route tables", JA: "ルートテーブル"}, Help: message.Text{
			EN: "Only subnets that use one of these tables use the endpoint.", JA: "これらのルートテーブルを使うサブネットだけが、このエンドポイントを使います。",
		}},
		policyField,
	},
	AWSPrefix: "vpce-",
	Width:     120, Height: 72,
}

var interfaceEndpoint = &Kind{
	Name:    InterfaceEndpointKind,
	Title:   message.Text{EN: "Interface endpoint", JA: "インターフェイスエンドポイント"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &InterfaceEndpoint{Service: "ssm", Subnets: map[string]PlacedSubnet{}, SecurityGroups: map[string]bool{}, PrivateDNS: true}
	},
	Fields: []Field{
		{Name: "service", Type: Text, Label: message.Text{EN: "Service", JA: "サービス"}, Help: message.Text{
			EN: "For example ssm, ssmmessages, ec2messages, s3, logs, kms.", JA: "例: ssm、ssmmessages、ec2messages、s3、logs、kms",
		}},
		placedSubnetsField(message.Text{EN: "One in each Availability Zone at most.", JA: "アベイラビリティゾーンごとに最大一つ。"}),
		placedGroupsField,
		{Name: "privateDns", Type: Bool, Label: message.Text{EN: "Private DNS", JA: "プライベート DNS"}, Help: message.Text{
			EN: "The service's public name then leads here; the VPC needs DNS resolution and hostnames.", JA: "サービスの公開名がここを指します。VPC の DNS 解決と DNS ホスト名が必要です。",
		}},
		policyField,
	},
	Width: 104, Height: 72,
}
