package kind

import "vpcanvas/engine/message"

// InstanceKind is an EC2 instance.
const InstanceKind Name = "instance"

// The states of an instance that matter to the network (semantics 47, 154).
const (
	StateRunning = "running"
	StateStopped = "stopped"
)

// Instance is an EC2 instance; its first interface lies in the subnet that owns it.
type Instance struct {
	Interfaces   map[string]Interface `json:"interfaces"`
	InstanceType string               `json:"instanceType"`
	ImageID      string               `json:"imageId"`
	KeyName      string               `json:"keyName"`
	State        string               `json:"state"`
}

// Kind names the kind.
func (*Instance) Kind() Name { return InstanceKind }

// NetworkInterfaces makes it Addressed.
func (i *Instance) NetworkInterfaces() map[string]Interface { return i.Interfaces }

var instance = &Kind{
	Name:    InstanceKind,
	Title:   message.Text{EN: "EC2 instance", JA: "EC2 インスタンス"},
	Parents: []Name{SubnetKind},
	New: func() Props {
		return &Instance{Interfaces: map[string]Interface{}, InstanceType: "t3.micro", State: StateRunning}
	},
	Fields: []Field{
		interfacesField,
		{Name: "instanceType", Type: Text, Label: message.Text{EN: "Instance type", JA: "インスタンスタイプ"}},
		{Name: "imageId", Type: Text, Label: message.Text{EN: "AMI", JA: "AMI"}, Help: message.Text{EN: "Empty: the newest Amazon Linux 2023.", JA: "空欄なら最新の Amazon Linux 2023。"}},
		{Name: "keyName", Type: Text, Label: message.Text{EN: "Key pair", JA: "キーペア"}},
		{Name: "state", Type: Enum, Label: message.Text{EN: "State", JA: "状態"}, Options: []Option{
			{StateRunning, message.Text{EN: "Running", JA: "実行中"}},
			{StateStopped, message.Text{EN: "Stopped", JA: "停止"}},
		}},
	},
	AWSPrefix: "i-",
	Width:     88, Height: 72,
}
