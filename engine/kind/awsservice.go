package kind

import "vpcanvas/engine/message"

// AWSServiceKind is an AWS service outside the VPC, such as Amazon S3 in a region.
const AWSServiceKind Name = "awsService"

// AWSService answers on public addresses of its region, and inside a VPC through an endpoint.
type AWSService struct {
	// Service is the last part of its endpoint name, such as "s3" or "ssm".
	Service string `json:"service"`
	// Region is where it is; "" means the region that owns it.
	Region string `json:"region"`
}

// Kind names the kind.
func (*AWSService) Kind() Name { return AWSServiceKind }

var awsService = &Kind{
	Name:    AWSServiceKind,
	Title:   message.Text{EN: "AWS service", JA: "AWS サービス"},
	Parents: []Name{ScopeKind},
	New:     func() Props { return &AWSService{Service: ServiceS3} },
	Fields: []Field{
		{Name: "service", Type: Text, Label: message.Text{EN: "Service", JA: "サービス"}, Help: message.Text{EN: "For example s3, dynamodb, ssm, ecr.api.", JA: "例: s3、dynamodb、ssm、ecr.api"}},
		{Name: "region", Type: Text, Label: message.Text{EN: "Region", JA: "リージョン"}, Help: message.Text{EN: "Empty: the region that it lies in.", JA: "空欄なら置かれているリージョン。"}},
	},
	Width: 120, Height: 72,
}
