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
	Role         string               `json:"role"`
	// InstanceProfile is the IAM role that it runs with; "" for none. Systems Manager wants one.
	InstanceProfile string `json:"instanceProfile"`
}

// The roles of an instance in the network.
const (
	RoleServer = "server"
	RoleNAT    = "nat" // it passes on what others start, under its own address (semantics 45)
)

// Kind names the kind.
func (*Instance) Kind() Name { return InstanceKind }

// NetworkInterfaces makes it Addressed.
func (i *Instance) NetworkInterfaces() map[string]Interface { return i.Interfaces }

var instance = &Kind{
	Name:    InstanceKind,
	Title:   message.Text{EN: "EC2 instance", JA: "EC2 インスタンス"},
	Parents: []Name{SubnetKind},
	New: func() Props {
		return &Instance{Interfaces: map[string]Interface{}, InstanceType: "t3.micro", State: StateRunning, Role: RoleServer}
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
		{Name: "role", Type: Enum, Label: message.Text{EN: "Role", JA: "役割"}, Options: []Option{
			{RoleServer, message.Text{EN: "Server", JA: "サーバー"}},
			{RoleNAT, message.Text{EN: "NAT instance", JA: "NAT インスタンス"}},
		}},
		{Name: "instanceProfile", Type: Text, Label: message.Text{EN: "IAM role", JA: "IAM ロール"}, Help: message.Text{EN: "Session Manager needs one.", JA: "セッションマネージャーに必要です。"}},
	},
	AWSPrefix: "i-",
	Width:     88, Height: 72,
}
