// Package golden holds what the code makes to files that people read before they commit them. Only tests import it:
// it has a flag, -update, which rewrites the files.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Archive fails the test unless a file holds the archive.
func Archive(t testing.TB, file string, got *txtar.Archive) {
	t.Helper()
	Text(t, file, txtar.Format(got), "run with -update after reading this")
}

// Text fails the test unless a file holds the text, and says by what it comes to hold it.
func Text(t testing.TB, file string, got []byte, by string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is out of date: %s (-want +got):\n%s", file, by, diff)
	}
}
