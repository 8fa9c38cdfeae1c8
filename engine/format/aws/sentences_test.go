package aws

import (
	"testing"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/engine/message"
)

func TestSentences(t *testing.T) {
	promise.Sentences(t, []map[string]message.Text{sentences, refusals}, exchange.Sentences)
}
