// Package format is the list of file formats. Each has a room below, with its reader and its writer
// side by side over one mapping table.
package format

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/cloudformation"
	"vpcanvas/engine/format/drawio"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/report"
	"vpcanvas/engine/format/svg"
	"vpcanvas/engine/format/terraform"
	"vpcanvas/engine/format/testscript"
	"vpcanvas/engine/message"
)

// Format is one file format.
type Format struct {
	Name  string
	Title message.Text
	// Extensions of its files, the usual one first.
	Extensions []string
	// Detect tells from a file's content whether Read would understand it. Both are nil for a
	// format that is only written.
	Detect func(file exchange.File) bool
	Read   func(files []exchange.File, options exchange.Options) (*design.Design, []exchange.Loss, error)
	// Write turns a design into files with one of the Extensions and lists what they do not say. It
	// succeeds for every design that satisfies the structural rules. It is nil for a format that is
	// only read.
	Write func(d *design.Design, extension string) ([]exchange.File, []exchange.Loss)
	// WritePaths is Write with the flows as paths for AWS's Reachability Analyzer besides; nil for a format
	// that makes nothing in AWS.
	WritePaths func(d *design.Design, extension string) ([]exchange.File, []exchange.Loss)
}

// All is the list of formats, in the order that people are shown.
var All = []*Format{
	{
		Name: "cloudformation", Title: message.Text{EN: "CloudFormation", JA: "CloudFormation"},
		Extensions: cloudformation.Extensions, Detect: cloudformation.Detect, Read: cloudformation.Read, Write: cloudformation.Write, WritePaths: cloudformation.WritePaths,
	},
	{
		Name: "terraform", Title: message.Text{EN: "Terraform", JA: "Terraform"},
		Extensions: terraform.Extensions, Detect: terraform.Detect, Read: terraform.Read, Write: terraform.Write, WritePaths: terraform.WritePaths,
	},
	{
		Name: "drawio", Title: message.Text{EN: "draw.io", JA: "draw.io"},
		Extensions: drawio.Extensions, Detect: drawio.Detect, Read: drawio.Read, Write: drawio.Write,
	},
	{
		Name: "aws", Title: message.Text{EN: "AWS (describe-*)", JA: "AWS の応答（describe-*）"},
		Extensions: aws.Extensions, Detect: aws.Detect, Read: aws.Read, Write: aws.Write,
	},
	{
		Name: "svg", Title: message.Text{EN: "SVG picture", JA: "SVG 画像"},
		Extensions: svg.Extensions, Write: svg.Write,
	},
	{
		Name: "report", Title: message.Text{EN: "Report", JA: "レポート"},
		Extensions: report.Extensions, Write: report.Write,
	},
	{
		Name: "testscript", Title: message.Text{EN: "Test script", JA: "テストスクリプト"},
		Extensions: testscript.Extensions, Write: testscript.Write,
	},
}

// Get finds a format by name; nil when there is none.
func Get(name string) *Format {
	for _, f := range All {
		if f.Name == name {
			return f
		}
	}
	return nil
}
