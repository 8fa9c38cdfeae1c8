package cloudformation

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
)

// attacks are files that would cost a careless reader its time, its memory or its stack.
func attacks() map[string]string {
	const many = 200_000
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 12; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1)
	}
	resources := "Resources: {V: {Type: \"AWS::EC2::VPC\", Properties: {CidrBlock: %s}}}\n"
	subs := "Conditions:\n"
	for i := range 300 {
		subs += fmt.Sprintf("  C%d: !And [!Condition C%d, !Condition C%d]\n", i, i+1, i+1)
	}
	return map[string]string{
		"brackets":               strings.Repeat("[", many),
		"braces":                 strings.Repeat("{a: ", many),
		"dashes":                 strings.Repeat("- ", many),
		"questions":              strings.Repeat("? ", many),
		"tags":                   strings.Repeat("!Sub ", many) + "x",
		"anchors":                strings.Repeat("&a ", many) + "x",
		"keys":                   strings.Repeat("a: ", many),
		"quotes":                 strings.Repeat("\"a\" ", many),
		"comments":               strings.Repeat("# \n", many),
		"JSON depth":             strings.Repeat(`{"a":`, many) + "1" + strings.Repeat("}", many),
		"JSON lists":             `{"Resources":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}",
		"aliases":                bomb + resources,
		"an alias of itself":     "Resources: &r {V: {Type: \"AWS::EC2::VPC\", Properties: *r}}\n",
		"no text":                "\xff\xfe\x00",
		"empty":                  "",
		"a circle of parameters": "Parameters: {P: {Type: String, Default: !Ref P}}\n" + fmt.Sprintf(resources, "!Ref P"),
		"a circle of attributes": "Resources: {V: {Type: \"AWS::EC2::VPC\", Properties: {CidrBlock: !GetAtt V.CidrBlock}}}\n",
		"a circle of stacks":     "Resources: {S: {Type: \"AWS::CloudFormation::Stack\", Properties: {TemplateURL: attack.yaml, Parameters: {P: !GetAtt S.Outputs.O}}}}\nOutputs: {O: {Value: !GetAtt S.Outputs.O}}\n",
		"conditions":             subs + fmt.Sprintf(resources, "10.0.0.0/16"),
		"symbols":                fmt.Sprintf(resources, `"\x02r0\x1fV\x1f\x03"`),
		"joins":                  fmt.Sprintf(resources, "!Join ['', ["+strings.Repeat("!Join ['', [", 60)+"x"+strings.Repeat("]]", 60)+"]]"),
	}
}

// patience is how long any of them may take, with a busy machine's margin.
const patience = 3 * time.Second

func TestAttacksAreRefusedInTime(t *testing.T) {
	for name, attack := range attacks() {
		begun := time.Now()
		file := exchange.File{Name: "attack.yaml", Data: []byte(attack)}
		Detect(file)
		if d, _, err := Read([]exchange.File{file}, exchange.Options{}); err == nil {
			if err := d.Check(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if took := time.Since(begun); took > patience {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// target: whatever a template says, twice: so one may nest the other.
var target = promise.Target{
	Room: promise.Room{Detect: Detect, Read: Read, Write: Write, Ext: ".yaml"}, Name: "FuzzRead",
	Files: func(data []byte) []exchange.File {
		return []exchange.File{{Name: "a.yaml", Data: data}, {Name: "b.yaml", Data: data}}
	},
}

func FuzzRead(f *testing.F) { target.Fuzz(f) }

func TestWarpedTemplates(t *testing.T) { target.Warped(t) }
