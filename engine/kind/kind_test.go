package kind

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/message"
)

// What a new kind forgets, this test demands: a description with labels for each property, both
// languages, parents and references that exist, defaults that read back.
func TestEveryKindIsComplete(t *testing.T) {
	seen := map[Name]bool{}
	for _, k := range All {
		t.Run(string(k.Name), func(t *testing.T) {
			if seen[k.Name] {
				t.Error("the name stands twice in All")
			}
			seen[k.Name] = true
			bothLanguages(t, "title", k.Title)
			p := k.New()
			if p.Kind() != k.Name {
				t.Errorf("New makes a %s", p.Kind())
			}
			for _, parent := range k.Parents {
				if Get(parent) == nil {
					t.Errorf("the parent %s is no kind", parent)
				}
			}
			if !k.Hidden && (k.Width <= 0 || k.Height <= 0) {
				t.Error("a kind that is drawn needs a size")
			}
			checkFields(t, reflect.TypeOf(p).Elem(), k.Fields)
			raw, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			again, err := k.Decode(raw)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(raw), string(must(json.Marshal(again)))); diff != "" {
				t.Errorf("the defaults do not read back: %s", diff)
			}
		})
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func bothLanguages(t *testing.T, what string, m message.Text) {
	t.Helper()
	if m.EN == "" || m.JA == "" {
		t.Errorf("%s lacks a language: %+v", what, m)
	}
}

var goTypes = map[FieldType][]string{
	Text: {"string"}, Multiline: {"string"}, Enum: {"string"}, Int: {"int"}, Bool: {"bool"}, CIDR: {"netip.Prefix"},
	Protocol: {"netset.Protocol"}, Ports: {"netset.PortRange"}, Types: {"netset.Types"}, Reference: {"kind.Ref"},
	Set: {"map[string]bool"}, Addresses: {"map[string]bool"},
}

func checkFields(t *testing.T, typ reflect.Type, fields []Field) {
	t.Helper()
	described := map[string]bool{}
	for i := range fields {
		f := &fields[i]
		described[f.Name] = true
		bothLanguages(t, typ.Name()+"."+f.Name, f.Label)
		if (f.Help.EN == "") != (f.Help.JA == "") {
			t.Errorf("%s.%s has help in one language", typ.Name(), f.Name)
		}
		at, ok := indexes(typ)[f.Name]
		if !ok {
			t.Errorf("%s has no property %s", typ, f.Name)
			continue
		}
		checkField(t, typ.Field(at).Type, f)
	}
	for name, i := range indexes(typ) {
		if !described[name] {
			t.Errorf("%s.%s has no description in Fields", typ, name)
		}
		if k := typ.Field(i).Type.Kind(); k == reflect.Slice || k == reflect.Array {
			t.Errorf("%s.%s is an array: no property is one", typ, name)
		}
	}
}

func checkField(t *testing.T, typ reflect.Type, f *Field) {
	t.Helper()
	if f.Type == Rows {
		if typ.Kind() != reflect.Map || typ.Elem().Kind() != reflect.Struct {
			t.Errorf("%s is described as rows but is a %s", f.Name, typ)
			return
		}
		checkFields(t, typ.Elem(), f.Fields)
		return
	}
	if want := goTypes[f.Type]; !strings.Contains(strings.Join(want, " "), typ.String()) {
		t.Errorf("%s is described as %s but is a %s", f.Name, f.Type, typ)
	}
	if f.Type == Enum && len(f.Options) == 0 {
		t.Errorf("%s is an enum without options", f.Name)
	}
	for _, o := range f.Options {
		bothLanguages(t, f.Name+" "+o.Value, o.Label)
	}
	if (f.Type == Reference || f.Type == Set) && f.Refs == nil {
		t.Errorf("%s does not say which kinds it may name", f.Name)
	}
	for _, r := range f.Refs {
		if Get(r) == nil {
			t.Errorf("%s may name %s, which is no kind", f.Name, r)
		}
	}
}

func TestRefJSON(t *testing.T) {
	for _, c := range []struct {
		in string
		ok bool
	}{
		{`"subnet0000001"`, true},
		{`{"gone":{"kind":"vpc","name":"old"}}`, true},
		{`{"external":{"awsId":"pcx-1"}}`, true},
		{`{}`, false},
		{`{"gone":{"kind":"vpc","name":"old"},"external":{"awsId":"x"}}`, false},
		{`{"id":"x"}`, false},
		{`3`, false},
		{`["x"]`, false},
	} {
		var r Ref
		err := json.Unmarshal([]byte(c.in), &r)
		if (err == nil) != c.ok {
			t.Errorf("%s: error %v, want ok=%v", c.in, err, c.ok)
			continue
		}
		if c.ok && string(must(json.Marshal(r))) != c.in {
			t.Errorf("%s came back as %s", c.in, must(json.Marshal(r)))
		}
	}
}

func TestWithLeavesTheOriginalAlone(t *testing.T) {
	old := NewSecurityGroup()
	before := string(must(json.Marshal(old)))
	changed, err := With(old, []string{"ingress", "ssh"}, json.RawMessage(`{"protocol":"tcp","ports":"22","cidr":"10.1.2.3/8"}`), NewSecurityGroup())
	if err != nil {
		t.Fatal(err)
	}
	if string(must(json.Marshal(old))) != before {
		t.Error("the original changed")
	}
	if got := changed.(*SecurityGroup).Ingress["ssh"].CIDR.String(); got != "10.0.0.0/8" {
		t.Errorf("the block is %s, want it without host bits", got)
	}
	gone, err := With(changed, []string{"ingress", "ssh"}, json.RawMessage(`null`), NewSecurityGroup())
	if err != nil || len(gone.(*SecurityGroup).Ingress) != 0 {
		t.Errorf("the row is still there: %v %v", gone, err)
	}
}

func TestNewGroupsAndACLs(t *testing.T) {
	// semantics 50, 51: a new group lets nothing in and everything out.
	if g := NewSecurityGroup(); len(g.Ingress) != 0 || len(g.Egress) != 1 || g.Egress["all"].CIDR != anyIPv4 {
		t.Errorf("a new group is %+v", g)
	}
	// semantics 50, 56: the default group lets its members in.
	if g := DefaultSecurityGroup("x"); len(g.Ingress) != 1 || g.Ingress["self"].Group.ID != "x" {
		t.Errorf("the default group is %+v", g)
	}
	// semantics 75: a new network ACL has no entries; semantics 74: the default one allows all.
	if a := Get(NetworkACLKind).New().(*NetworkACL); len(a.Ingress)+len(a.Egress) != 0 {
		t.Errorf("a new network ACL is %+v", a)
	}
	if a := DefaultNetworkACL(); a.Ingress["r100"].Action != Allow || a.Egress["r100"].Action != Allow {
		t.Errorf("the default network ACL is %+v", a)
	}
}

// A group from which the default rule was removed stays closed when it is read again.
func TestGivenRowsReplaceTheDefaultOnes(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want int
	}{{`{}`, 1}, {`{"egress":{}}`, 0}, {`{"egress":{"web":{"protocol":"tcp","ports":"443","cidr":"0.0.0.0/0"}}}`, 1}, {`{"egress":null}`, 0}} {
		p, err := Get(SecurityGroupKind).Decode(json.RawMessage(c.raw))
		if err != nil {
			t.Fatal(err)
		}
		if got := p.(*SecurityGroup).Egress; len(got) != c.want || got == nil {
			t.Errorf("%s has the outbound rules %v, want %d", c.raw, got, c.want)
		}
	}
}
