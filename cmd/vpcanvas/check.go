package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
)

// checkFormats are the ways to print a check.
var checkFormats = map[string]func(io.Writer, checkReport) error{
	"text": checkText, "json": checkJSON, "sarif": checkSARIF, "junit": checkJUnit,
}

func newCheck() *cobra.Command {
	var as, language string
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "Judge every flow and run every rule",
		Long: "Judge every flow of a design and run every rule. FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0 clean; 1 a finding of severity error, or a flow that does not hold; 3 nothing broken, but a flow\n" +
			"is unknown; 2 bad usage or bad input.",
		Example: "  vpcanvas check network.vpc.json\n" +
			"  vpcanvas check network.vpc.json --format sarif > vpcanvas.sarif",
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			write := checkFormats[as]
			if write == nil {
				return fmt.Errorf("--format %s: text, json, sarif or junit is expected", clipped(as))
			}
			l, err := lang(language)
			if err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			// Suppressions end on a day; a check is run on one.
			n := reach.Compile(d)
			a := verdict.AnalyseOn(n, time.Now().UTC().Format(time.DateOnly))
			a.Findings = rule.WorstFirst(d, a.Findings)
			if err := write(cmd.OutOrStdout(), checkReport{args[0], d, n, a, l}); err != nil {
				return err
			}
			return checkExit(a.State())
		},
	}
	cmd.Flags().StringVar(&as, "format", "text", "text, json, sarif or junit")
	langFlag(cmd, &language)
	return cmd
}

func checkExit(s verdict.State) error {
	switch s {
	case verdict.Broken:
		return outcome(1)
	case verdict.Undecided:
		return outcome(3)
	}
	return nil
}

// A checkReport is what all four formats say.
type checkReport struct {
	file string
	d    *design.Design
	n    *reach.Network
	a    verdict.Analysis
	lang message.Lang
}

// state is the word for the exit code.
func (r checkReport) state() string {
	return map[verdict.State]string{verdict.Clean: "clean", verdict.Undecided: "unknown", verdict.Broken: "broken"}[r.a.State()]
}

// flows are the ids of the flows in order.
func (r checkReport) flows() []string { return slices.Sorted(maps.Keys(r.d.Flows)) }

// flowTitle is a flow as people say it: "internet -> Web must tcp/80".
func (r checkReport) flowTitle(id string) string {
	f := r.d.Flows[id]
	services := []string{}
	for _, row := range kind.Sorted(f.Services) {
		services = append(services, reach.ServiceText(row.Value))
	}
	title := r.d.EndText(f.From) + " -> " + r.d.EndText(f.To)
	if !f.Via.IsZero() {
		title += " via " + r.d.EndText(design.End{Ref: f.Via})
	}
	return strings.TrimRight(title+" "+f.Expect+" "+strings.Join(services, ", "), " ")
}

// flowReasons are the sentences of a flow that does not hold.
func (r checkReport) flowReasons(id string) []string {
	sentences := []string{}
	f := r.a.Flows[id]
	if f.Holds == verdict.Yes {
		return sentences
	}
	for _, reason := range f.Reasons {
		sentences = append(sentences, fmt.Sprintf("%s: %s", reason.Code, reason.Text(r.lang)))
	}
	if len(sentences) == 0 { // a must-not that is open has no blocker
		sentences = append(sentences, string(f.Verdict))
	}
	return sentences
}

var holdsWords = map[verdict.Holds]string{verdict.Yes: "ok", verdict.No: "BROKEN", verdict.Unknown: "unknown"}

// maxFixed is for how many flows a fix is looked for: each takes some hundred analyses of its own, and
// one cause often breaks many.
const maxFixed = 10

var fixWord = message.Text{EN: "fix", JA: "修正案"}

func checkText(w io.Writer, r checkReport) error {
	p := &printer{w: w}
	left := maxFixed
	for _, id := range r.flows() {
		holds := r.a.Flows[id].Holds
		p.line("%-8s %s", holdsWords[holds], r.flowTitle(id))
		for _, s := range r.flowReasons(id) {
			p.line("         %s", s)
		}
		if holds == verdict.Yes || left == 0 {
			continue
		}
		left--
		if fixes := verdict.Fixes(r.n, r.d.Flows[id]); len(fixes) > 0 {
			p.line("         %s: %s", fixWord.In(r.lang), fixInOneLine(fixes, r.lang))
		}
	}
	for _, f := range r.a.Findings {
		severity := string(f.Severity)
		if f.Suppression != "" {
			severity = "quiet"
		}
		p.line("%-8s %s: %s", severity, f.Code, f.Text.In(r.lang))
	}
	p.line("%s: %d flows, %d findings", r.state(), len(r.a.Flows), len(r.a.Findings))
	return p.err
}

type checkDocument struct {
	State    string        `json:"state"`
	Findings []findingJSON `json:"findings"`
	Flows    []flowJSON    `json:"flows"`
}

type findingJSON struct {
	Key         string        `json:"key"`
	Code        string        `json:"code"`
	Severity    rule.Severity `json:"severity"`
	Resource    string        `json:"resource"`
	Name        string        `json:"name"`
	Row         string        `json:"row,omitempty"`
	Text        string        `json:"text"`
	Suppression string        `json:"suppression,omitempty"`
}

type flowJSON struct {
	ID      string        `json:"id"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	Via     string        `json:"via,omitempty"`
	Expect  string        `json:"expect"`
	Holds   verdict.Holds `json:"holds"`
	Verdict reach.Verdict `json:"verdict"`
	// Services are judged one by one.
	Services []serviceJSON `json:"services"`
	Reasons  []reasonJSON  `json:"reasons"`
}

type serviceJSON struct {
	Service string        `json:"service"`
	Holds   verdict.Holds `json:"holds"`
	Verdict reach.Verdict `json:"verdict"`
}

func checkJSON(w io.Writer, r checkReport) error {
	out := checkDocument{State: r.state(), Findings: []findingJSON{}, Flows: []flowJSON{}}
	for _, f := range r.a.Findings {
		out.Findings = append(out.Findings, findingJSON{f.Key, f.Code, f.Severity, f.Element, r.d.NameOf(f.Element), f.Row, f.Text.In(r.lang), f.Suppression})
	}
	for _, id := range r.flows() {
		f, j := r.d.Flows[id], r.a.Flows[id]
		entry := flowJSON{
			ID: id, From: r.d.EndText(f.From), To: r.d.EndText(f.To), Expect: f.Expect, Holds: j.Holds, Verdict: j.Verdict,
			Services: []serviceJSON{}, Reasons: reasons(j.Reasons, r.lang),
		}
		if !f.Via.IsZero() {
			entry.Via = r.d.EndText(design.End{Ref: f.Via})
		}
		for _, s := range j.Services {
			entry.Services = append(entry.Services, serviceJSON{s.Text, s.Holds, s.Answer.Verdict})
		}
		out.Flows = append(out.Flows, entry)
	}
	return printJSON(w, out)
}
