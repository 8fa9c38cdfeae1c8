package aws_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/aws"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/randomdesign"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
)

func again(t interface{ Fatalf(string, ...any) }, d *design.Design) (*design.Design, []exchange.Loss) {
	files, _ := aws.Write(d, ".json")
	for _, f := range files {
		if !aws.Detect(f) {
			t.Fatalf("%s is not recognised: %s", f.Name, f.Data)
		}
	}
	back, losses, err := aws.Read(files, exchange.Options{})
	if err != nil {
		t.Fatalf("reading back: %v\n%s", err, files[0].Data)
	}
	return back, losses
}

// Every template in every stage comes back with the same elements and the same matrix.
func TestTemplatesComeBack(t *testing.T) {
	for _, tmpl := range template.All {
		for stage := 1; stage <= len(tmpl.Stages); stage++ {
			t.Run(fmt.Sprintf("%s %d", tmpl.ID, stage), func(t *testing.T) {
				d, err := tmpl.Build(stage)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, d)
			})
		}
	}
}

func compare(t interface {
	Fatalf(string, ...any)
	Errorf(string, ...any)
	Helper()
}, d *design.Design,
) {
	t.Helper()
	sound := inAWS(t, d)
	back, _ := again(t, sound)
	if diff := cmp.Diff(elements(sound), elements(back)); diff != "" {
		t.Fatalf("elements differ (-drawn +read):\n%s", diff)
	}
	if diff := cmp.Diff(conversations(sound), conversations(back)); diff != "" {
		t.Fatalf("the matrix differs (-drawn +read):\n%s", diff)
	}
}

// inAWS is a design without what AWS has no answers for.
func inAWS(t interface{ Fatalf(string, ...any) }, d *design.Design) *design.Design {
	out := d.Clone()
	linked := map[string]bool{}
	for _, r := range out.Resources {
		switch p := r.Props.(type) {
		case *kind.CustomerGateway:
			linked[p.Network.ID] = true
		case *kind.DirectConnect:
			linked[p.Network.ID] = true
		}
	}
	ops := design.Ops{}
	for _, row := range kind.Sorted(out.Resources) {
		switch row.Value.Kind {
		case kind.ClientKind, kind.AWSServiceKind:
			ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
		case kind.ContainerServiceKind: // AWS makes none without a subnet
			if len(row.Value.Props.(*kind.ContainerService).Subnets) == 0 {
				ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
			}
		case kind.CorporateNetworkKind:
			if !linked[row.Key] {
				ops = append(ops, design.Del{Section: design.Resources, ID: row.Key})
			}
		}
	}
	if _, _, err := design.ApplyTrusted(out, ops); err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

// elements are kind, parent and properties by id; the keys of rows, names of scopes and far networks,
// and what has no effect, are left out.
func elements(d *design.Design) map[string]any {
	scopes := map[string]string{}
	for id, r := range d.Resources {
		if p, ok := r.Props.(*kind.Scope); ok {
			scopes[id] = "scope " + p.Account + " " + p.Region
		}
	}
	out := map[string]any{}
	for id, r := range d.Resources {
		switch r.Kind {
		case kind.ScopeKind, kind.CorporateNetworkKind:
			continue
		}
		parent := r.Parent
		if s := scopes[parent]; s != "" {
			parent = s
		}
		e := map[string]any{"kind": string(r.Kind), "parent": parent, "props": plain(r)}
		if r.Kind != kind.RecordKind && r.Kind != kind.HostedZoneKind {
			e["name"] = r.Name
		}
		out[id] = e
	}
	return out
}

// plain turns maps of rows into sorted lists.
func plain(r *design.Resource) any {
	raw, _ := json.Marshal(r.Props)
	var tree map[string]any
	_ = json.Unmarshal(raw, &tree)
	for _, f := range kind.Get(r.Kind).Fields {
		rows, ok := tree[f.Name].(map[string]any)
		if !ok || f.Type != kind.Rows {
			continue
		}
		list := []string{}
		for _, row := range rows {
			one, _ := json.Marshal(row)
			list = append(list, string(one))
		}
		slices.Sort(list)
		tree[f.Name] = list
	}
	switch p := r.Props.(type) {
	case *kind.Subnet:
		if p.NetworkACL.ID == design.DefaultNetworkACLID(r.Parent) {
			delete(tree, "networkAcl")
		}
	case *kind.VPC:
		if p.MainRouteTable.IsZero() {
			delete(tree, "mainRouteTable")
		}
	case *kind.VPNConnection, *kind.DirectConnect:
		delete(tree, "routes") // written as what leads to the network
	case *kind.Record:
		if !p.Target.IsZero() {
			delete(tree, "value") // an alias has neither
			delete(tree, "ttl")
		}
	case *kind.Database:
		delete(tree, "port") // the usual one is not said
	}
	return tree
}

// conversations is the matrix as text, by ids.
func conversations(d *design.Design) []string {
	lines := []string{}
	for r := range reach.Compile(d).Matrix().Rows() {
		lines = append(lines, fmt.Sprint(r.From.ID, " -> ", r.To.ID, ": ", netset.EntriesText(r.Allowed.Surely.EntriesFor(r.From.Client)),
			" / ", netset.EntriesText(r.Allowed.Possibly.EntriesFor(r.From.Client))))
	}
	slices.Sort(lines)
	return lines
}

// Whatever is drawn comes back, with the same matrix.
func TestRandomDesignsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { compare(t, randomdesign.Draw(t)) })
}
