package kind

import "vpcanvas/engine/message"

// NetworkInterfaceKind is an interface that stands alone.
const NetworkInterfaceKind Name = "networkInterface"

// NetworkInterface is attached to nothing in the design: interfaces of other resources are their
// own rows. It holds addresses and groups; nothing sends or receives there (semantics 47, 154).
type NetworkInterface struct {
	Interfaces  map[string]Interface `json:"interfaces"`
	Description string               `json:"description"`
}

// Kind names the kind.
func (*NetworkInterface) Kind() Name { return NetworkInterfaceKind }

// NetworkInterfaces makes it Addressed.
func (i *NetworkInterface) NetworkInterfaces() map[string]Interface { return i.Interfaces }

var networkInterface = &Kind{
	Name:    NetworkInterfaceKind,
	Title:   message.Text{EN: "Network interface", JA: "ネットワークインターフェイス"},
	Parents: []Name{SubnetKind},
	New: func() Props {
		return &NetworkInterface{Interfaces: map[string]Interface{FirstInterface: NewInterface(Ref{})}}
	},
	Fields: []Field{
		interfacesField,
		{Name: "description", Type: Text, Label: message.Text{EN: "Description", JA: "説明"}},
	},
	AWSPrefix: "eni-",
	Width:     88, Height: 72,
}
