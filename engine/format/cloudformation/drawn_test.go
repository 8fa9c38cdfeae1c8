package cloudformation

import (
	"path/filepath"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/internal/drawn"
)

// Two VPCs with each other, with a corporate network and with services of AWS, over both families.
func TestConnected(t *testing.T) {
	golden(t, filepath.Join("testdata", "connected.txtar"), archive(drawn.Connected(t), "Each property of the kinds that connect a network, once.\n", ".yaml"))
}

func TestRefused(t *testing.T) {
	golden(t, filepath.Join("testdata", "refused.txtar"), archive(drawn.Refused(t), "What AWS would not make, and how it is listed.\n", ".yaml"))
}

func TestApart(t *testing.T) {
	golden(t, filepath.Join("testdata", "apart.txtar"), archive(drawn.Apart(t), "Two accounts: a template for each.\n", ".yaml"))
}

// known are the designs that this package's tests draw.
func known(t testing.TB) []*design.Design {
	return []*design.Design{everything(t), nothingFits(t), drawn.Connected(t), drawn.Refused(t), drawn.Apart(t)}
}
