package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// A traceQuestion is the flags of trace.
type traceQuestion struct {
	from, to, via, protocol, family string
	port, icmpType                  int
}

func newTrace() *cobra.Command {
	var q traceQuestion
	var asJSON, fix bool
	cmd := &cobra.Command{
		Use:   "trace FILE --from X --to Y",
		Short: "Answer whether X reaches Y, with the path and every blocker",
		Long: "Answer whether X can open a conversation with Y: the path there and back, and every blocker.\n\n" +
			"X and Y are \"internet\", service:s3, an id, the id that an imported resource has elsewhere, a name, a name\n" +
			"of DNS, an IP address or a CIDR block, found in that order; name:, id: and ip: force one of them.\n" +
			"service:s3@us-east-1 names the service's region, service:s3@global one that is not known; without it is\n" +
			"meant the region of X.\n\n" +
			"Exit code: 0 reachable, 1 blocked or partly, 3 unknown, 2 bad usage or bad input.",
		Example: "  vpcanvas trace network.vpc.json --from internet --to Web --port 80\n" +
			"  vpcanvas trace network.vpc.json --from DB --to service:s3 --port 443 --fix",
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			service, err := q.service(cmd)
			if err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			question, err := q.question(d, service)
			if err != nil {
				return err
			}
			n := reach.Compile(d)
			answer := n.Trace(question)
			if err := printTrace(cmd.OutOrStdout(), n, question, answer, asJSON, fix); err != nil {
				return err
			}
			return exitOf(answer.Verdict)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&q.from, "from", "", "who opens the conversation")
	flags.StringVar(&q.to, "to", "", "who is to answer")
	flags.StringVar(&q.protocol, "protocol", "tcp", "tcp, udp, icmp, icmpv6, all or a number")
	flags.IntVar(&q.port, "port", -1, "port of the answering side, 0 to 65535; any when left out")
	flags.IntVar(&q.icmpType, "icmp-type", -1, "ICMP type, 0 to 255; echo request when left out")
	flags.StringVar(&q.family, "family", "", "4 or 6: IPv4 or IPv6 only")
	flags.StringVar(&q.via, "via", "", "a jump host: X reaches it, and it reaches Y")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	flags.BoolVar(&fix, "fix", false, "also the smallest edits that would make it reachable, each tried before it is offered")
	return cmd
}

func printTrace(w io.Writer, n *reach.Network, q reach.Question, a reach.Answer, asJSON, fix bool) error {
	var fixes []verdict.Fix
	if fix {
		fixes = fixesOf(n, q)
	}
	if asJSON {
		out := traceJSONOf(n, q, a)
		if fix {
			list := fixesJSON(fixes)
			out.Fixes = &list
		}
		return printJSON(w, out)
	}
	p := &printer{w: w}
	p.trace(n, q, a, "")
	if fix && a.Verdict != reach.Reachable {
		p.fixes(n.Design(), fixes)
	}
	return p.err
}

func oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("one FILE is expected, or - for standard input; got %d", len(args))
	}
	return nil
}

// exitOf is the exit code as a script reads it.
func exitOf(v reach.Verdict) error {
	switch v {
	case reach.Reachable:
		return nil
	case reach.Unknown:
		return outcome(3)
	}
	return outcome(1)
}

// service reads the flags that say what the conversation carries.
func (q *traceQuestion) service(cmd *cobra.Command) (design.Service, error) {
	var s design.Service
	if err := s.Protocol.UnmarshalText([]byte(q.protocol)); err != nil {
		return s, fmt.Errorf("--protocol: %w", err)
	}
	if q.from == "" || q.to == "" {
		return s, errors.New("--from and --to are needed")
	}
	if cmd.Flags().Changed("port") {
		if q.port < 0 || q.port > 65535 {
			return s, fmt.Errorf("--port %d: a number from 0 to 65535 is expected", q.port)
		}
		if !s.Protocol.HasPorts() {
			return s, fmt.Errorf("--port goes with --protocol tcp or udp, not %s", s.Protocol)
		}
		s.Ports = netset.Ports(uint16(q.port), uint16(q.port))
	}
	if cmd.Flags().Changed("icmp-type") {
		if q.icmpType < 0 || q.icmpType > 255 {
			return s, fmt.Errorf("--icmp-type %d: a number from 0 to 255 is expected", q.icmpType)
		}
		if !s.Protocol.HasTypes() {
			return s, fmt.Errorf("--icmp-type goes with --protocol icmp or icmpv6, not %s", s.Protocol)
		}
		s.Types = netset.Types{Type: uint8(q.icmpType), HasType: true}
	}
	return s, nil
}

