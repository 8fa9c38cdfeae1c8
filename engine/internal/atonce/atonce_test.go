package atonce_test

import (
	"testing"

	"vpcanvas/engine/internal/atonce"
)

// A server that meets the panic of one analysis goes on; one in a goroutine of its own would end it.
func TestPanicsComeOutWhereTheyCanBeMet(t *testing.T) {
	ran := false
	defer func() {
		if got := recover(); got != "broken" || !ran {
			t.Errorf("recovered %v, the other job ran: %v", got, ran)
		}
	}()
	atonce.Do(func() { panic("broken") }, func() { ran = true })
}
