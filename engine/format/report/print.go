package report

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"unicode"
)

// markdown prints GitHub's Markdown. What people typed is escaped, so that a name is never markup.
func (d *document) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", inline(d.title))
	for _, s := range d.sections {
		fmt.Fprintf(&b, "\n## %s\n\n", inline(s.title))
		switch {
		case len(s.rows) > 0:
			markdownTable(&b, s)
		case len(s.ways) > 0:
			for i, w := range s.ways {
				if i > 0 {
					b.WriteByte('\n')
				}
				mermaid(&b, w)
			}
		case s.text != "":
			fmt.Fprintf(&b, "%s\n", inline(s.text))
		default:
			fmt.Fprintf(&b, "%s\n", words["none"].In(d.lang))
		}
	}
	return b.Bytes()
}

func markdownTable(b *bytes.Buffer, s section) {
	line := func(cells []string) {
		for _, c := range cells {
			fmt.Fprintf(b, "| %s ", inline(c))
		}
		b.WriteString("|\n")
	}
	line(s.header)
	b.WriteString(strings.Repeat("| --- ", len(s.header)) + "|\n")
	for _, row := range s.rows {
		line(row)
	}
}

// inline escapes what Markdown, or HTML inside it, would read as markup. Links that it finds by
// itself lose their start.
func inline(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>|#~&@!$", r), i == 0 && strings.ContainsRune("+-=", r):
			b.WriteByte('\\')
		case r == ':' && strings.HasPrefix(s[i:], "://"), r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// mermaid draws a way as a sequence. Its names are texts of letters, digits and numbered characters:
// nothing in them can end the line or the block.
func mermaid(b *bytes.Buffer, w way) {
	fmt.Fprintf(b, "### %s\n\n```mermaid\nsequenceDiagram\n", inline(w.title))
	number := map[string]int{}
	for _, s := range w.steps {
		for _, name := range []string{s.from, s.to} {
			if _, known := number[name]; !known {
				number[name] = len(number)
				fmt.Fprintf(b, "  participant p%d as %s\n", number[name], coded(name))
			}
		}
	}
	for _, s := range w.steps {
		fmt.Fprintf(b, "  p%d->>p%d: %s\n", number[s.from], number[s.to], coded(s.text))
	}
	b.WriteString("```\n")
}

func coded(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ./-", r) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "#%d;", r)
	}
	if strings.EqualFold(s, "end") {
		return "#101;nd" // the word closes a block
	}
	return b.String()
}

// page is a whole document: its styles are in it, and it loads and runs nothing.
var page = template.Must(template.New("report").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
:root { color-scheme: light dark; --ink: #16191f; --soft: #545b64; --line: #d5dbdb; --ground: #ffffff; --band: #f2f3f3 }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ebed; --soft: #a9b4bf; --line: #414d5c; --ground: #0f1b2a; --band: #192534 } }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.5rem; color: var(--ink); background: var(--ground); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.75rem; margin: 0 0 1rem }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem }
div.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: .375rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: var(--band); color: var(--soft); font-weight: 600; white-space: nowrap }
p { color: var(--soft) }
figure { margin: 1.5rem 0; padding: .5rem; border: 1px solid var(--line); border-radius: .5rem; background: #ffffff }
figure svg { display: block; width: 100%; height: auto; max-height: 80vh }
@media print { body { padding: 0; max-width: none } tr { break-inside: avoid } }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<figure>
{{.Picture}}
</figure>
{{range .Sections}}<h2>{{.Title}}</h2>
{{if .Rows}}<div class="wide"><table>
<thead><tr>{{range .Header}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody>
</table></div>
{{else if .Ways}}{{range .Ways}}<h3>{{.Title}}</h3>
<ol>
{{range .Steps}}<li>{{.From}} → {{.To}} — {{.Text}}</li>
{{end}}</ol>
{{end}}{{else}}<p>{{.Text}}</p>
{{end}}{{end}}</body>
</html>
`))

// The views of the template, which reads exported names.
type (
	pageView struct {
		Lang, Title string
		Picture     template.HTML
		Sections    []sectionView
	}
	sectionView struct {
		Title, Text string
		Header      []string
		Rows        [][]string
		Ways        []wayView
	}
	wayView struct {
		Title string
		Steps []stepView
	}
	stepView struct{ From, To, Text string }
)

func (d *document) html(picture []byte) []byte {
	v := pageView{Lang: string(d.lang), Title: d.title, Picture: template.HTML(picture)} // our own SVG, whose texts are escaped
	for _, s := range d.sections {
		sv := sectionView{Title: s.title, Text: s.text, Header: s.header, Rows: s.rows}
		if sv.Text == "" {
			sv.Text = words["none"].In(d.lang)
		}
		for _, w := range s.ways {
			wv := wayView{Title: w.title}
			for _, st := range w.steps {
				wv.Steps = append(wv.Steps, stepView{st.from, st.to, st.text})
			}
			sv.Ways = append(sv.Ways, wv)
		}
		v.Sections = append(v.Sections, sv)
	}
	var b bytes.Buffer
	if err := page.Execute(&b, v); err != nil {
		panic(err) // texts into memory
	}
	return b.Bytes()
}