func (q *traceQuestion) question(d *design.Design, s design.Service) (reach.Question, error) {
	out := reach.Question{Service: s, Family: design.FamilyAny}
	var err error
	switch q.family {
	case "":
	case design.Family4, design.Family6:
		out.Family = q.family
	default:
		return out, fmt.Errorf("--family %q: 4 or 6 is expected", q.family)
	}
	if out.From, err = end(d, q.from); err != nil {
		return out, fmt.Errorf("--from: %w", err)
	}
	if out.To, err = end(d, q.to); err != nil {
		return out, fmt.Errorf("--to: %w", err)
	}
	if q.via == "" {
		return out, nil
	}
	via, err := end(d, q.via)
	if err != nil {
		return out, fmt.Errorf("--via: %w", err)
	}
	if via.Ref.IsZero() {
		return out, fmt.Errorf("--via %s: a resource of the design is expected", q.via)
	}
	out.Via = via.Ref
	return out, nil
}

// traceJSON is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type traceJSON struct {
	Verdict  reach.Verdict `json:"verdict"`
	From     string        `json:"from"`
	FromID   string        `json:"from_id"`
	To       string        `json:"to"`
	ToID     string        `json:"to_id"`
	Protocol string        `json:"protocol"`
	// Port is null where none was named.
	Port *uint16 `json:"port"`
	Type *uint8  `json:"icmp_type,omitempty"`
	// SourcePorts are the client's that the verdict took, WorkingPorts those that work when it is partly.
	SourcePorts  string       `json:"source_ports,omitempty"`
	WorkingPorts string       `json:"working_source_ports,omitempty"`
	Path         []hopJSON    `json:"path"`
	Return       []hopJSON    `json:"return_path"`
	Reasons      []reasonJSON `json:"reasons"`
	// Lookup is the name that X resolves first, Notes what the verdict took or does not cover.
	Lookup *reach.Lookup `json:"lookup,omitempty"`
	Notes  []reasonJSON  `json:"notes,omitempty"`
	// Legs are the two conversations of a question with --via.
	Legs []traceJSON `json:"legs,omitempty"`
	// Balanced are the conversations that a load balancer makes of one, the client's first.
	Balanced []legJSON `json:"balanced,omitempty"`
	// Fixes is there with --fix, the best first.
	Fixes *[]fixJSON `json:"fixes,omitempty"`
}

type legJSON struct {
	Role    reach.Role    `json:"role"`
	Verdict reach.Verdict `json:"verdict"`
	From    string        `json:"from"`
	FromID  string        `json:"from_id"`
	To      string        `json:"to"`
	ToID    string        `json:"to_id"`
	Service string        `json:"service"`
	Path    []hopJSON     `json:"path"`
	Return  []hopJSON     `json:"return_path"`
	Reasons []reasonJSON  `json:"reasons"`
}

type hopJSON struct {
	Resource string         `json:"resource"`
	Name     string         `json:"name"`
	Kind     string         `json:"kind"`
	Decision reach.Decision `json:"decision"`
	Row      string         `json:"row,omitempty"`
	// Resolves is the name that was asked for there, before the packet was sent.
	Resolves string `json:"resolves,omitempty"`
	// Rewrite is what a gateway did to an address of the packet.
	Rewrite *reach.Rewrite `json:"rewrite,omitempty"`
}

type reasonJSON struct {
	Code      reach.Code      `json:"code"`
	Resource  string          `json:"resource"`
	Row       string          `json:"row,omitempty"`
	Direction reach.Direction `json:"direction"`
	Text      string          `json:"text"`
}

