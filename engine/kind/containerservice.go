package kind

import "vpcanvas/engine/message"

// ContainerServiceKind is an ECS service whose tasks have interfaces of their own (awsvpc).
const ContainerServiceKind Name = "containerService"

// The launch types of a container service.
const (
	LaunchFargate = "FARGATE"
	LaunchEC2     = "EC2"
)

// ContainerService keeps tasks running, spread over its subnets.
type ContainerService struct {
	LaunchType     string                  `json:"launchType"`
	Subnets        map[string]PlacedSubnet `json:"subnets"`
	SecurityGroups map[string]bool         `json:"securityGroups"`
	AssignPublicIP bool                    `json:"assignPublicIp"`
	Image          string                  `json:"image"`
	ContainerPort  int                     `json:"containerPort"`
	DesiredCount   int                     `json:"desiredCount"`
}

// Kind names the kind.
func (*ContainerService) Kind() Name { return ContainerServiceKind }

// NetworkInterfaces makes it Addressed: the places where its tasks may be, by the keys of Subnets.
func (s *ContainerService) NetworkInterfaces() map[string]Interface {
	public := To(PublicNone)
	if s.AssignPublicIP {
		public = To(PublicAuto)
	}
	return placedInterfaces(s.Subnets, s.SecurityGroups, public)
}

const mostTasks = 5000

var containerService = &Kind{
	Name:    ContainerServiceKind,
	Title:   message.Text{EN: "Container service (ECS)", JA: "コンテナサービス（ECS）"},
	Parents: []Name{VPCKind},
	New: func() Props {
		return &ContainerService{
			LaunchType: LaunchFargate, Subnets: map[string]PlacedSubnet{}, SecurityGroups: map[string]bool{},
			Image: "public.ecr.aws/nginx/nginx:stable", ContainerPort: httpPort, DesiredCount: 2,
		}
	},
	Fields: []Field{
		{Name: "launchType", Type: Enum, Label: message.Text{EN: "Launch type", JA: "起動タイプ"}, Options: []Option{
			{LaunchFargate, message.Text{EN: "Fargate", JA: "Fargate"}},
			{LaunchEC2, message.Text{EN: "EC2", JA: "EC2"}},
		}},
		placedSubnetsField(message.Text{EN: "Tasks run in any of them.", JA: "タスクはこのうちのどこでも実行されます。"}),
		placedGroupsField,
		{Name: "assignPublicIp", Type: Bool, Label: message.Text{EN: "Public address", JA: "パブリック IP の割り当て"}},
		{Name: "image", Type: Text, Label: message.Text{EN: "Image", JA: "イメージ"}},
		{Name: "containerPort", Type: Int, Min: 1, Max: highestPort, Label: message.Text{EN: "Container port", JA: "コンテナのポート"}},
		{Name: "desiredCount", Type: Int, Max: mostTasks, Label: message.Text{EN: "Desired tasks", JA: "必要なタスク数"}},
	},
	Width: 104, Height: 72,
}
