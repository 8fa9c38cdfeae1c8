package exchange

import (
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
)

// drawnAndRead is a design and what a file that says names in lower case would be read as.
func drawnAndRead(t *testing.T) (drawn, read *design.Design, k Keepsake) {
	t.Helper()
	n := sample.New().VPC("main", "10.0.0.0/16").Subnet("a", "main", "10.0.1.0/24")
	n.D.Resources["client0000"] = &design.Resource{Kind: kind.ClientKind, Name: "home", Props: &kind.Client{}, Tags: map[string]string{}, ExportName: "Home"}
	scope := *n.D.Resources[sample.ID("scope")]
	scope.Tags, scope.Origin = map[string]string{"Owner": "me"}, &design.Origin{Source: "aws", ID: "x"}
	n.D.Resources[sample.ID("scope")] = &scope
	said := map[string]Said{sample.ID("scope"): {Name: "scope", IsUntagged: true}, sample.ID("a"): {Name: "a", ExportName: "in_file"}}
	k = Keep(n.D, said)
	k.Remember(n.D, "client0000")
	raw, err := design.Encode(n.D)
	if err != nil {
		t.Fatal(err)
	}
	if n.D, err = design.Decode(raw); err != nil { // one spelling of empty sets
		t.Fatal(err)
	}
	read = n.D.Clone()
	delete(read.Resources, "client0000")
	plain := scope
	plain.Tags, plain.Origin, plain.ExportName = map[string]string{}, nil, "Other"
	read.Resources[sample.ID("scope")] = &plain
	subnet := *read.Resources[sample.ID("a")]
	subnet.ExportName = "in_file"
	read.Resources[sample.ID("a")] = &subnet
	return n.D, read, k
}

func TestWhatAFileKeepsComesBack(t *testing.T) {
	drawn, read, k := drawnAndRead(t)
	got, damaged := k.Restore(read)
	a, _ := design.Encode(drawn)
	b, _ := design.Encode(got)
	if string(a) != string(b) || len(damaged) > 0 {
		t.Errorf("damaged %v; drawn\n%s\nrestored\n%s", damaged, a, b)
	}
}

// Who renames or takes out an element in a file means it.
func TestTheFileIsRightWhereSomebodyChangedIt(t *testing.T) {
	_, read, k := drawnAndRead(t)
	read.Resources[sample.ID("a")].ExportName = "renamed"
	got, _ := k.Restore(read)
	if name := got.Resources[sample.ID("a")].ExportName; name != "renamed" {
		t.Errorf("the renamed subnet is called %s", name)
	}
	delete(read.Resources, sample.ID("a"))
	if got, damaged := k.Restore(read); got.Resources[sample.ID("a")] != nil || len(damaged) > 0 {
		t.Errorf("what was taken out is back, or damaged: %v", damaged)
	}
}

func TestADamagedKeepsakeIsPassedOver(t *testing.T) {
	_, read, _ := drawnAndRead(t)
	for name, text := range map[string]string{
		"no JSON": "{{", "another kind": `{"element":{"kind":"vpc","name":"x"}}`, "props": `{"element":{"kind":"client","props":{"cidr":"x"}}}`,
		"not an object": `[]`, "tags": `{"element":{"kind":"client","props":{},"tags":7}}`,
	} {
		got, damaged := Keepsake{"client0000": text}.Restore(read)
		if len(damaged) != 1 || got.Resources["client0000"] != nil {
			t.Errorf("%s: damaged %v, %v", name, damaged, got.Resources["client0000"])
		}
	}
	// An id that no design may have spoils all: the file counts alone.
	if got, damaged := (Keepsake{"Not An Id": `{"element":{"kind":"client","props":{}}}`}).Restore(read); len(damaged) != 1 || got != read {
		t.Errorf("damaged %v", damaged)
	}
}
