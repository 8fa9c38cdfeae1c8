package promise

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// SameBytes fails the test unless a design is written alike from run to run.
func (room Room) SameBytes(t testing.TB, d *design.Design, turns int) {
	t.Helper()
	first, _ := room.Write(d, room.Ext)
	for range turns {
		again, err := design.Decode(encoded(t, d)) // fresh maps, in another order
		if err != nil {
			t.Fatal(err)
		}
		files, _ := room.Write(again, room.Ext)
		for i, f := range files {
			if !bytes.Equal(f.Data, first[i].Data) {
				t.Fatalf("%s differs from run to run:\n%s", f.Name, cmp.Diff(string(first[i].Data), string(f.Data)))
			}
		}
	}
}

// Listed are losses as lines, in both languages, for golden files.
func Listed(losses []exchange.Loss) string {
	var b strings.Builder
	for _, l := range losses {
		word := "loss"
		if l.Note {
			word = "note"
		}
		fmt.Fprintf(&b, "%s: %s\n%s: %s\n", word, l.Text.EN, word, l.Text.JA)
	}
	return b.String()
}

// AllSaid fails the test unless each sentence is among the losses: none is dead, none lacks a language.
func AllSaid(t testing.TB, losses []exchange.Loss, sentences ...map[string]message.Text) {
	t.Helper()
	for _, all := range sentences {
		for code, s := range all {
			en, ja := pattern(s.EN), pattern(s.JA)
			said := false
			for _, l := range losses {
				said = said || en.MatchString(l.Text.EN) && ja.MatchString(l.Text.JA)
			}
			if !said {
				t.Errorf("no design of these tests needs %s in both languages", code)
			}
		}
	}
}

// pattern is a sentence with anything in place of its placeholders.
func pattern(sentence string) *regexp.Regexp {
	open := placeholder.ReplaceAllString(sentence, "\x00")
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(open), "\x00", "(.+)") + "$")
}

// NoCircle fails the test where something waits for itself, by what each needs.
func NoCircle(t interface{ Fatalf(string, ...any) }, needs map[string][]string) {
	const open, closed = 1, 2
	state := map[string]int{}
	var visit func(at string)
	visit = func(at string) {
		switch state[at] {
		case open:
			t.Fatalf("%s waits for itself", at)
		case closed:
			return
		}
		state[at] = open
		for _, to := range needs[at] {
			visit(to)
		}
		state[at] = closed
	}
	for at := range needs {
		visit(at)
	}
}
