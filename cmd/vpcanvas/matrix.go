package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
)

// A matrixWriter prints one row after the other: a large design has more pairs than memory.
type matrixWriter interface {
	row(r matrixRow) error
	end() error
}

// matrixFormats are the ways to print a matrix.
var matrixFormats = map[string]func(io.Writer, *reach.Matrix) matrixWriter{
	"text": newMatrixText, "json": newMatrixJSON, "csv": newMatrixCSV, "markdown": newMatrixMarkdown,
}

func newMatrix() *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use:   "matrix FILE",
		Short: "List who may open which conversation with whom",
		Long: "List every pair of resources, and of a resource and the outside world, of which one may open a conversation with\n" +
			"the other, reply included, with the protocols and ports. The outside world is the CIDR blocks that the design\n" +
			"names and \"internet\" for the rest; the longest prefix wins. FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0, 2 bad usage or bad input.",
		Example: "  vpcanvas matrix network.vpc.json --format csv > matrix.csv",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			format := matrixFormats[as]
			if format == nil {
				return fmt.Errorf("--format %s: text, json, csv or markdown is expected", clipped(as))
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			return printMatrix(cmd.OutOrStdout(), reach.Compile(d).Matrix(), format)
		},
	}
	cmd.Flags().StringVar(&as, "format", "text", "text, json, csv or markdown")
	return cmd
}

func printMatrix(out io.Writer, m *reach.Matrix, format func(io.Writer, *reach.Matrix) matrixWriter) error {
	w := bufio.NewWriter(out)
	p := format(w, m)
	for r := range m.Rows() {
		if err := p.row(matrixRowOf(r)); err != nil {
			return err
		}
	}
	if err := p.end(); err != nil {
		return err
	}
	return w.Flush()
}

// matrixRow is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type matrixRow struct {
	From    string         `json:"from"`
	FromID  string         `json:"from_id"`
	To      string         `json:"to"`
	ToID    string         `json:"to_id"`
	Allowed []netset.Entry `json:"allowed"`
	// Possible is there only where some part is not known; then it holds what is allowed too.
	Possible []netset.Entry `json:"possible,omitempty"`
}

func matrixRowOf(r reach.MatrixRow) matrixRow {
	row := matrixRow{
		From: r.From.Name, FromID: r.From.ID, To: r.To.Name, ToID: r.To.ID,
		Allowed: fullEntries(r.Allowed.Surely.EntriesFor(r.From.Client)),
	}
	if !r.Allowed.IsKnown() {
		row.Possible = fullEntries(r.Allowed.Possibly.EntriesFor(r.From.Client))
	}
	return row
}

// fullEntries says all ports and all types in numbers: a script need not know what a missing key means.
func fullEntries(entries []netset.Entry) []netset.Entry {
	for i := range entries {
		switch e := &entries[i]; e.Protocol {
		case "tcp", "udp":
			if e.Ports == "" {
				e.Ports = "0-65535"
			}
		case "icmp", "icmpv6":
			if e.Types == "" {
				e.Types = "0-255"
			}
		}
	}
	if entries == nil {
		return []netset.Entry{}
	}
	return entries
}

// entriesText is for people.
func entriesText(entries []netset.Entry) string {
	return cmp.Or(netset.EntriesText(entries), "nothing")
}

// text is what passes, and what may pass besides.
func (r *matrixRow) text() string {
	s := entriesText(r.Allowed)
	if len(r.Possible) > 0 {
		s += "; possibly " + entriesText(r.Possible)
	}
	return s
}

type matrixText struct {
	printer
	// shared are the names of several ends: those are told apart by their ids.
	shared map[string]bool
}

func newMatrixText(w io.Writer, m *reach.Matrix) matrixWriter {
	t := &matrixText{printer{w: w}, map[string]bool{}}
	ends := m.Ends() // sorted by name
	for i := range ends[:max(0, len(ends)-1)] {
		if ends[i].Name == ends[i+1].Name {
			t.shared[ends[i].Name] = true
		}
	}
	return t
}

func (t *matrixText) row(r matrixRow) error {
	t.line("%s -> %s: %s", t.name(r.From, r.FromID), t.name(r.To, r.ToID), r.text())
	return t.err
}

func (t *matrixText) name(name, id string) string {
	if t.shared[name] {
		return name + " (" + id + ")"
	}
	return name
}

func (t *matrixText) end() error { return t.err }

type matrixJSON struct {
	w    io.Writer
	buf  bytes.Buffer
	enc  *json.Encoder
	some bool
}

func newMatrixJSON(w io.Writer, _ *reach.Matrix) matrixWriter {
	j := &matrixJSON{w: w}
	j.enc = json.NewEncoder(&j.buf)
	j.enc.SetEscapeHTML(false)
	return j
}

func (j *matrixJSON) row(r matrixRow) error {
	j.buf.Reset()
	if err := j.enc.Encode(r); err != nil {
		return err
	}
	before := ",\n  "
	if !j.some {
		before, j.some = "[\n  ", true
	}
	_, err := fmt.Fprintf(j.w, "%s%s", before, bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")))
	return err
}

func (j *matrixJSON) end() error {
	text := "\n]\n"
	if !j.some {
		text = "[]\n"
	}
	_, err := io.WriteString(j.w, text)
	return err
}

type matrixCSV struct{ w *csv.Writer }

// The words of the CSV's column "certainty".
const (
	certain  = "allowed"
	possible = "possible"
	none     = "none"
)

func newMatrixCSV(w io.Writer, _ *reach.Matrix) matrixWriter {
	c := &matrixCSV{csv.NewWriter(w)}
	_ = c.w.Write([]string{"from", "from_id", "to", "to_id", "certainty", "protocol", "ports", "types", "source_ports"}) // Error tells
	return c
}

func (c *matrixCSV) row(r matrixRow) error {
	line := func(certainty string, e netset.Entry) {
		cells := []string{r.From, r.FromID, r.To, r.ToID, certainty, e.Protocol, e.Ports, e.Types, e.SourcePorts}
		for i := range cells {
			cells[i] = inert(cells[i])
		}
		_ = c.w.Write(cells) // Error tells
	}
	for _, e := range r.Allowed {
		line(certain, e)
	}
	for _, e := range r.Possible {
		line(possible, e)
	}
	if len(r.Allowed)+len(r.Possible) == 0 {
		line(none, netset.Entry{})
	}
	return c.w.Error()
}

func (c *matrixCSV) end() error {
	c.w.Flush()
	return c.w.Error()
}

// inert keeps a spreadsheet from running what somebody typed as a name: behind an apostrophe it is text.
func inert(cell string) string {
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", firstRune(cell)) {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return -1
}

type matrixMarkdown struct{ printer }

func newMatrixMarkdown(w io.Writer, _ *reach.Matrix) matrixWriter {
	m := &matrixMarkdown{printer{w: w}}
	m.line("| from | to | allowed | possible |")
	m.line("|---|---|---|---|")
	return m
}

func (m *matrixMarkdown) row(r matrixRow) error {
	maybe := ""
	if len(r.Possible) > 0 {
		maybe = entriesText(r.Possible)
	}
	m.line("| %s | %s | %s | %s |", cell(r.From, r.FromID), cell(r.To, r.ToID), entriesText(r.Allowed), maybe)
	return m.err
}

func (m *matrixMarkdown) end() error { return m.err }

// cell is an end with its id where that says more.
func cell(name, id string) string {
	if name == id {
		return plain(name)
	}
	return plain(name) + " (" + plain(id) + ")"
}

// plain is text that Markdown shows as it is.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case slices.Contains([]rune("\\|`*_[]()#~!>"), r):
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
