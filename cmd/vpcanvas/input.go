package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// readDesign reads the design that a command names: a design file, "-" for standard input, or anything
// that import reads, told by its content. It never reads more than a design may have, whatever the file is.
func readDesign(cmd *cobra.Command, name string) (*design.Design, error) {
	raw, isFolder, err := readInput(cmd, name)
	if err != nil {
		return nil, about(shownName(name), err)
	}
	isText := utf8.Valid(raw) && !exchange.IsZip(raw)
	if isFolder || !isText || detected(exchange.File{Name: name, Data: raw}) != nil {
		in, err := gather(cmd, []string{name}, raw) // it refuses files that are packed otherwise by name
		if err == nil && !isText && !exchange.IsZip(raw) {
			err = about(shownName(name), errNoText)
		}
		if err != nil {
			return nil, err
		}
		d, losses, err := in.read(nil)
		if err != nil && isFolder {
			err = fmt.Errorf("in the folder: %w", err)
		}
		if err != nil {
			return nil, about(shownName(name), err)
		}
		sayLosses(cmd, losses)
		return d, nil
	}
	d, err := decoded(raw)
	return d, about(shownName(name), err)
}

var errNoText = errors.New("it is no text: a design file is JSON, with its characters in UTF-8")

// decoded is a design out of text. Of what cannot be one, JSON's own words would tell a place in the file only.
func decoded(raw []byte) (*design.Design, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")))
	switch {
	case len(text) == 0:
		return nil, errors.New("it is empty; a design file is JSON")
	case !bytes.ContainsRune([]byte(`{["`), rune(text[0])):
		return nil, errNoFormat()
	}
	return design.Decode(raw)
}

func shownName(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// readInput reads a file or standard input; a folder is only recognised.
func readInput(cmd *cobra.Command, name string) (raw []byte, isFolder bool, err error) {
	in := cmd.InOrStdin()
	if name != "-" {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return nil, false, err
		case info.IsDir():
			return nil, true, nil
		case info.Mode().IsRegular() && info.Size() > design.MaxFile:
			return nil, false, fmt.Errorf("it has %d bytes; a file has at most %d", info.Size(), design.MaxFile)
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, false, err
		}
		defer f.Close()
		in = f
	}
	raw, err = io.ReadAll(io.LimitReader(in, design.MaxFile+1))
	if err == nil && len(raw) > design.MaxFile {
		err = fmt.Errorf("it has more than %d bytes", design.MaxFile)
	}
	return raw, false, err
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
