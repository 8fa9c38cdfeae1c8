package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/roundtrip"
)

func newExport() *cobra.Command {
	var to, out string
	var strict, paths, verify bool
	cmd := &cobra.Command{
		Use:   "export FILE --format FORMAT -o OUT",
		Short: "Write a design in another format",
		Long: "Write a design in another format, and name on stderr what it cannot say.\n\n" +
			"OUT is a file, - for standard output, or a folder where there are several files. Its extension chooses\n" +
			"the spelling: .json gives JSON where the format has it.\n\n" +
			"Exit code: 0 written, 1 written with losses and --strict, or with --verify and otherwise when it is read again,\n" +
			"2 bad usage or bad input.",
		Example: "  vpcanvas export network.vpc.json --format cloudformation -o template.yaml --verify\n" +
			"  vpcanvas export network.vpc.json --format terraform -o module",
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := writable(to)
			if err != nil {
				return err
			}
			if paths && f.WritePaths == nil {
				return fmt.Errorf("--paths: %s makes nothing in AWS; there are %s", f.Name, strings.Join(pathNames(), ", "))
			}
			if verify && f.Read == nil {
				return fmt.Errorf("--verify: %s is never read; there are %s", f.Name, strings.Join(readableNames(), ", "))
			}
			if out == "" {
				return errors.New("-o OUT is needed; - is standard output")
			}
			if err := notOver(out, args[0]); err != nil {
				return err
			}
			d, err := readDesign(cmd, args[0])
			if err != nil {
				return err
			}
			write := f.Write
			if paths {
				write = f.WritePaths
			}
			files, losses := write(d, extension(f, out))
			lost := sayLosses(cmd, losses)
			if err := writeFiles(cmd, out, files); err != nil {
				return err
			}
			differs := verify && !verified(cmd, roundtrip.Check(d, files, losses, f.Read))
			if differs || strict && lost > 0 {
				return outcome(1)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&to, "format", "", "the format: "+strings.Join(formatNames(), ", "))
	cmd.Flags().StringVarP(&out, "output", "o", "", "file or folder to write, or - for standard output")
	cmd.Flags().BoolVar(&strict, "strict", false, "end with 1 where something cannot be said in the format")
	cmd.Flags().BoolVar(&verify, "verify", false, "read what was written again, and end with 1 where it has other verdicts or unsaid differences")
	cmd.Flags().BoolVar(&paths, "paths", false, "also write the flows as paths for AWS's Reachability Analyzer ("+strings.Join(pathNames(), ", ")+")")
	return cmd
}

// verified tells on stderr what came back, and whether that is what was said.
func verified(cmd *cobra.Command, r roundtrip.Report) bool {
	p := &printer{w: cmd.ErrOrStderr()}
	p.line("verify: %s", shown(r.Summary().EN))
	for _, l := range r.Lines {
		p.line("verify: %s", shown(l.EN))
	}
	for _, c := range r.Changes {
		p.line("verify: %s", shown(c.Text.EN))
	}
	return !r.Surprises()
}

func pathNames() []string {
	names := []string{}
	for _, f := range format.All {
		if f.WritePaths != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

func formatNames() []string {
	names := []string{}
	for _, f := range format.All {
		if f.Write != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

func writable(name string) (*format.Format, error) {
	if name == "" {
		return nil, errors.New("--format is needed: " + strings.Join(formatNames(), ", "))
	}
	f := format.Get(name)
	if f == nil || f.Write == nil {
		return nil, fmt.Errorf("--format %s: there are %s", clipped(name), strings.Join(formatNames(), ", "))
	}
	return f, nil
}

// extension is OUT's own where the format has it, else the format's usual one.
func extension(f *format.Format, out string) string {
	best := ""
	for _, ext := range f.Extensions {
		if strings.HasSuffix(strings.ToLower(out), ext) && len(ext) > len(best) {
			best = ext // .ja.md ends with .md as well
		}
	}
	return cmp.Or(best, f.Extensions[0])
}

func writeFiles(cmd *cobra.Command, out string, files []exchange.File) error {
	switch {
	case len(files) == 0:
		return errors.New("there is nothing to write")
	case out == "-" && len(files) > 1:
		return fmt.Errorf("%d files do not go to standard output: name a folder", len(files))
	case out == "-":
		_, err := cmd.OutOrStdout().Write(files[0].Data)
		return err
	}
	info, err := os.Stat(out)
	isFolder := err == nil && info.IsDir()
	if len(files) == 1 && !isFolder {
		return about(out, writeFile(out, files[0].Data))
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return about(out, err)
	}
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(out, f.Name)), 0o755); err != nil {
			return about(out, err)
		}
		if err := writeFile(filepath.Join(out, f.Name), f.Data); err != nil {
			return about(filepath.Join(out, f.Name), err)
		}
	}
	return nil
}
