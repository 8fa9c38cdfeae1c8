package exchange

import (
	"testing"

	"vpcanvas/engine/message"
)

// Sentences of formats are said in their own packages; here are those of the intake and of causes.
func TestSentences(t *testing.T) {
	for _, all := range []map[string]message.Text{Sentences, pathSentences, intakeSentences, causes} {
		for code, s := range all {
			if s.EN == "" || s.JA == "" || s.EN == s.JA {
				t.Errorf("%s is not in both languages", code)
			}
		}
	}
}
