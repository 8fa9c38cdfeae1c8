package kind

import "vpcanvas/engine/message"

// FunctionKind is a Lambda function that is connected to a VPC.
const FunctionKind Name = "function"

// Function starts conversations from interfaces in its subnets, and answers none: nobody calls it
// through the network of the VPC.
type Function struct {
	Subnets        map[string]PlacedSubnet `json:"subnets"`
	SecurityGroups map[string]bool         `json:"securityGroups"`
	Runtime        string                  `json:"runtime"`
}

// Kind names the kind.
func (*Function) Kind() Name { return FunctionKind }

// NetworkInterfaces makes it Addressed: AWS makes one a subnet, never with a public address.
func (f *Function) NetworkInterfaces() map[string]Interface {
	return placedInterfaces(f.Subnets, f.SecurityGroups, To(PublicNone))
}

var function = &Kind{
	Name:    FunctionKind,
	Title:   message.Text{EN: "Lambda function", JA: "Lambda 関数"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &Function{Subnets: map[string]PlacedSubnet{}, SecurityGroups: map[string]bool{}, Runtime: "python3.13"}
	},
	Fields: []Field{
		placedSubnetsField(message.Text{EN: "It may run in any of them.", JA: "このうちのどこで実行されるかは決まっていません。"}),
		placedGroupsField,
		{Name: "runtime", Type: Text, Label: message.Text{EN: "Runtime", JA: "ランタイム"}},
	},
	Width: 104, Height: 72,
}
