package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

var weightFormats = map[string]func(io.Writer, []weightJSON) error{
	"text": weightText, "json": weightJSONOut, "markdown": weightMarkdown,
}

func newWeight() *cobra.Command {
	var as, of string
	var dead bool
	cmd := &cobra.Command{
		Use:   "weight FILE",
		Short: "Say what exists only because of each rule, entry and route",
		Long: "For each rule of a security group, entry of a network ACL and route: the pairs that could open something no longer\n" +
			"without it, those that could open more, and the declared flows that need it. One that changes nothing is dead.\n" +
			"FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0, 2 bad usage or bad input.",
		Example: "  vpcanvas weight network.vpc.json --dead",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := chosen(weightFormats, as)
			if err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			resource := ""
			if of != "" {
				if resource, err = element(d, of, hasRows); err != nil {
					return fmt.Errorf("--of: %w", err)
				}
			}
			list := []weightJSON{}
			for _, w := range verdict.Weigh(d, resource) {
				if !dead || w.IsDead() {
					list = append(list, weightJSONOf(d, w))
				}
			}
			return write(cmd.OutOrStdout(), list)
		},
	}
	formatFlag(cmd, &as, "text", "json", "markdown")
	cmd.Flags().StringVar(&of, "of", "", "only the rows of this security group, network ACL or route table")
	cmd.Flags().BoolVar(&dead, "dead", false, "only the rows that change nothing")
	return cmd
}

func hasRows(r *design.Resource) bool {
	switch r.Kind {
	case kind.SecurityGroupKind, kind.NetworkACLKind, kind.RouteTableKind:
		return true
	}
	return false
}

// weightJSON is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type weightJSON struct {
	Resource string     `json:"resource"`
	Name     string     `json:"name"`
	Row      string     `json:"row"`
	Text     string     `json:"text"`
	Dead     bool       `json:"dead"`
	Flows    []string   `json:"flows"`
	Closes   changeJSON `json:"closes"`
	Opens    changeJSON `json:"opens"`
}

// changeJSON is what would be closed, or opened, without the row.
type changeJSON struct {
	Pairs   int         `json:"pairs"`
	Traffic []shiftJSON `json:"traffic"`
}

type shiftJSON struct {
	From []endJSON `json:"from"`
	To   []endJSON `json:"to"`
	trafficJSON
}

func weightJSONOf(d *design.Design, w verdict.RowWeight) weightJSON {
	out := weightJSON{
		Resource: w.Row.Resource, Name: d.NameOf(w.Row.Resource), Row: w.Row.List + "." + w.Row.Key, Text: rowText(d, w.Row),
		Dead: w.IsDead(), Flows: w.Flows, Closes: changeOf(w.Closed), Opens: changeOf(w.Opened),
	}
	out.Closes.Pairs, out.Opens.Pairs = w.Pairs()
	return out
}

func changeOf(shifts []reach.Shift) changeJSON {
	out := changeJSON{Traffic: []shiftJSON{}}
	for _, s := range shifts {
		out.Traffic = append(out.Traffic, shiftJSON{endsJSON(s.From), endsJSON(s.To), trafficOf(s.Traffic, s.From[0].Client)})
	}
	return out
}

func (w weightJSON) verdict() string {
	if w.Dead {
		return "dead"
	}
	parts := []string{}
	for _, p := range []struct {
		verb  string
		count int
	}{{"carries", w.Closes.Pairs}, {"keeps closed", w.Opens.Pairs}} {
		if p.count > 0 {
			parts = append(parts, p.verb+" "+counted(p.count, "pair"))
		}
	}
	if n := len(w.Flows); n > 0 {
		parts = append(parts, "needed by "+counted(n, "flow"))
	}
	return strings.Join(parts, ", ")
}

// counted is a number of things: "1 pair", "2 pairs".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func weightText(w io.Writer, list []weightJSON) error {
	p := &printer{w: w}
	dead := 0
	for _, x := range list {
		p.line("%s %s: %s", x.Name, x.Text, x.verdict())
		if x.Dead {
			dead++
		}
	}
	p.line("%s, %d dead", counted(len(list), "row"), dead)
	return p.err
}

func weightJSONOut(w io.Writer, list []weightJSON) error { return printJSON(w, list) }

func weightMarkdown(w io.Writer, list []weightJSON) error {
	rows := [][]string{}
	for _, x := range list {
		rows = append(rows, []string{plain(x.Name), plain(x.Text), x.verdict(), fmt.Sprint(x.Closes.Pairs), fmt.Sprint(x.Opens.Pairs), fmt.Sprint(len(x.Flows))})
	}
	return rowsTable(w, []string{"resource", "row", "weight", "closes", "opens", "flows"}, rows)
}
