package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// readDesign reads the design file that a command names; "-" is standard input. It never reads more
// than a design may have, whatever the file is.
func readDesign(cmd *cobra.Command, name string) (*design.Design, error) {
	if name == "-" {
		d, err := design.Read(cmd.InOrStdin())
		return d, about("standard input", err)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, about(name, err)
	case info.IsDir():
		return nil, about(name, errors.New("it is a folder, not a design file"))
	case info.Mode().IsRegular() && info.Size() > design.MaxFile:
		return nil, about(name, fmt.Errorf("it has %d bytes; a design file has at most %d", info.Size(), design.MaxFile))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, about(name, err)
	}
	defer f.Close()
	d, err := design.Read(f)
	return d, about(name, err)
}

// about names the file in an error, once.
func about(name string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// langFlag adds --lang to a command; the value is read with lang.
func langFlag(cmd *cobra.Command, into *string) {
	cmd.Flags().StringVar(into, "lang", string(message.EN), "language of the sentences: en or ja")
}

func lang(s string) (message.Lang, error) {
	switch l := message.Lang(s); l {
	case message.EN, message.JA:
		return l, nil
	}
	return "", fmt.Errorf("--lang %q: en or ja is expected", s)
}

// shown is text for a terminal: what people typed into a design cannot move the cursor or turn the line.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