func traceJSONOf(n *reach.Network, q reach.Question, a reach.Answer) traceJSON {
	t := traceJSON{
		Verdict: a.Verdict, From: n.EndText(q.From), FromID: endID(q.From), To: n.EndText(q.To), ToID: endID(q.To),
		Protocol: q.Service.Protocol.String(), Path: hops(n, a.Path), Return: hops(n, a.Return), Reasons: reasons(a.Reasons, message.EN),
		Lookup: a.Lookup,
	}
	if len(a.Notes) > 0 {
		t.Notes = reasons(a.Notes, message.EN)
	}
	if q.Service.Ports.Set {
		t.Port = &q.Service.Ports.From
	}
	if q.Service.Types.HasType {
		t.Type = &q.Service.Types.Type
	}
	if a.Verdict == reach.Partly && len(a.Legs) == 0 {
		t.SourcePorts, t.WorkingPorts = a.ClientText(), a.WorksText()
	}
	for i, leg := range a.Legs {
		t.Legs = append(t.Legs, traceJSONOf(n, legQuestion(q, i), leg))
	}
	for _, l := range a.Balanced {
		t.Balanced = append(t.Balanced, legJSON{
			Role: l.Role, Verdict: l.Verdict, From: n.Design().NameOf(l.From), FromID: l.From, To: n.Design().NameOf(l.To), ToID: l.To,
			Service: l.Service, Path: hops(n, l.Path), Return: hops(n, l.Return), Reasons: reasons(l.Reasons, message.EN),
		})
	}
	return t
}

// legQuestion is the question of one of the two conversations through a jump host.
func legQuestion(q reach.Question, leg int) reach.Question {
	via := design.End{Ref: q.Via}
	if leg == 0 {
		q.To = via
	} else {
		q.From = via
	}
	return q
}

func endID(e design.End) string {
	switch {
	case e.CIDR.IsValid():
		return e.CIDR.String()
	case e.Service != "" && e.Region != "":
		return "service:" + e.Service + "@" + e.Region
	case e.Service != "":
		return "service:" + e.Service
	}
	return e.Ref.ID
}

func hops(n *reach.Network, path []reach.Hop) []hopJSON {
	out := make([]hopJSON, 0, len(path))
	for _, h := range path {
		hop := hopJSON{Resource: h.Resource, Name: n.Design().NameOf(h.Resource), Kind: string(h.Kind), Decision: h.Decision, Row: h.Row, Resolves: h.Name}
		if h.Rewrite.Of != "" {
			hop.Rewrite = &h.Rewrite
		}
		out = append(out, hop)
	}
	return out
}

func reasons(all []reach.Reason, lang message.Lang) []reasonJSON {
	out := make([]reasonJSON, 0, len(all))
	for _, r := range all {
		out = append(out, reasonJSON{r.Code, r.Resource, r.Row, r.Direction, r.Text(lang)})
	}
	return out
}

// trace is for people: the verdict first, then why, then the way.
func (p *printer) trace(n *reach.Network, q reach.Question, a reach.Answer, indent string) {
	p.line("%s%s -> %s %s: %s", indent, n.EndText(q.From), n.EndText(q.To), reach.ServiceText(q.Service), a.Verdict)
	for i, leg := range a.Legs {
		p.trace(n, legQuestion(q, i), leg, indent+"  ")
	}
	if len(a.Legs) > 0 {
		return
	}
	if a.Verdict == reach.Partly {
		p.line("%s  works from source ports %s of %s", indent, a.WorksText(), a.ClientText())
	}
	for _, r := range a.Reasons {
		p.line("%s  %s: %s", indent, r.Code, r.Text(message.EN))
	}
	for _, r := range a.Notes {
		p.line("%s  note: %s", indent, r.Text(message.EN))
	}
	for _, l := range a.Balanced {
		p.line("%s  %s: %s -> %s %s: %s", indent, l.Role, n.Design().NameOf(l.From), n.Design().NameOf(l.To), l.Service, l.Verdict)
	}
	for _, way := range []struct {
		title string
		hops  []reach.Hop
	}{{"there", a.Path}, {"back", a.Return}} {
		if len(way.hops) > 0 {
			p.line("%s  %s:", indent, way.title)
		}
		for _, h := range way.hops {
			p.line("%s    %-6s %s %s%s", indent, h.Decision, h.Kind, n.Design().NameOf(h.Resource), didText(h))
		}
	}
}

// didText is what a place did beside letting the packet pass or not.
func didText(h reach.Hop) string {
	r := h.Rewrite
	switch {
	case h.Name != "":
		return fmt.Sprintf(" (resolves %s)", h.Name)
	case r.Of == "":
		return ""
	}
	return fmt.Sprintf(" (%s %s becomes %s)", r.Of, r.Before, r.After)
}

// A printer writes lines for a terminal and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, shown(fmt.Sprintf(format, args...)))
	}
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
