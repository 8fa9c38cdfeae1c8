package promise

import (
	"testing"

	"pgregory.net/rapid"
)

// Without moves a text stays as it is, and with them Warp ends.
func TestWarp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.Byte()).Draw(t, "text")
		if got := Warp(text, nil); string(got) != string(text) {
			t.Fatalf("%q became %q", text, got)
		}
		Warp(text, rapid.SliceOf(rapid.Byte()).Draw(t, "moves"))
	})
	if got := string(Warp([]byte(`{"a": 1}`), []byte{0, 0, 4})); got != `{"0.0.0.0/0": 1}` {
		t.Errorf("got %s", got)
	}
}
