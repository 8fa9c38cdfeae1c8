package cloudformation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
)

var hostile = []string{
	`it's "quoted" \ and \n`, "two\nlines\r\nand\ttabs", "${AWS::AccountId} ${x}", "no", "Yes", "null", "~", "1e3", "0x1F", "0o17", "12:30:45", "2024-01-01",
	"!Ref x", "!!python/object:os.system", "&anchor", "*alias", "<<", "- item", "key: value", "# comment", "a #b", "{a: b}", "[1, 2]", "|", ">", "%TAG", "---", "...",
	"\u202eright to left\u202c", "\u2028line\u2029para", "\ufeffbom", "\u0000nul\u0007bell", "日本語の名前", "emoji 😀", "\U000e0041tag", " leading", "trailing ", "", strings.Repeat("long ", 2000),
	"{{resolve:secretsmanager:x}}", "Fn::Sub", "'", `"`, `\`, "<script>alert(1)</script>", "@at", "`tick`", "=", "a: ", ":", "?", "0.0.0.0/0", "Infinity", ".inf", ".nan", "on", "NO",
}

func hostileDesign(t testing.TB, name string) *design.Design {
	t.Helper()
	q, err := json.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	return designOf(t,
		design.Patch{Section: design.Itself, Path: "name", Value: q},
		put("scope00000", fmt.Sprintf(`{"kind":"scope","name":%s,"props":{"region":"us-east-1","account":%s}}`, q, q)),
		put("vpc0000000", fmt.Sprintf(`{"kind":"vpc","name":%s,"parent":"scope00000","exportName":%s,"tags":{"T":%s},"props":{"cidr":"10.0.0.0/16"}}`, q, q, q)),
		put("subnet0000", fmt.Sprintf(`{"kind":"subnet","name":%s,"parent":"vpc0000000","exportName":%s,"props":{"cidr":"10.0.1.0/24"}}`, q, q)),
		put("group00000", fmt.Sprintf(`{"kind":"securityGroup","name":%s,"parent":"vpc0000000","props":{"description":%s,"ingress":{"a":{"protocol":"tcp","ports":"80","cidr":"0.0.0.0/0","description":%s}}}}`, q, q, q)),
		put("instance00", fmt.Sprintf(`{"kind":"instance","name":%s,"parent":"subnet0000","props":{"keyName":%s,"imageId":%s,"instanceType":%s,"interfaces":{"eth0":{"groups":{"group00000":true}}}}}`, q, q, q, q)),
	)
}

// Whatever somebody types is data: YAML and JSON say the same, and the name comes back as it was.
func TestHostileTextIsInert(t *testing.T) {
	for _, name := range hostile {
		d := hostileDesign(t, name)
		fromYAML, fromJSON := trees(t, d)
		if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
			t.Fatalf("%.40q: YAML and JSON differ (-json +yaml):\n%s", name, diff)
		}
		template := fromYAML.(map[string]any)
		resources := template["Resources"].(map[string]any)
		if len(resources) != 4 {
			t.Errorf("%.40q: %d resources, want 4", name, len(resources))
		}
		for logical, r := range resources {
			if logical == "" || alphanumeric(logical, "") != logical {
				t.Errorf("%.40q gave the logical id %q", name, logical)
			}
			want := strings.ReplaceAll(exchange.ClipRunes(name, exchange.MaxTagValue), "{{resolve:", "{{ resolve:")
			if name == "" {
				want = logical
			}
			tags := r.(map[string]any)["Properties"].(map[string]any)["Tags"].([]any)
			if got := tags[0].(map[string]any)["Value"]; got != want {
				t.Errorf("%.40q came back as %.40q", name, got)
			}
		}
		if strings.Contains(fmt.Sprint(propertiesOf(resources)), "{{resolve:") {
			t.Errorf("%.40q would be resolved by CloudFormation", name)
		}
		if got := template["Metadata"].(map[string]any)[metadataKey].(map[string]any)["Name"]; got != name {
			t.Errorf("the design %.40q came back as %.40q", name, got)
		}
	}
}

// propertiesOf leaves the metadata out, where nothing is resolved.
func propertiesOf(resources map[string]any) []any {
	all := []any{}
	for _, r := range resources {
		all = append(all, r.(map[string]any)["Properties"])
	}
	return all
}

// A file shows its reviewer every character that could change how it reads.
func TestNothingUnseenStandsInAFile(t *testing.T) {
	for _, name := range hostile {
		for _, ext := range Extensions {
			files, _ := Write(hostileDesign(t, name), ext)
			for _, r := range string(files[0].Data) {
				if r != '\n' && (r < ' ' || r == 0x7f || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r == 0xfeff || r >= 0xe0000) {
					t.Errorf("%.40q leaves %U in the %s", name, r, ext)
				}
			}
		}
	}
}

// Each hostile text in every property of the kinds that connect a network: none is resolved, none becomes a function.
func TestHostileTextIsInertEverywhere(t *testing.T) {
	for _, typed := range append(slices.Clone(hostile), `{"a":"{{resolve:ssm:x}}","b":{"Fn::Sub":"${x}"}}`, `{"a":"{{resolve:ssm:x}}"}`, "com.amazonaws.${AWS::AccountId}", "www") {
		const enough = 300 // longer ones stand in TestHostileTextIsInert
		d := drawn.Everywhere(t, drawn.Connected(t), exchange.ClipRunes(typed, enough))
		fromYAML, fromJSON := trees(t, d)
		if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
			t.Fatalf("%.40q: YAML and JSON differ (-json +yaml):\n%s", typed, diff)
		}
		resources := fromYAML.(map[string]any)["Resources"].(map[string]any)
		if strings.Contains(fmt.Sprint(propertiesOf(resources)), "{{resolve:") {
			t.Errorf("%.40q would be resolved by CloudFormation", typed)
		}
		for _, s := range subs(propertiesOf(resources)) {
			for _, name := range dollar.FindAllString(s, -1) {
				if !slices.Contains([]string{"${AWS::Partition}", "${AWS::Region}"}, name) {
					t.Errorf("%.40q became the function %s", typed, s)
				}
			}
		}
	}
}

var dollar = regexp.MustCompile(`\$\{[^}]*\}?`)

// subs are the texts of all Fn::Sub below a value.
func subs(v any) []string {
	found := []string{}
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			if s, ok := item.(string); ok && key == "Fn::Sub" {
				found = append(found, s)
			}
			found = append(found, subs(item)...)
		}
	case []any:
		for _, item := range v {
			found = append(found, subs(item)...)
		}
	}
	return found
}

func TestYAMLAndJSONSayTheSame(t *testing.T) {
	for _, d := range known(t) {
		fromYAML, fromJSON := trees(t, d)
		if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
			t.Errorf("YAML and JSON differ (-json +yaml):\n%s", diff)
		}
	}
}

// trees reads both spellings of a design's template back, the YAML by another's reader.
func trees(t *testing.T, d *design.Design) (fromYAML, fromJSON any) {
	t.Helper()
	asYAML, _ := Write(d, ".yaml")
	asJSON, _ := Write(d, ".json")
	if len(asYAML) != len(asJSON) {
		t.Fatalf("%d files as YAML, %d as JSON", len(asYAML), len(asJSON))
	}
	file, err := parser.ParseBytes(asYAML[0].Data, 0)
	if err != nil {
		t.Fatalf("%v\n%.2000s", err, asYAML[0].Data)
	}
	if len(file.Docs) != 1 {
		t.Fatalf("%d documents in one file", len(file.Docs))
	}
	if err := json.NewDecoder(bytes.NewReader(asJSON[0].Data)).Decode(&fromJSON); err != nil {
		t.Fatal(err)
	}
	return treeOf(t, file.Docs[0].Body), fromJSON
}

func treeOf(t *testing.T, n ast.Node) any {
	t.Helper()
	switch n := n.(type) {
	case *ast.MappingNode:
		m := map[string]any{}
		for _, v := range n.Values {
			key := treeOf(t, v.Key.(ast.Node))
			name, ok := key.(string)
			if _, twice := m[name]; !ok || twice {
				t.Fatalf("the key %v is no text or stands twice", key)
			}
			m[name] = treeOf(t, v.Value)
		}
		return m
	case *ast.SequenceNode:
		l := []any{}
		for _, v := range n.Values {
			l = append(l, treeOf(t, v))
		}
		return l
	case *ast.TagNode:
		return intrinsic(t, n)
	case *ast.StringNode:
		return n.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.IntegerNode:
		var f float64
		if _, err := fmt.Sscan(n.String(), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	t.Fatalf("%T in a template: %s", n, n)
	return nil
}

func intrinsic(t *testing.T, n *ast.TagNode) any {
	t.Helper()
	v := treeOf(t, n.Value)
	switch tag := n.Start.Value; tag {
	case "!Ref":
		return map[string]any{"Ref": v}
	case "!GetAtt":
		of, attribute, _ := strings.Cut(v.(string), ".")
		return map[string]any{"Fn::GetAtt": []any{of, attribute}}
	case "!Sub", "!Select", "!GetAZs", "!Cidr", "!Split", "!Base64", "!Not", "!Equals":
		return map[string]any{"Fn::" + tag[1:]: v}
	default:
		t.Fatalf("the tag %s", tag)
		return nil
	}
}

// A template of thousands of resources is not searched once for each of them.
func TestLongTemplatesAreReadInTime(t *testing.T) {
	const many = 2_500
	vpc := `"V":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"10.0.0.0/8"}},"S":{"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"V"},"CidrBlock":"10.0.0.0/16"}}`
	resources := func(name, typ, properties string) string {
		var b strings.Builder
		count := many
		if typ == typeDatabase {
			count = 5 * many // they are no elements
		}
		for n := range count {
			fmt.Fprintf(&b, `,"%s%d":{"Type":"%s","Properties":%s}`, name, n, typ, strings.ReplaceAll(properties, "#", strconv.Itoa(n)))
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"members": `,"G":{"Type":"AWS::RDS::DBSubnetGroup","Properties":{"SubnetIds":[{"Ref":"S"}]}},"C":{"Type":"AWS::RDS::DBCluster","Properties":{"Engine":"aurora-mysql","DBSubnetGroupName":{"Ref":"G"}}}` +
			resources("M", typeDatabase, `{"DBClusterIdentifier":{"Ref":"C"}}`),
		"attached": resources("I", typeInstance, `{"SubnetId":{"Ref":"S"}}`) + resources("N", typeInterface, `{"SubnetId":{"Ref":"S"}}`) +
			resources("A", typeInterfaceAttachment, `{"InstanceId":{"Ref":"I#"},"NetworkInterfaceId":{"Ref":"N#"},"DeviceIndex":"1"}`),
		"addresses": resources("N", typeInterface, `{"SubnetId":{"Ref":"S"}}`) +
			`,"T":{"Type":"AWS::ElasticLoadBalancingV2::TargetGroup","Properties":{"VpcId":{"Ref":"V"},"Protocol":"HTTP","Targets":[{"Id":"10.0.0.9"}` + strings.Repeat(`,{"Id":"10.0.0.9"}`, 4*many) + `]}}`,
	} {
		start := time.Now()
		if _, _, err := Read([]exchange.File{{Name: "long.json", Data: []byte(`{"Resources":{` + vpc + text + `}}`)}}, exchange.Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
