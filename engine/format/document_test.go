package format

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/cloudformation"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/deployment"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/roundtrip"
	"vpcanvas/engine/format/terraform"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/verdict"
	"vpcanvas/internal/golden"
)

//go:generate go test . -run TestDocument -update

// documentFiles are the pages, in each language.
var documentFiles = map[message.Lang]string{message.EN: "../../docs/formats.md", message.JA: "../../docs/formats.ja.md"}

// sampled is how many random designs the document is measured on; they are the same each time.
const sampled = 40

// TestDocument: what the pages say of each kind and format is what a round trip of random designs shows now, what comes
// of files without our own marks, and what the tests of the exports deploy and check.
func TestDocument(t *testing.T) {
	measurements := []measurement{}
	designs := sample()
	for _, f := range readable() {
		measurements = append(measurements, measurement{f, measured(t, f, designs), arrivals(t, f, designs)})
	}
	for lang, file := range documentFiles {
		golden.Text(t, file, document(t, lang, measurements), "run go generate ./engine/format")
	}
}

// A measurement is what is known of a format: how each kind comes back, at worst, and what comes of others' files.
type measurement struct {
	*Format
	back     map[kind.Name]roundtrip.Degree
	arrivals map[kind.Name]*arrival
}

// sample are the designs that the document is measured on.
func sample() []*design.Design {
	designs := []*design.Design{}
	for seed := range sampled {
		designs = append(designs, rapid.Custom(func(t *rapid.T) *design.Design { return drawn.Sound(t, false) }).Example(seed))
	}
	return designs
}

// measured is how each kind comes back through a format, at worst.
func measured(t *testing.T, f *Format, designs []*design.Design) map[kind.Name]roundtrip.Degree {
	t.Helper()
	worst := map[kind.Name]roundtrip.Degree{}
	for _, d := range designs {
		back, written, _ := there(t, f, d)
		lost := map[string]bool{}
		for _, l := range written {
			lost[l.Element] = lost[l.Element] || !l.Note
		}
		for id, degree := range roundtrip.Degrees(d, back, verdict.MatchDesigns(d, back)) {
			if degree > roundtrip.Exact && lost[id] {
				degree = roundtrip.Changed
			} else if degree == roundtrip.Changed {
				t.Errorf("%s: %s comes back otherwise, and nothing says so", f.Name, id)
				continue
			}
			worst[d.Resources[id].Kind] = max(worst[d.Resources[id].Kind], degree)
		}
	}
	return worst
}

// document is the page in one language.
func document(t *testing.T, lang message.Lang, measurements []measurement) []byte {
	t.Helper()
	var b strings.Builder
	b.WriteString(documentHead.In(lang))
	for _, m := range measurements {
		fmt.Fprintf(&b, "\n## %s\n\n%s", m.Title.In(lang), documentColumns.In(lang))
		for _, k := range kind.All {
			if k.Name == kind.InternetKind {
				continue // nobody's resource
			}
			if _, ok := m.back[k.Name]; !ok {
				t.Errorf("no sampled design has a %s", k.Name)
			}
			isRemembered := m.Name != "drawio" && slices.Contains(exchange.OutsideKinds, k.Name)
			back := degreeWords[m.back[k.Name]]
			if isRemembered {
				back = wordRemembered
			}
			types, proof := typesAndProof(m.Name, k.Name)
			switch {
			case isRemembered:
				types = wordNone.In(lang)
			case types == "":
				types = wordYes.In(lang)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", k.Title.In(lang), types, imported(lang, m, k.Name), back.In(lang), proof.In(lang))
		}
	}
	b.WriteString(documentTail.In(lang))
	return []byte(b.String())
}

// imported says what comes of a kind in a file of others.
func imported(lang message.Lang, m measurement, k kind.Name) string {
	if m.arrivals == nil {
		return wordOwn.In(lang)
	}
	a := m.arrivals[k]
	if !a.came {
		return wordNone.In(lang)
	}
	words := wordWhole.In(lang)
	if len(a.otherwise) > 0 {
		labels := []string{}
		for _, label := range a.otherwise {
			labels = append(labels, label.In(lang))
		}
		slices.Sort(labels)
		words = wordBut.Format(lang, message.Args{"what": strings.Join(labels, wordComma.In(lang))})
	}
	if a.missing {
		words = wordSome.Format(lang, message.Args{"what": words})
	}
	return words
}

// typesAndProof are the resources that a kind is written as, and how they are proven beside being read again.
func typesAndProof(format string, k kind.Name) (types string, proof message.Text) {
	list := []string{}
	switch format {
	case "cloudformation":
		i := slices.IndexFunc(cloudformation.Table, func(m cloudformation.Mapping) bool { return m.Kind == k })
		list, proof = cloudformation.Table[i].Types, proofLint
		if slices.Contains(deployment.Kinds(), k) {
			proof = proofDeployed
		}
	case "terraform":
		i := slices.IndexFunc(terraform.Table, func(m terraform.Mapping) bool { return m.Kind == k })
		list, proof = terraform.Table[i].Types, proofArguments
	}
	if len(list) == 0 {
		return "", wordNone
	}
	return "`" + strings.Join(list, "`, `") + "`", proof
}
