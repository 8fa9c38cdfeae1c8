package format

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/verdict"
)

// A file of somebody else's is one of ours without what only vpcanvas writes into it: who reads that knows what
// AWS's own words say, and nothing more.

// ownLine is a comment, of which a module of ours has many.
var ownLine = regexp.MustCompile(`(?m)^\s*#.*\n`)

// foreign takes out of files what only vpcanvas writes.
func foreign(t *testing.T, f *Format, files []exchange.File) []exchange.File {
	t.Helper()
	out := []exchange.File{}
	for _, file := range files {
		switch data := string(file.Data); {
		case path.Base(file.Name) == "vpcanvas.tf":
			continue
		case path.Ext(file.Name) == ".tf":
			file.Data = ownLine.ReplaceAll(file.Data, nil)
		case path.Ext(file.Name) == ".json":
			var tree map[string]any
			if err := json.Unmarshal(file.Data, &tree); err != nil {
				t.Fatal(err)
			}
			delete(tree, "Vpcanvas")
			delete(tree, "Metadata")
			resources, _ := tree["Resources"].(map[string]any)
			for _, r := range resources {
				delete(r.(map[string]any), "Metadata")
			}
			raw, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			file.Data = raw
		default:
			file.Data = []byte(strings.ReplaceAll(data, "vpcanvas", "somebody"))
		}
		out = append(out, file)
	}
	return out
}

// An arrival is what became of the elements of a kind in files of others: whether any came, whether any did not, and
// which properties some of them have otherwise.
type arrival struct {
	came, missing bool
	otherwise     []message.Text
}

// arrivals reads designs as files of somebody else's; nil for a format that refuses those.
func arrivals(t *testing.T, f *Format, designs []*design.Design) map[kind.Name]*arrival {
	t.Helper()
	all := map[kind.Name]*arrival{}
	for _, k := range kind.All {
		all[k.Name] = &arrival{}
	}
	for _, d := range designs {
		files, _ := f.Write(d, f.Extensions[len(f.Extensions)-1])
		back, _, err := f.Read(foreign(t, f, files), exchange.Options{Params: map[string]string{"AWS::Region": "ap-northeast-1"}})
		if err != nil {
			return nil
		}
		back = inScope(t, back, d)
		match := pairsOf(d, back)
		for id, r := range d.Resources {
			_, came := match.NewOf[id]
			all[r.Kind].came, all[r.Kind].missing = all[r.Kind].came || came, all[r.Kind].missing || !came
		}
		for _, c := range verdict.CompareResources(roundtrip.Plain(d), roundtrip.Plain(back), match).Changed {
			all[c.Kind].note(c, d, back)
		}
	}
	return all
}

// note adds the properties that an element has otherwise. Rows in another order, under the same keys, are no others.
func (a *arrival) note(c verdict.ResourceChange, was, is *design.Design) {
	left, came := map[string][]string{}, map[string][]string{}
	list := func(p verdict.PropertyChange) string {
		return strings.Join(strings.SplitN(p.Path, ".", 3)[:min(2, strings.Count(p.Path, ".")+1)], ".")
	}
	for _, p := range c.Properties {
		left[list(p)], came[list(p)] = append(left[list(p)], string(p.Old)), append(came[list(p)], string(p.New))
	}
	for _, p := range c.Properties {
		slices.Sort(left[list(p)])
		slices.Sort(came[list(p)])
		label := p.Words(c.Kind, was, is).Label
		if strings.HasPrefix(p.Path, "tags.") {
			label = message.Text{EN: "Tags", JA: "タグ"}
		}
		if !slices.Equal(left[list(p)], came[list(p)]) && !slices.Contains(a.otherwise, label) {
			a.otherwise = append(a.otherwise, label)
		}
	}
}

// pairsOf pairs what was drawn with what was read under names of its own: by name, by what the file calls it,
// and what AWS makes with a VPC by the VPC.
func pairsOf(was, is *design.Design) *verdict.Match {
	match := verdict.MatchDesigns(was, is)
	pair := func(id, to string) {
		if _, done := match.NewOf[id]; !done && is.Resources[to] != nil && match.OldOf[to] == "" {
			match.NewOf[id], match.OldOf[to] = to, id
		}
	}
	called := map[string]string{}
	name := func(r *design.Resource) string { // "HostedZone71" is hosted_zone71 in a module
		return string(r.Kind) + " " + strings.ToLower(strings.ReplaceAll(r.ExportName, "_", ""))
	}
	for _, row := range kind.Sorted(is.Resources) {
		called[name(row.Value)] = row.Key
	}
	for _, row := range kind.Sorted(was.Resources) {
		pair(row.Key, called[name(row.Value)])
		if to := match.NewOf[row.Key]; row.Value.Kind == kind.VPCKind && to != "" {
			for _, own := range []func(string) string{design.MainRouteTableID, design.DefaultNetworkACLID, design.DefaultSecurityGroupID} {
				pair(own(row.Key), own(to))
			}
		}
	}
	return match
}

// inScope gives the only account and region of a design the id of that of another one.
func inScope(t *testing.T, is, was *design.Design) *design.Design {
	t.Helper()
	raw, err := design.Encode(is)
	if err != nil {
		t.Fatal(err)
	}
	again, err := design.Decode(bytes.ReplaceAll(raw, []byte(scopeOf(is)), []byte(scopeOf(was))))
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func scopeOf(d *design.Design) string {
	for id, r := range d.Resources {
		if r.Kind == kind.ScopeKind {
			return id
		}
	}
	return ""
}
