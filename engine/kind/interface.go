package kind

import (
	"encoding/json"
	"slices"

	"vpcanvas/engine/message"
)

// The reserved words of Interface.Public.
const (
	PublicNone = "none"
	PublicAuto = "auto"
)

// FirstInterface is the row key of the interface that a new resource has.
const FirstInterface = "eth0"

// Interface is one network interface of a resource, a row of its "interfaces".
type Interface struct {
	// Subnet is where it lives; absent means the subnet that owns the resource.
	Subnet Ref `json:"subnet,omitzero"`
	// Addresses are the private ones; none means one that AWS picks in the subnet.
	Addresses map[string]bool `json:"addresses"`
	// Public is PublicNone, PublicAuto, or an Elastic IP.
	Public Ref `json:"public"`
	// IPv6: AWS picks an IPv6 address in the subnet's block, besides those in Addresses.
	IPv6   bool            `json:"ipv6,omitzero"`
	Groups map[string]bool `json:"groups"`
	// SourceDestCheck refuses packets that are not from or to the interface's own addresses (semantics 46).
	SourceDestCheck bool `json:"sourceDestCheck"`
}

// Addressed kinds have interfaces. Where such a resource lies in a subnet, an interface that names
// none lives there.
type Addressed interface {
	Props
	NetworkInterfaces() map[string]Interface
}

// NewInterface is an interface with AWS's defaults in the given subnet.
func NewInterface(subnet Ref) Interface {
	return Interface{Subnet: subnet, Addresses: map[string]bool{}, Public: To(PublicNone), Groups: map[string]bool{}, SourceDestCheck: true}
}

// UnmarshalJSON reads an interface; what is absent has AWS's default.
func (i *Interface) UnmarshalJSON(b []byte) error {
	type plain Interface
	p := plain(NewInterface(Ref{}))
	if err := strict(b, &p); err != nil {
		return err
	}
	*i = Interface(p)
	return nil
}

var _ json.Unmarshaler = (*Interface)(nil)

// interfacesField is the same for every addressed kind.
var interfacesField = Field{
	Name: "interfaces", Type: Rows, Label: message.Text{EN: "Network interfaces", JA: "ネットワークインターフェイス"},
	Fields: []Field{
		{Name: "subnet", Type: Reference, Refs: []Name{SubnetKind}, Label: message.Text{EN: "Subnet", JA: "サブネット"}, Help: message.Text{EN: "Empty: the subnet that the resource lies in.", JA: "空欄ならリソースが置かれているサブネット。"}},
		{Name: "addresses", Type: Addresses, Label: message.Text{EN: "Private addresses", JA: "プライベートアドレス"}, Help: message.Text{EN: "Empty: AWS picks one in the subnet.", JA: "空欄なら AWS がサブネット内から選びます。"}},
		{Name: "public", Type: Reference, Refs: []Name{ElasticIPKind}, Label: message.Text{EN: "Public address", JA: "パブリックアドレス"}, Options: []Option{
			{PublicNone, message.Text{EN: "None", JA: "なし"}},
			{PublicAuto, message.Text{EN: "Automatic", JA: "自動"}},
		}},
		{Name: "ipv6", Type: Bool, Label: message.Text{EN: "Automatic IPv6 address", JA: "IPv6 アドレスの自動割り当て"}},
		{Name: "groups", Type: Set, Refs: []Name{SecurityGroupKind}, Label: message.Text{EN: "Security groups", JA: "セキュリティグループ"}, Help: message.Text{EN: "Empty: the VPC's default group.", JA: "空欄なら VPC のデフォルトグループ。"}},
		{Name: "sourceDestCheck", Type: Bool, Label: message.Text{EN: "Source / destination check", JA: "送信元/送信先チェック"}},
	},
}

// withoutColumns is a Rows field of which some columns are not offered.
func withoutColumns(f Field, names ...string) Field {
	f.Fields = slices.Clone(f.Fields)
	for i := range f.Fields {
		f.Fields[i].Hidden = slices.Contains(names, f.Fields[i].Name)
	}
	return f
}
