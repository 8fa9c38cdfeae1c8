package promise

import (
	"fmt"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/template"
	"vpcanvas/internal/golden"
)

// Stages holds a writer of drawings to its golden files: one for each template, with the drawing of every stage and
// what it does not show. Title is what the format is called there.
func Stages(t *testing.T, title, ext string, write func(*design.Design, string) ([]exchange.File, []exchange.Loss)) {
	t.Helper()
	for _, tmpl := range template.All {
		t.Run(tmpl.ID, func(t *testing.T) {
			got := &txtar.Archive{Comment: fmt.Appendf(nil, "%s as %s\n", tmpl.ID, title)}
			for i := range tmpl.Stages {
				d, err := tmpl.Build(i + 1)
				if err != nil {
					t.Fatal(err)
				}
				files, losses := write(d, ext)
				said := ""
				for _, l := range losses {
					said += l.Text.EN + "\n"
				}
				got.Files = append(got.Files,
					txtar.File{Name: fmt.Sprintf("stage %d: %s", i+1, files[0].Name), Data: files[0].Data},
					txtar.File{Name: fmt.Sprintf("stage %d: losses", i+1), Data: []byte(said)})
			}
			golden.Archive(t, filepath.Join("testdata", tmpl.ID+".txtar"), got)
		})
	}
}
