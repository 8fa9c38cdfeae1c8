package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

var blastFormats = map[string]func(io.Writer, blastJSON) error{
	"text": blastText, "json": blastJSONOut, "markdown": blastMarkdown,
}

// mostHops bounds a blast: no sensible network is deeper.
const mostHops = 32

func newBlast() *cobra.Command {
	var as, from string
	hops := 1
	cmd := &cobra.Command{
		Use:   "blast FILE --from X",
		Short: "Say how far somebody comes who holds an element",
		Long: "List what X may open a conversation with, and with --hops what those may in turn, each element in the first hop\n" +
			"that comes to it. X is what trace calls an end; a VPC, a subnet and a security group stand for all that is in them.\n" +
			"FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0, 2 bad usage or bad input.",
		Example: "  vpcanvas blast network.vpc.json --from Web --hops 2",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := chosen(blastFormats, as)
			switch {
			case err != nil:
				return err
			case from == "":
				return errors.New("--from is needed")
			case hops < 1 || hops > mostHops:
				return fmt.Errorf("--hops %d: a number from 1 to %d is expected", hops, mostHops)
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			e, err := end(d, from)
			if err != nil {
				return fmt.Errorf("--from: %w", err)
			}
			n := reach.Compile(d)
			start, levels := verdict.Blast(n, n.Matrix(), e, hops)
			if len(start) == 0 {
				return fmt.Errorf("--from %s stands for nothing that could send", clipped(from))
			}
			return write(cmd.OutOrStdout(), blastJSONOf(start, levels))
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "who is held")
	cmd.Flags().IntVar(&hops, "hops", 1, "how many conversations, one behind the other")
	formatFlag(cmd, &as, "text", "json", "markdown")
	return cmd
}

// blastJSON is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type blastJSON struct {
	From   []endJSON   `json:"from"`
	Levels []levelJSON `json:"levels"`
}

type levelJSON struct {
	Hop     int           `json:"hop"`
	Reached []reachedJSON `json:"reached"`
}

type reachedJSON struct {
	From []endJSON `json:"from"`
	To   []endJSON `json:"to"`
	// Sure: each hop up to here is surely open.
	Sure bool `json:"sure"`
	trafficJSON
}

func blastJSONOf(start []*reach.MatrixEnd, levels [][]verdict.Reached) blastJSON {
	out := blastJSON{From: endsJSON(start), Levels: []levelJSON{}}
	for i, level := range levels {
		l := levelJSON{Hop: i + 1, Reached: []reachedJSON{}}
		for _, r := range level {
			l.Reached = append(l.Reached, reachedJSON{endsJSON(r.From), endsJSON(r.To), r.Sure, trafficOf(r.Allowed, r.Client)})
		}
		out.Levels = append(out.Levels, l)
	}
	return out
}

func blastText(w io.Writer, b blastJSON) error {
	p := &printer{w: w}
	p.line("%s", namesText(b.From))
	for _, l := range b.Levels {
		for _, r := range l.Reached {
			p.line("%s%d: %s -> %s: %s", strings.Repeat("  ", l.Hop), l.Hop, namesText(r.From), namesText(r.To), r.text())
		}
	}
	if len(b.Levels) == 0 {
		p.line("  reaches nothing")
	}
	return p.err
}

func blastJSONOut(w io.Writer, b blastJSON) error { return printJSON(w, b) }

func blastMarkdown(w io.Writer, b blastJSON) error {
	rows := [][]string{}
	for _, l := range b.Levels {
		for _, r := range l.Reached {
			rows = append(rows, []string{fmt.Sprint(l.Hop), mdNames(r.From), mdNames(r.To), plain(r.text())})
		}
	}
	return rowsTable(w, []string{"hop", "from", "to", "allowed"}, rows)
}
