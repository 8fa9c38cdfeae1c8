package main

import (
	"io"

	"github.com/spf13/cobra"

	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

var exposureFormats = map[string]func(io.Writer, []exposedJSON) error{
	"text": exposureText, "json": exposureJSON, "markdown": exposureMarkdown,
}

func newExposure() *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use:   "exposure FILE",
		Short: "List what the internet reaches, and on what",
		Long: "List what the internet, and each block of addresses that the design names, may open a conversation with: directly,\n" +
			"behind a load balancer that it may ask, and from a host that it may log in to by SSH or RDP (one step; see blast for\n" +
			"more). FILE is a design file, - for standard input, or what import reads.\n\n" +
			"Exit code: 0, 2 bad usage or bad input.",
		Example: "  vpcanvas exposure network.vpc.json --format markdown",
		Args:    oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := chosen(exposureFormats, as)
			if err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			n := reach.Compile(d)
			list := []exposedJSON{}
			for _, x := range verdict.Exposure(n, n.Matrix()) {
				list = append(list, exposedJSONOf(x))
			}
			return write(cmd.OutOrStdout(), list)
		},
	}
	formatFlag(cmd, &as, "text", "json", "markdown")
	return cmd
}

// exposedJSON is what scripts read; docs/cli.md promises it. Keys are added, never changed.
type exposedJSON struct {
	From   string       `json:"from"`
	FromID string       `json:"from_id"`
	Path   verdict.Path `json:"path"`
	Via    []endJSON    `json:"via"`
	To     []endJSON    `json:"to"`
	trafficJSON
}

func exposedJSONOf(x verdict.Exposed) exposedJSON {
	return exposedJSON{x.From.Name, x.From.ID, x.Path, endsJSON(x.Via), endsJSON(x.To), trafficOf(x.Allowed, x.Client)}
}

func (x exposedJSON) way() string {
	if len(x.Via) == 0 {
		return x.From
	}
	return x.From + " -> " + namesText(x.Via)
}

var pathWords = map[verdict.Path]string{verdict.Direct: "", verdict.Balanced: " (behind a load balancer)", verdict.Jump: " (from a jump host)"}

func exposureText(w io.Writer, list []exposedJSON) error {
	p := &printer{w: w}
	for _, x := range list {
		p.line("%s -> %s: %s%s", x.way(), namesText(x.To), x.text(), pathWords[x.Path])
	}
	if len(list) == 0 {
		p.line("nothing is reached from outside")
	}
	return p.err
}

func exposureJSON(w io.Writer, list []exposedJSON) error { return printJSON(w, list) }

func exposureMarkdown(w io.Writer, list []exposedJSON) error {
	rows := [][]string{}
	for _, x := range list {
		rows = append(rows, []string{plain(x.From), string(x.Path), mdNames(x.Via), mdNames(x.To), plain(x.text())})
	}
	return rowsTable(w, []string{"from", "path", "via", "to", "allowed"}, rows)
}
