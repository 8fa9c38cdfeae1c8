package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

type importFlags struct {
	from, out, into, language string
	strict                    bool
	vpcs, regions, tags       []string
}

func newImport() *cobra.Command {
	f := &importFlags{}
	cmd := &cobra.Command{
		Use:   "import PATH... -o OUT",
		Short: "Read an account, a template or a drawing as a design",
		Long: "Read files, folders or zip archives as one design, and name on stderr every element that is not understood.\n\n" +
			"The content tells the format; --from forces one. --vpc, --region and --tag keep only the VPCs that they name, with what\n" +
			"belongs to them. --into OLD reads a newer state of what OLD was imported from: places, flows, notes and suppressions stay,\n" +
			"and what opened and what closed since is printed.\n\n" +
			"Exit code: 0 read, 1 read with losses and --strict, 2 bad usage or bad input.",
		Example: "  vpcanvas import account.zip -o network.vpc.json\n" +
			"  vpcanvas import template.yaml --param Stage=prod -o network.vpc.json\n" +
			"  vpcanvas import account-of-today.zip --into network.vpc.json",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runImport(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.from, "from", "auto", "the format: auto, "+strings.Join(readableNames(), ", "))
	flags.StringVarP(&f.out, "output", "o", "", "design file to write, or - for standard output")
	flags.StringVar(&f.into, "into", "", "a design to bring up to date")
	flags.BoolVar(&f.strict, "strict", false, "end with 1 where something is not understood")
	flags.StringArrayVar(&f.vpcs, "vpc", nil, "keep this VPC, by name, id or AWS id; may be repeated")
	flags.StringArrayVar(&f.regions, "region", nil, "keep this region; may be repeated")
	flags.StringArrayVar(&f.tags, "tag", nil, "keep the VPCs that have this tag, or something that has it, as KEY=VALUE; may be repeated")
	langFlag(cmd, &f.language)
	return cmd
}

func runImport(cmd *cobra.Command, f *importFlags, args []string) error {
	l, err := lang(f.language)
	if err != nil {
		return err
	}
	if f.out == "" && f.into == "" {
		return errors.New("-o OUT is needed; - is standard output")
	}
	from, err := readable(f.from)
	if err != nil {
		return err
	}
	if err := notOver(f.target(), args...); err != nil {
		return err
	}
	only, err := f.selection()
	if err != nil {
		return err
	}
	in, err := gather(cmd, args, nil)
	if err != nil {
		return err
	}
	d, losses, err := in.read(from)
	if err != nil {
		return about(shownPaths(args), err)
	}
	if d, err = exchange.Select(d, only); err != nil {
		return err
	}
	for _, name := range in.skipped {
		losses = append(losses, exchange.Unknown(name))
	}
	lost := sayLosses(cmd, losses)
	if f.into != "" {
		if d, err = f.update(cmd, d, only, l); err != nil {
			return err
		}
	}
	if err := writeDesign(cmd, f.target(), d); err != nil {
		return err
	}
	if f.strict && lost > 0 {
		return outcome(1)
	}
	return nil
}

func shownPaths(paths []string) string {
	name := shownName(paths[0])
	if len(paths) > 1 {
		name += fmt.Sprintf(" and %d more", len(paths)-1)
	}
	return name
}

// target is where the design goes: back to where the older one was read, unless something else is said.
func (f *importFlags) target() string {
	if f.out == "" {
		return f.into
	}
	return f.out
}

func (f *importFlags) selection() (exchange.Selection, error) {
	s := exchange.Selection{VPCs: f.vpcs, Regions: f.regions, Tags: map[string]string{}}
	for _, word := range f.tags {
		key, value, ok := strings.Cut(word, "=")
		if !ok || key == "" {
			return s, fmt.Errorf("--tag %s: KEY=VALUE is expected", clipped(word))
		}
		s.Tags[key] = value
	}
	return s, nil
}

// update brings the older design up to date and prints what that opened and closed; with the design on
// standard output, on stderr.
func (f *importFlags) update(cmd *cobra.Command, fresh *design.Design, only exchange.Selection, l message.Lang) (*design.Design, error) {
	old, err := readDesign(cmd, f.into)
	if err != nil {
		return nil, err
	}
	now, err := exchange.Refresh(old, fresh, only)
	if err != nil {
		return nil, err
	}
	x, y := reach.Compile(old), reach.Compile(now)
	d := verdict.Compare(x, y)
	w := cmd.OutOrStdout()
	if f.target() == "-" {
		w = cmd.ErrOrStderr()
	}
	return now, diffText(w, &diffReport{
		old: checkReport{d: old, lang: l}, now: checkReport{d: now, lang: l}, lang: l,
		diff: d, flows: verdict.CompareFlows(x, y), resources: verdict.CompareResources(old, now, d.Match),
	})
}

func writeDesign(cmd *cobra.Command, out string, d *design.Design) error {
	raw, err := design.Encode(d)
	if err != nil {
		return err
	}
	if out == "-" {
		_, err = cmd.OutOrStdout().Write(raw)
		return err
	}
	return about(out, writeFile(out, raw))
}
