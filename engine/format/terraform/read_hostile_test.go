package terraform

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
)

func read(name, text string) error {
	_, _, err := Read([]exchange.File{{Name: name, Data: []byte(text)}}, exchange.Options{})
	return err
}

// What would cost more than it says is refused at once, with a sentence in both languages.
func TestHostileFilesAreRefused(t *testing.T) {
	resource := func(argument string) string {
		return "resource \"aws_vpc\" \"main\" {\n  cidr_block = " + argument + "\n}\n"
	}
	for name, text := range map[string]string{
		"brackets":   resource(strings.Repeat("[", 50_000)),
		"braces":     resource(strings.Repeat("{a=", 50_000)),
		"parens":     resource(strings.Repeat("(", 50_000)),
		"blocks":     strings.Repeat("a {\n", 50_000),
		"templates":  resource(strings.Repeat(`"${`, 50_000)),
		"not":        resource(strings.Repeat("!", 50_000) + "true"),
		"minus":      resource(strings.Repeat("-", 50_000) + "1"),
		"ternaries":  resource(strings.Repeat("true ? 1 : ", 50_000) + "1"),
		"controls":   resource(`"` + strings.Repeat("%{ if true }", 50_000) + `"`),
		"lines":      resource("<<-EOT\n" + strings.Repeat("  ${a}\n", 60_000) + "  EOT"),
		"unclosed":   strings.Repeat("a = <<A\n", 40_000),
		"escapes":    resource(`"` + strings.Repeat("$${", 300_000) + `"`),
		"not HCL":    "resource \"aws_vpc\" \"main\" {",
		"nothing":    "",
		"empty JSON": "{}",
		"old state":  `{"version":3,"serial":1,"lineage":"x","modules":[]}`,
		"nested":     `{"format_version":"1.0","values":` + strings.Repeat("[", 50_000) + `}`,
		"half":       `{"format_version":"1.0","values":{"root_module":{"resources":[{"address":"aws_vpc.a"`,
		"new format": `{"format_version":"99.0","values":{}}`,
	} {
		start := time.Now()
		err := read("hostile", text)
		if err == nil {
			t.Errorf("%s was read", name)
			continue
		}
		if r, ok := errors.AsType[*exchange.Refusal](err); !ok || r.Error() == "" || r.In("ja") == r.Error() {
			t.Errorf("%s: %v is not told in both languages", name, err)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// What grows while it is evaluated stays small, and what names itself has no value.
func TestHostileExpressionsStaySmall(t *testing.T) {
	var doubled strings.Builder
	doubled.WriteString("locals {\n  l0 = [1, 2]\n  s0 = \"xxxxxxxxxxxxxxxx\"\n")
	for n := range 60 {
		fmt.Fprintf(&doubled, "  l%d = concat(local.l%d, local.l%d)\n  s%d = \"${local.s%d}${local.s%d}\"\n", n+1, n, n, n+1, n, n)
		fmt.Fprintf(&doubled, "  f%d = [for x in local.l5 : local.f%d]\n", n+1, n)
	}
	doubled.WriteString("  f0 = 1\n}\nresource \"aws_vpc\" \"main\" {\n  cidr_block = local.s60\n  tags = { a = length(local.l60), b = local.f60 }\n}\n")
	for name, text := range map[string]string{
		"doubled": doubled.String(),
		"circle":  "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_vpc\" \"main\" {\n  cidr_block = local.a\n}\n",
		"itself":  "resource \"aws_vpc\" \"main\" {\n  cidr_block = aws_vpc.main.cidr_block\n}\n",
		"count":   "resource \"aws_vpc\" \"main\" {\n  count = 1000000000\n  cidr_block = \"10.0.0.0/16\"\n}\n",
		"range":   "resource \"aws_vpc\" \"main\" {\n  for_each = toset([for n in range(1000000000) : n])\n}\nresource \"aws_vpc\" \"b\" {\n}\n",
		"steps":   "resource \"aws_vpc\" \"main\" {\n  cidr_block = var.x" + strings.Repeat(".a", 200_000) + "\n}\n",
		"path":    "resource \"aws_vpc\" \"main\" {\n  cidr_block = aws_eip.x" + strings.Repeat("[0]", 200_000) + "\n}\n",
		"bound":   again("[for a in range(1000) : [for b in range(100) : b]]", "contains(x, i)"),
		"set":     again("[for a in range(1000) : [for b in range(100) : b]]", "toset(x)"),
		"text":    again(`"`+strings.Repeat("a", 1_000_000)+`"`, "upper(x)"),
		"equal":   again(`"`+strings.Repeat("a", 1_000_000)+`"`, "x == x"),
	} {
		start := time.Now()
		if err := read("main.tf", text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// again goes through a value 300,000 times which a name is bound to.
func again(value, what string) string {
	return "locals {\n  v = " + value + "\n  x = [for x in [local.v] : [for i in range(1000) : [for j in range(300) : " + what + "]]]\n}\n" +
		"resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/16\"\n  tags = { a = length(local.x) }\n}\n"
}

// Each of thousands of resources may name all of as many others: a plan says no more of it.
func TestLongPlansAreReadInTime(t *testing.T) {
	const many = 2_500
	resources := []string{}
	for _, typ := range []string{typeSubnet, typeTableAssociation} {
		for n := range many {
			resources = append(resources, fmt.Sprintf(`{"address":"%s.a[%d]","mode":"managed","type":"%s","name":"a","index":%d,"values":{}}`, typ, n, typ, n))
		}
	}
	text := `{"format_version":"1.2","planned_values":{"root_module":{"resources":[` + strings.Join(resources, ",") + `]}},` +
		`"configuration":{"root_module":{"resources":[{"address":"aws_route_table_association.a","mode":"managed","type":"aws_route_table_association","name":"a",` +
		`"expressions":{"subnet_id":{"references":["aws_subnet.a"]}}}]}}}`
	start := time.Now()
	if err := read("long.json", text); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// One bad object never loses the others.
func TestBadObjectsDoNotLoseTheOthers(t *testing.T) {
	text := `{"format_version":"1.0","values":{"root_module":{"resources":[
		{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","name":"a","values":{"id":"vpc-1","cidr_block":"10.0.0.0/16"}},
		{"address":"aws_vpc.b","mode":"managed","type":"aws_vpc","name":"b","values":{"id":7,"cidr_block":["x"],"tags":"no"}},
		{"address":"aws_subnet.c","mode":"managed","type":"aws_subnet","name":"c","values":{"vpc_id":"vpc-9","cidr_block":"10.0.0.0/24"}},
		{"address":"aws_lb_target_group.d","mode":"managed","type":"aws_lb_target_group","name":"d","values":{"vpc_id":"vpc-1","port":99999,"protocol":"GENEVE"}},
		{"address":"aws_subnet.e","mode":"managed","type":"aws_subnet","name":"e","values":{"vpc_id":"vpc-1","cidr_block":"10.0.1.0/24","availability_zone":{"a":1}}},
		null,
		{"address":"aws_route53_record.f","mode":"managed","type":"aws_route53_record","name":"f","values":{"type":"A","zone_id":"Z9"}}
	]}}}`
	d, losses, err := Read([]exchange.File{{Name: "state.json", Data: []byte(text)}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := told(d)
	for _, want := range []string{`vpc "a" {"cidr":"10.0.0.0/16"`, `vpc "b" {"cidr":""`, `subnet "e" {`, `targetGroup "d" {`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	for _, want := range []string{"aws_subnet.c is left out", "aws_route53_record.f is left out", "d: port port cannot be 99999", "d: protocol protocol cannot be GENEVE"} {
		if !strings.Contains(promise.Listed(losses), want) {
			t.Errorf("%q is not said in\n%s", want, promise.Listed(losses))
		}
	}
}

// A folder of modules is read as its outermost one.
func TestFoldersBelowAreCalledModules(t *testing.T) {
	vpc := func(name string) []byte {
		return []byte("resource \"aws_vpc\" \"" + name + "\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n")
	}
	d, losses, err := Read([]exchange.File{{Name: "modules/net/main.tf", Data: vpc("below")}, {Name: "main.tf", Data: vpc("root")}}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := told(d); !strings.Contains(got, `vpc "root"`) || strings.Contains(got, "below") {
		t.Errorf("the wrong folder was read: %s", got)
	}
	if !strings.Contains(promise.Listed(losses), "modules/net is passed over") {
		t.Errorf("the other folder is not named: %s", promise.Listed(losses))
	}
}

var room = promise.Room{Detect: Detect, Read: Read, Write: Write, Ext: ".tf"}

// The targets: whatever a plan or a state says, and whatever the files of a module do.
var (
	inJSON = promise.Target{Room: room, Name: "FuzzReadJSON", Files: func(data []byte) []exchange.File {
		return []exchange.File{{Name: "input.json", Data: append([]byte("{"), bytes.TrimPrefix(data, []byte("{"))...)}}
	}}
	inHCL = promise.Target{Room: room, Name: "FuzzReadHCL", Files: func(data []byte) []exchange.File {
		return []exchange.File{{Name: "input.tf", Data: data}}
	}}
)

func FuzzReadJSON(f *testing.F) { inJSON.Fuzz(f) }

func FuzzReadHCL(f *testing.F) { inHCL.Fuzz(f) }

func TestWarpedPlans(t *testing.T) { inJSON.Warped(t) }

func TestWarpedModules(t *testing.T) { inHCL.Warped(t) }
