package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// This file is what exposure, weight, blast and whatif have in common.

// formatFlag adds --format to a command; chosen looks the value up in what the command can write.
func formatFlag(cmd *cobra.Command, into *string, names ...string) {
	cmd.Flags().StringVar(into, "format", names[0], "one of "+strings.Join(names, ", "))
}

// chosen finds a writer by its name.
func chosen[W any](formats map[string]W, name string) (W, error) {
	write, ok := formats[name]
	if !ok {
		names := []string{}
		for _, row := range kind.Sorted(formats) {
			names = append(names, row.Key)
		}
		return write, fmt.Errorf("--format %s: one of %s is expected", clipped(name), strings.Join(names, ", "))
	}
	return write, nil
}

// endJSON is an end of a conversation as scripts read it.
type endJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func endsJSON(ends []*reach.MatrixEnd) []endJSON {
	out := make([]endJSON, len(ends))
	for i, e := range ends {
		out[i] = endJSON{e.ID, e.Name}
	}
	return out
}

// trafficJSON is what passes, in the words of the matrix.
type trafficJSON struct {
	Allowed []netset.Entry `json:"allowed"`
	// Possible is there only where some part is not known; then it holds what is allowed too.
	Possible []netset.Entry `json:"possible,omitempty"`
}

func trafficOf(t netset.Three, client netset.NumberSet) trafficJSON {
	out := trafficJSON{Allowed: fullEntries(t.Surely.EntriesFor(client))}
	if !t.IsKnown() {
		out.Possible = fullEntries(t.Possibly.EntriesFor(client))
	}
	return out
}

// text is for people.
func (t trafficJSON) text() string {
	row := matrixRow{Allowed: t.Allowed, Possible: t.Possible}
	if len(t.Allowed) == 0 && len(t.Possible) > 0 {
		return "possibly " + entriesText(t.Possible)
	}
	return row.text()
}

// mostNames bounds what a line names before it only counts.
const mostNames = 6

// namesText lists ends for people; those with one name are told apart by their ids.
func namesText(ends []endJSON) string {
	names := make([]string, len(ends))
	for i, e := range ends {
		names[i] = e.Name
		if slices.ContainsFunc(ends, func(o endJSON) bool { return o.Name == e.Name && o.ID != e.ID }) {
			names[i] += " (" + e.ID + ")"
		}
	}
	if more := len(names) - mostNames; more > 0 {
		names = append(names[:mostNames], fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

// mdNames is namesText as text that Markdown shows as it is.
func mdNames(ends []endJSON) string { return plain(namesText(ends)) }

// rowText is a row as people say it: "in tcp/80 from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0",
// "0.0.0.0/0 to igw".
func rowText(d *design.Design, r reach.Row) string {
	way, word := "in", "from"
	if r.List == "egress" {
		way, word = "out", "to"
	}
	switch p := d.Resources[r.Resource].Props.(type) {
	case *kind.SecurityGroup:
		rule := p.Ingress[r.Key]
		if way == "out" {
			rule = p.Egress[r.Key]
		}
		peer := rule.CIDR.String()
		if !rule.CIDR.IsValid() {
			peer = refText(d, rule.Group)
		}
		return fmt.Sprintf("%s %s %s %s", way, serviceText(rule.Protocol, rule.Ports, rule.Types), word, peer)
	case *kind.NetworkACL:
		e := p.Ingress[r.Key]
		if way == "out" {
			e = p.Egress[r.Key]
		}
		return fmt.Sprintf("%s %d %s %s %s %s", way, e.RuleNumber, e.Action, serviceText(e.Protocol, e.Ports, e.Types), word, e.CIDR)
	case *kind.RouteTable:
		route := p.Routes[r.Key]
		return fmt.Sprintf("%s to %s", route.Destination, refText(d, route.Target))
	}
	return r.Path()
}

func serviceText(p netset.Protocol, ports netset.PortRange, types netset.Types) string {
	return reach.ServiceText(design.Service{Protocol: p, Ports: ports, Types: types})
}

func refText(d *design.Design, r kind.Ref) string {
	switch {
	case r.Gone != nil:
		return r.Gone.Name + " (deleted)"
	case r.External != nil:
		return r.External.AWSID
	case r.ID == "":
		return "nothing"
	}
	return d.NameOf(r.ID)
}

// rowsTable prints a Markdown table: its cells are plain text already.
func rowsTable(w io.Writer, head []string, rows [][]string) error {
	p := &printer{w: w}
	p.line("| %s |", strings.Join(head, " | "))
	p.line("|%s", strings.Repeat("---|", len(head)))
	for _, row := range rows {
		p.line("| %s |", strings.Join(row, " | "))
	}
	return p.err
}
