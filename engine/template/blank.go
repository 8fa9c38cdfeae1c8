package template

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// blank is one empty VPC beside the internet.
var blank = &Template{
	ID:          "blank",
	Title:       message.Text{EN: "Empty VPC", JA: "空の VPC"},
	Description: message.Text{EN: "One VPC without subnets, and the internet.", JA: "サブネットのない VPC 一つとインターネット。"},
	Stages: []Stage{{
		Title: message.Text{EN: "Empty VPC", JA: "空の VPC"},
		ops: design.Ops{
			resource("scopeblank", `{"kind":"scope","name":"Tokyo","exportName":"Scope","props":{"region":"ap-northeast-1"}}`),
			resource("vpcblank00", `{"kind":"vpc","name":"VPC","parent":"scopeblank","exportName":"Vpc","props":{"cidr":"10.0.0.0/16"}}`),
		},
	}},
}
