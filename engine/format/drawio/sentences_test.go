package drawio

import (
	"testing"

	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/message"
)

func TestSentences(t *testing.T) {
	promise.Sentences(t, []map[string]message.Text{losses, refusals})
}
