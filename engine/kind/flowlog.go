package kind

import "vpcanvas/engine/message"

// FlowLogKind records the traffic of a VPC, a subnet or an interface.
const FlowLogKind Name = "flowLog"

// What a flow log records, and where it goes.
const (
	LogAll    = "ALL"
	LogAccept = "ACCEPT"
	LogReject = "REJECT"

	LogToCloudWatch = "cloud-watch-logs"
	LogToS3         = "s3"
)

// FlowLog writes down who spoke with whom, metadata of both ends and what the filters said (semantics 146).
type FlowLog struct {
	// Watches is what it records; absent means the VPC that owns it.
	Watches     Ref    `json:"watches,omitzero"`
	TrafficType string `json:"trafficType"`
	Destination string `json:"destination"`
	// LogGroup is the name of the log group, or of the bucket.
	LogGroup string `json:"logGroup"`
}

// Kind names the kind.
func (*FlowLog) Kind() Name { return FlowLogKind }

var flowLog = &Kind{
	Name:    FlowLogKind,
	Title:   message.Text{EN: "Flow log", JA: "フローログ"},
	Parents: []Name{VPCKind},
	New:     func() Props { return &FlowLog{TrafficType: LogAll, Destination: LogToCloudWatch} },
	Fields: []Field{
		{Name: "watches", Type: Reference, Refs: []Name{SubnetKind, InstanceKind, NetworkInterfaceKind}, Label: message.Text{EN: "Records", JA: "記録の対象"}, Help: message.Text{EN: "Empty: the whole VPC.", JA: "空欄なら VPC 全体。"}},
		{Name: "trafficType", Type: Enum, Label: message.Text{EN: "Traffic", JA: "トラフィック"}, Options: []Option{
			{LogAll, message.Text{EN: "All", JA: "すべて"}},
			{LogAccept, message.Text{EN: "Accepted", JA: "承認"}},
			{LogReject, message.Text{EN: "Rejected", JA: "拒否"}},
		}},
		{Name: "destination", Type: Enum, Label: message.Text{EN: "Destination", JA: "送信先"}, Options: []Option{
			{LogToCloudWatch, message.Text{EN: "CloudWatch Logs", JA: "CloudWatch Logs"}},
			{LogToS3, message.Text{EN: "Amazon S3", JA: "Amazon S3"}},
		}},
		{Name: "logGroup", Type: Text, Label: message.Text{EN: "Log group or bucket", JA: "ロググループまたはバケット"}, Help: message.Text{EN: "Empty: one that the export makes.", JA: "空欄ならエクスポート時に作ります。"}},
	},
	AWSPrefix: "fl-",
	Hidden:    true,
}
