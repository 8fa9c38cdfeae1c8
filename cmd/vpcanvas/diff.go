package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// diffFormats are the ways to print a diff.
var diffFormats = map[string]func(io.Writer, *diffReport) error{"text": diffText, "json": diffJSON, "markdown": diffMarkdown}

func newDiff() *cobra.Command {
	var as, language string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what opened and what closed between two designs",
		Long: "Compare two designs: which conversations opened and which closed, exactly, what is no longer known or no longer\n" +
			"unknown, which flows break, and which resources were added, removed or changed. OLD and NEW are design files; one\n" +
			"of them may be - for standard input.\n\n" +
			"Exit code: 0 the same verdicts, 1 verdicts differ, 2 bad usage or bad input.",
		Example: "  vpcanvas diff main.vpc.json network.vpc.json --format markdown",
		Args:    twoFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			write := diffFormats[as]
			if write == nil {
				return fmt.Errorf("--format %s: text, json or markdown is expected", clipped(as))
			}
			l, err := lang(language)
			if err != nil {
				return err
			}
			r, err := readDiff(cmd, args[0], args[1], l)
			if err != nil {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			if err := errors.Join(write(w, r), w.Flush()); err != nil {
				return err
			}
			if r.differs() {
				return outcome(1)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&as, "format", "text", "text, json or markdown")
	langFlag(cmd, &language)
	return cmd
}

func twoFiles(_ *cobra.Command, args []string) error {
	switch {
	case len(args) != 2:
		return fmt.Errorf("two files are expected, OLD and NEW; got %d", len(args))
	case args[0] == "-" && args[1] == "-":
		return errors.New("standard input is one design: only one of OLD and NEW may be -")
	}
	return nil
}

// A diffReport is what all formats say.
type diffReport struct {
	old, now  checkReport
	diff      *verdict.Diff
	flows     []verdict.FlowChange
	resources verdict.ResourceChanges
	lang      message.Lang
}

func readDiff(cmd *cobra.Command, old, now string, l message.Lang) (*diffReport, error) {
	a, err := readDesign(cmd, old)
	if err != nil {
		return nil, err
	}
	b, err := readDesign(cmd, now)
	if err != nil {
		return nil, err
	}
	x, y := reach.Compile(a), reach.Compile(b)
	d := verdict.Compare(x, y)
	return &diffReport{
		old: checkReport{d: a, lang: l}, now: checkReport{d: b, lang: l}, lang: l,
		diff: d, flows: verdict.CompareFlows(x, y), resources: verdict.CompareResources(a, b, d.Match),
	}, nil
}

// differs: a verdict is one of a pair, or of a flow that both designs have.
func (r *diffReport) differs() bool {
	for _, f := range r.flows {
		if f.Turned() {
			return true
		}
	}
	return !r.diff.IsEmpty()
}

// flowTitle is a flow as the newer design that has it says it.
func (r *diffReport) flowTitle(f verdict.FlowChange) string {
	if f.Now == "" {
		return r.old.flowTitle(f.ID)
	}
	return r.now.flowTitle(f.ID)
}
