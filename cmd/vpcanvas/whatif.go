package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

var whatIfFormats = map[string]func(io.Writer, whatIfReport) error{
	"text": whatIfText, "json": whatIfJSON, "markdown": whatIfMarkdown,
}

func newWhatIf() *cobra.Command {
	var as, language string
	var off []string
	cmd := &cobra.Command{
		Use:   "whatif FILE --off X [--off Y]",
		Short: "Say which flows break while something is off",
		Long: "Judge every flow as if X were off: an instance stopped, a gateway or any other resource gone, and with\n" +
			"zone:ap-northeast-1a everything in that Availability Zone. X is an id, the id that an imported resource has\n" +
			"elsewhere, or a name. FILE is a design file, - for standard input, or what import reads; it is not changed.\n\n" +
			"Exit code: 0 every flow that holds goes on holding; 1 a flow that must pass breaks; 3 none breaks, but one is\n" +
			"unknown then; 2 bad usage or bad input.",
		Example: "  vpcanvas whatif network.vpc.json --off nat",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := chosen(whatIfFormats, as)
			if err != nil {
				return err
			}
			l, err := lang(language)
			if err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			things, err := offOf(d, off)
			if err != nil {
				return err
			}
			f, err := verdict.WhatIf(reach.Compile(d), things)
			if err != nil {
				return err
			}
			if err := write(cmd.OutOrStdout(), whatIfReport{d: d, f: f, lang: l}); err != nil {
				return err
			}
			return whatIfExit(d, f)
		},
	}
	cmd.Flags().StringArrayVar(&off, "off", nil, "what is off: a resource, or zone:NAME; may be given several times")
	langFlag(cmd, &language)
	formatFlag(cmd, &as, "text", "json", "markdown")
	return cmd
}

// offOf finds what somebody switches off.
func offOf(d *design.Design, words []string) ([]verdict.Off, error) {
	if len(words) == 0 {
		return nil, errors.New("--off is needed: a resource, or zone:NAME")
	}
	var off []verdict.Off
	for _, word := range words {
		if zone, ok := strings.CutPrefix(word, "zone:"); ok {
			if !slices.Contains(zonesOf(d), zone) || zone == "" {
				return nil, fmt.Errorf("--off %s: no subnet is in that zone; there are %s", clipped(word), strings.Join(zonesOf(d), ", "))
			}
			off = append(off, verdict.Off{Zone: zone})
			continue
		}
		id, err := element(d, word, isNoAddress, canFail)
		if err != nil {
			return nil, fmt.Errorf("--off: %w", err)
		}
		off = append(off, verdict.Off{Resource: id})
	}
	return off, nil
}

// canFail leaves out what is a border for people only.
func canFail(r *design.Resource) bool { return r.Kind != kind.ScopeKind && r.Kind != kind.InternetKind }

// isNoAddress tells a NAT gateway from the Elastic IP that is often called like it.
func isNoAddress(r *design.Resource) bool { return canFail(r) && r.Kind != kind.ElasticIPKind }

func zonesOf(d *design.Design) []string {
	zones := []string{}
	for _, row := range kind.Sorted(d.Resources) {
		if s, ok := row.Value.Props.(*kind.Subnet); ok && s.AvailabilityZone != "" && !slices.Contains(zones, s.AvailabilityZone) {
			zones = append(zones, s.AvailabilityZone)
		}
	}
	slices.Sort(zones)
	return zones
}

func whatIfExit(d *design.Design, f *verdict.Failure) error {
	code := 0
	for _, t := range f.Turns {
		switch {
		case !t.Broke || d.Flows[t.Flow].Expect != design.Must:
		case t.After.Holds == verdict.No:
			code = 1
		case code == 0:
			code = 3
		}
	}
	if code != 0 {
		return outcome(code)
	}
	return nil
}

// A whatIfReport is what all formats say.
type whatIfReport struct {
	d    *design.Design
	f    *verdict.Failure
	lang message.Lang
}

