package promise

import (
	"fmt"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
)

// Stages are the files that a writer of drawings makes of each stage of a template, with what they do not show.
func Stages(t *testing.T, comment string, stages int, build func(stage int) (*design.Design, error), write func(*design.Design, string) ([]exchange.File, []exchange.Loss)) *txtar.Archive {
	t.Helper()
	got := &txtar.Archive{Comment: []byte(comment + "\n")}
	for stage := 1; stage <= stages; stage++ {
		d, err := build(stage)
		if err != nil {
			t.Fatal(err)
		}
		files, losses := write(d, "")
		said := ""
		for _, l := range losses {
			said += l.Text.EN + "\n"
		}
		got.Files = append(got.Files,
			txtar.File{Name: fmt.Sprintf("stage %d: %s", stage, files[0].Name), Data: files[0].Data},
			txtar.File{Name: fmt.Sprintf("stage %d: losses", stage), Data: []byte(said)})
	}
	return got
}
