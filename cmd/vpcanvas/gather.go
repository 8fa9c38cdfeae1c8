package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format"
	"vpcanvas/engine/format/exchange"
)

// The limits of what one import reads, unpacked.
const (
	maxImportFiles = 5_000
	maxImportBytes = 256 << 20
	maxImportDepth = 16
)

// An input is what import reads: the files of all paths, out of folders and archives.
type input struct {
	*exchange.Intake
	options exchange.Options
	// skipped are files that no format understands.
	skipped []string
}

// gather reads the files below the paths. raw is the content of the only path, where it is read already.
func gather(cmd *cobra.Command, paths []string, raw []byte) (*input, error) {
	params, err := params(cmd)
	if err != nil {
		return nil, err
	}
	in := &input{
		Intake:  exchange.NewIntake(exchange.Limits{Files: maxImportFiles, Bytes: maxImportBytes, File: design.MaxFile, Folders: maxImportDepth}),
		options: exchange.Options{Params: params},
	}
	for _, p := range paths {
		content, isFolder := raw, false
		if raw == nil {
			if content, isFolder, err = readInput(cmd, p); err != nil {
				return nil, about(shownName(p), err)
			}
		}
		if isFolder {
			err = in.addFolder(p)
		} else {
			err = in.Add(filepath.ToSlash(p), content)
		}
		if err != nil {
			return nil, about(shownName(p), err)
		}
	}
	return in, nil
}

func (in *input) addFolder(root string) error {
	return filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		hidden := strings.HasPrefix(e.Name(), ".") && name != "."
		switch {
		case e.IsDir() && hidden:
			return fs.SkipDir
		case e.IsDir() && strings.Count(name, "/") > maxImportDepth:
			return fmt.Errorf("folders lie more than %d deep", maxImportDepth)
		case !e.Type().IsRegular() || hidden:
			return nil // a link could lead anywhere
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Size() > design.MaxFile {
			in.skipped = append(in.skipped, name)
			return nil
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return in.AddPlain(name, raw)
	})
}

// detected is the format that understands a file; nil when there is none.
func detected(f exchange.File) *format.Format {
	for _, one := range format.All {
		if one.Read != nil && one.Detect != nil && one.Detect(f) {
			return one
		}
	}
	return nil
}

// readable is the format that --from names; nil where the content tells.
func readable(name string) (*format.Format, error) {
	if name == "auto" {
		return nil, nil
	}
	f := format.Get(name)
	if f == nil || f.Read == nil {
		return nil, fmt.Errorf("--from %s: there are auto, %s", clipped(name), strings.Join(readableNames(), ", "))
	}
	return f, nil
}

// read imports what was gathered, as one format; nil is the one that the content tells.
func (in *input) read(from *format.Format) (*design.Design, []exchange.Loss, error) {
	files := in.Files()
	if len(files) == 0 {
		return nil, nil, errors.New("there is no file that could be read")
	}
	if from != nil {
		return from.Read(files, in.options)
	}
	if d, err := exchange.Own(files); d != nil || err != nil {
		return d, nil, err
	}
	var only *format.Format
	kept := []exchange.File{}
	for _, file := range files {
		f := detected(file)
		switch {
		case f == nil:
			in.skipped = append(in.skipped, file.Name)
			continue
		case only != nil && only != f:
			return nil, nil, fmt.Errorf("the files are of several formats, %s and %s: choose one with --from", only.Name, f.Name)
		}
		only = f
		kept = append(kept, file)
	}
	if only == nil {
		return nil, nil, errNoFormat()
	}
	return only.Read(kept, in.options)
}

// errNoFormat lists what there is to choose from.
func errNoFormat() error {
	return fmt.Errorf("it is no design file (JSON), and no format understands it; there are %s", strings.Join(readableNames(), ", "))
}

func readableNames() []string {
	names := []string{}
	for _, f := range format.All {
		if f.Read != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// paramFlag adds --param to a command that reads what import reads.
func paramFlag(cmd *cobra.Command) {
	cmd.Flags().StringArray("param", nil, "a parameter of a template, as NAME=VALUE; may be repeated")
}

func params(cmd *cobra.Command) (map[string]string, error) {
	values := map[string]string{}
	list, err := cmd.Flags().GetStringArray("param")
	if err != nil {
		return values, nil //nolint:nilerr // a command without the flag has no parameters
	}
	for _, word := range list {
		name, value, ok := strings.Cut(word, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--param %s: NAME=VALUE is expected", clipped(word))
		}
		values[name] = value
	}
	return values, nil
}

// sayLosses names on stderr what was not understood, and counts it. What is said of several elements is one line,
// with all of them.
func sayLosses(cmd *cobra.Command, losses []exchange.Loss) (lost int) {
	p := &printer{w: cmd.ErrOrStderr()}
	for _, l := range exchange.Lines(losses) {
		word := "note"
		if !l.Note {
			word = "loss"
			lost += 1 + len(l.Others)
		}
		others := ""
		if len(l.Others) > 0 {
			names := []string{}
			for _, o := range l.Others {
				names = append(names, o.Name)
			}
			others = fmt.Sprintf(" (and %d more: %s)", len(names), strings.Join(names, ", "))
		}
		p.line("%s: %s", word, shown(l.Text.EN+others))
	}
	return lost
}