func (r whatIfReport) down() []endJSON {
	out := []endJSON{}
	for _, id := range r.f.Down {
		out = append(out, endJSON{id, r.d.NameOf(id)})
	}
	return out
}

func (r whatIfReport) title(flow string) string {
	return checkReport{d: r.d, lang: r.lang}.flowTitle(flow)
}

// broken counts the flows that held and do not any more.
func (r whatIfReport) broken() int {
	n := 0
	for _, t := range r.f.Turns {
		if t.Broke {
			n++
		}
	}
	return n
}

func (r whatIfReport) reasons(t verdict.Turn) []string {
	out := []string{}
	for _, reason := range t.After.Reasons {
		out = append(out, fmt.Sprintf("%s: %s", reason.Code, reason.Text(r.lang)))
	}
	return out
}

func turnWord(t verdict.Turn) string {
	switch {
	case t.Broke && t.After.Holds == verdict.No:
		return "BREAKS"
	case t.Broke:
		return "unknown"
	case t.After.Holds == verdict.Yes:
		return "holds"
	}
	return "changes"
}

func whatIfText(w io.Writer, r whatIfReport) error {
	p := &printer{w: w}
	p.line("off: %s", namesText(r.down()))
	for _, t := range r.f.Turns {
		p.line("%-8s %s", turnWord(t), r.title(t.Flow))
		if t.After.Holds != verdict.Yes {
			for _, s := range r.reasons(t) {
				p.line("         %s", s)
			}
		}
	}
	p.line("%d of %s no longer hold", r.broken(), counted(len(r.d.Flows), "flow"))
	for _, l := range r.lost() {
		p.line("%-8s %s -> %s %s", l.What, l.From, l.To, l.Traffic)
	}
	return p.err
}

// lostJSON is something that passes no more, or is no longer known, among those that are not off.
type lostJSON struct {
	What    verdict.What `json:"what"`
	From    string       `json:"from"`
	To      string       `json:"to"`
	Traffic string       `json:"traffic"`
	Pairs   int          `json:"pairs"`
}

func (r whatIfReport) lost() []lostJSON {
	out := []lostJSON{}
	lines, namer := r.f.Lines()
	for _, l := range lines {
		traffic := netset.EntriesText(l.Allowed)
		if traffic == "" {
			traffic = netset.EntriesText(l.Blocked)
		}
		out = append(out, lostJSON{l.What, namer.Called(l.From).In(r.lang), namer.Called(l.To).In(r.lang), traffic, l.Pairs})
	}
	return out
}

// whatIfDocument is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type whatIfDocument struct {
	Down  []endJSON  `json:"down"`
	Flows []turnJSON `json:"flows"`
	// Pairs is what changes besides, line by line.
	Pairs []lostJSON `json:"pairs"`
}

type turnJSON struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Expect  string        `json:"expect"`
	Before  verdict.Holds `json:"before"`
	After   verdict.Holds `json:"after"`
	Verdict reach.Verdict `json:"verdict"`
	Broke   bool          `json:"broke"`
	Reasons []reasonJSON  `json:"reasons"`
}

func whatIfJSON(w io.Writer, r whatIfReport) error {
	out := whatIfDocument{Down: r.down(), Flows: []turnJSON{}, Pairs: r.lost()}
	for _, t := range r.f.Turns {
		out.Flows = append(out.Flows, turnJSON{
			t.Flow, r.title(t.Flow), r.d.Flows[t.Flow].Expect, t.Before.Holds, t.After.Holds, t.After.Verdict, t.Broke, reasons(t.After.Reasons, r.lang),
		})
	}
	return printJSON(w, out)
}

func whatIfMarkdown(w io.Writer, r whatIfReport) error {
	rows := [][]string{}
	for _, t := range r.f.Turns {
		rows = append(rows, []string{plain(r.title(t.Flow)), string(t.Before.Holds), string(t.After.Holds), plain(strings.Join(r.reasons(t), " "))})
	}
	return rowsTable(w, []string{"flow", "before", "after", "reasons"}, rows)
}
