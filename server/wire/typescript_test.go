package wire

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/rule"
	"vpcanvas/internal/golden"
)

//go:generate go test . -run TestTypeScript -update

const generated = "../../web/src/wire/gen.ts"

// The editor's types are these Go types; a change here that the editor does not see fails the build.
func TestTypeScript(t *testing.T) {
	golden.Text(t, generated, []byte(typeScript(t)), "run go generate ./server/wire")
}

// A union is a set of types told apart by one property.
type union struct {
	name, key string
	variants  map[string]any
}

var unions = []union{
	{"Op", "op", map[string]any{"put": design.Put{}, "patch": design.Patch{}, "del": design.Del{}, "move": design.Move{}}},
	{"Question", "kind", map[string]any{
		"why": Why{}, "trace": Trace{}, "consequence": Consequence{}, "judgement": Judgement{}, "matrix": Matrix{}, "compare": Compare{}, "fixes": FixesFor{},
		"exposure": ExposureAsk{}, "blast": BlastAsk{}, "whatif": WhatIfAsk{}, "weight": WeightAsk{}, "ready": ReadyAsk{},
	}},
	{"Result", "kind", map[string]any{
		"explained": Explained{}, "changes": Changes{}, "grid": Grid{}, "compared": Compared{}, "fixes": Fixes{},
		"exposures": Exposures{}, "blast": Blast{}, "whatif": WhatIf{}, "weights": Weights{}, "checklists": Checklists{}, "failed": Failed{},
	}},
	{"ClientMessage", "type", map[string]any{"hello": Hello{}, "edit": Edit{}, "ask": Ask{}}},
	{"ServerMessage", "type", map[string]any{
		"welcome": Welcome{}, "commit": Commit{}, "reject": Reject{}, "analysis": Analysis{}, "answer": Answer{}, "bye": Bye{},
	}},
}

// enums are string types; their constants are read from the source.
var enums = []struct {
	dir, name, as string
}{
	{"../../engine/kind", "FieldType", "FieldType"},
	{"../../engine/design", "Section", "Section"},
	{".", "Role", "Role"},
	{".", "ByeReason", "ByeReason"},
	{".", "Severity", "Severity"},
	{".", "Fate", "Fate"},
	{".", "Outcome", "Outcome"},
	{".", "Direction", "Direction"},
	{".", "LampState", "LampState"},
	{".", "LegRole", "LegRole"},
	{".", "TickState", "TickState"},
	{".", "Part", "Part"},
	{".", "CheckVerdict", "CheckVerdict"},
	{".", "ComparedWhat", "ComparedWhat"},
	{".", "ExposurePath", "ExposurePath"},
}

// named are Go types with a TypeScript type of another name or shape.
var named = map[reflect.Type]string{
	reflect.TypeFor[kind.Ref]():        "Ref",
	reflect.TypeFor[message.Text]():    "Words",
	reflect.TypeFor[message.Args]():    "{ [name: string]: string }",
	reflect.TypeFor[json.RawMessage](): "unknown",
	reflect.TypeFor[design.Ops]():      "readonly Op[]",
	reflect.TypeFor[Question]():        "Question",
	reflect.TypeFor[Result]():          "Result",
	reflect.TypeFor[kind.Name]():       "KindName",
	reflect.TypeFor[design.Resource](): "Resource",
}

// kindEntry is a kind as the editor's catalogue has it.
type kindEntry struct {
	Name      kind.Name       `json:"name"`
	Title     message.Text    `json:"title"`
	Parents   []kind.Name     `json:"parents"`
	Defaults  json.RawMessage `json:"defaults"`
	Fields    []kind.Field    `json:"fields"`
	AWSPrefix string          `json:"awsPrefix"`
	Width     int             `json:"width"`
	Height    int             `json:"height"`
	Container bool            `json:"container"`
	Hidden    bool            `json:"hidden"`
}

// ruleEntry is a rule as the editor's catalogue has it.
type ruleEntry struct {
	Code     string       `json:"code"`
	Severity Severity     `json:"severity"`
	Doc      message.Text `json:"doc"`
}

const preamble = `// Written from the Go types of engine and server by "go generate ./server/wire". Do not edit.

/** A sentence or label in every language; placeholders stand in braces. */
export interface Words {
  en: string;
  ja: string;
}

/** Rows by key: the unit of an edit is one whole row. */
export type Rows<T> = { [key: string]: T };

/** A set: its members are the keys, every value is true. */
export type SetOf = { [member: string]: boolean };

/** An id or a reserved word, something that was deleted, or something outside the design. */
export type Ref = string | { gone: Gone } | { external: External };

export interface ResourceOf<K extends KindName> {
  kind: K;
  name: string;
  parent?: string;
  props: PropsOf[K];
  tags: { [key: string]: string };
  origin?: Origin;
  exportName: string;
}

export type Resource = { [K in KindName]: ResourceOf<K> }[KindName];
`

type writer struct {
	strings.Builder
	t    *testing.T
	done map[reflect.Type]bool
	todo []reflect.Type
}

func typeScript(t *testing.T) string {
	w := &writer{t: t, done: map[reflect.Type]bool{}}
	w.WriteString(preamble)
	names := make([]string, 0, len(kind.All))
	for _, k := range kind.All {
		names = append(names, strconv.Quote(string(k.Name)))
	}
	w.alias("KindName", names)
	for _, e := range enums {
		w.alias(e.as, constants(t, e.dir, e.name))
	}
	w.props()
	for _, v := range []any{design.Design{}, design.Origin{}, kind.Gone{}, kind.External{}, kindEntry{}, ruleEntry{}, design.Fault{}} {
		w.typeOf(reflect.TypeOf(v))
	}
	for _, u := range unions {
		w.union(u)
	}
	// What is asked for by HTTP.
	for _, v := range []any{ExportChoice{}, ExportContents{}, ExportCheck{}, Imported{}} {
		w.typeOf(reflect.TypeOf(v))
	}
	for len(w.todo) > 0 {
		next := w.todo[0]
		w.todo = w.todo[1:]
		w.structure(next, "", "")
	}
	w.data()
	return w.String()
}

// props is the map from a kind's name to the type of its properties.
func (w *writer) props() {
	w.WriteString("\nexport interface PropsOf {\n")
	for _, k := range kind.All {
		fmt.Fprintf(w, "  %s: %s;\n", k.Name, w.typeOf(reflect.TypeOf(k.New()).Elem()))
	}
	w.WriteString("}\n")
}

func (w *writer) union(u union) {
	var names []string
	for _, row := range kind.Sorted(u.variants) {
		t := reflect.TypeOf(row.Value)
		w.done[t] = true
		w.structure(t, u.key, row.Key)
		names = append(names, t.Name())
	}
	w.alias(u.name, names)
}

// alias writes a union type on one line where it fits, as Biome would.
func (w *writer) alias(name string, parts []string) {
	line := "export type " + name + " = " + strings.Join(parts, " | ") + ";"
	if len(line) > 110 {
		line = "export type " + name + " =\n  | " + strings.Join(parts, "\n  | ") + ";"
	}
	w.WriteString("\n" + line + "\n")
}

// structure writes an interface; a discriminator comes first.
func (w *writer) structure(t reflect.Type, key, value string) {
	name := tsName(t)
	if t.NumField() == 0 && key == "" {
		fmt.Fprintf(w, "\nexport type %s = { readonly [none: string]: never };\n", name)
		return
	}
	var b strings.Builder
	if key != "" {
		fmt.Fprintf(&b, "  %s: %q;\n", key, value)
	}
	w.members(&b, t)
	fmt.Fprintf(w, "\nexport interface %s {\n%s}\n", name, b.String())
}

func (w *writer) members(b *strings.Builder, t reflect.Type) {
	for f := range t.Fields() {
		if f.Anonymous {
			w.members(b, f.Type)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		ts := w.typeOf(f.Type)
		switch {
		case options != "":
			name += "?"
		case f.Type.Kind() == reflect.Pointer:
			ts += " | null"
		}
		fmt.Fprintf(b, "  %s: %s;\n", name, ts)
	}
}

func tsName(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[kindEntry]():
		return "Kind"
	case reflect.TypeFor[ruleEntry]():
		return "Rule"
	}
	return t.Name()
}

// typeOf names a Go type in TypeScript and queues the structs that it meets.
func (w *writer) typeOf(t reflect.Type) string {
	if name, ok := named[t]; ok {
		return name
	}
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return "string"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return w.typeOf(t.Elem())
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "number"
	case reflect.String:
		if t.PkgPath() != "" {
			return t.Name()
		}
		return "string"
	case reflect.Slice:
		return "readonly " + w.typeOf(t.Elem()) + "[]"
	case reflect.Map:
		if t.Elem().Kind() == reflect.Bool {
			return "SetOf"
		}
		return "Rows<" + w.typeOf(t.Elem()) + ">"
	case reflect.Struct:
		if !w.done[t] {
			w.done[t] = true
			w.todo = append(w.todo, t)
		}
		return tsName(t)
	}
	w.t.Fatalf("no TypeScript for %s", t)
	return ""
}

// constants reads the string constants of a type from a package's source, in their order.
func constants(t *testing.T, dir, name string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				typ, isName := v.Type.(*ast.Ident)
				lit, isText := v.Values[0].(*ast.BasicLit)
				if isName && isText && typ.Name == name && lit.Kind == token.STRING {
					found = append(found, lit.Value)
				}
			}
			return true
		})
	}
	if len(found) == 0 {
		t.Fatalf("%s: no constants of type %s", dir, name)
	}
	return found
}

// data writes the catalogues as constants.
func (w *writer) data() {
	entries := make([]kindEntry, 0, len(kind.All))
	for _, k := range kind.All {
		defaults, err := json.Marshal(k.New())
		if err != nil {
			w.t.Fatal(err)
		}
		parents, fields := append([]kind.Name{}, k.Parents...), append([]kind.Field{}, k.Fields...)
		entries = append(entries, kindEntry{k.Name, k.Title, parents, defaults, fields, k.AWSPrefix, k.Width, k.Height, k.Container, k.Hidden})
	}
	w.constant("kinds", "readonly Kind[]", entries)
	for _, c := range catalogues {
		w.constant(c.name, "Rows<Words>", c.sentences)
	}
	rules := make([]ruleEntry, 0, len(rule.All))
	for _, r := range rule.All {
		rules = append(rules, ruleEntry{r.Code, Severity(r.Severity), r.Doc})
	}
	w.constant("rules", "readonly Rule[]", rules)
	w.constant("protocolVersion", "", Protocol)
	w.constant("schemaVersion", "", design.Schema)
	w.constant("limits", "Limits", TheLimits)
	w.constant("closeCodes", "{ readonly [reason in ByeReason]: number }", CloseCodes)
}

func (w *writer) constant(name, typ string, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		w.t.Fatal(err)
	}
	if typ != "" {
		typ = ": " + typ
	}
	fmt.Fprintf(w, "\nexport const %s%s = ", name, typ)
	w.value(raw, "")
	w.WriteString(";\n")
}

var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// value writes one JSON value in the order that Go wrote it, laid out as Biome would.
func (w *writer) value(raw json.RawMessage, indent string) {
	switch raw[0] {
	case '[':
		w.array(raw, indent)
	case '{':
		w.object(raw, indent)
	case '"':
		w.WriteString(quoted(decoded[string](w, raw)))
	default:
		w.Write(raw)
	}
}

// array writes texts on one line, anything else on a line each.
func (w *writer) array(raw json.RawMessage, indent string) {
	items := decoded[[]json.RawMessage](w, raw)
	if len(items) == 0 || items[0][0] == '"' {
		w.WriteString("[")
		for i, item := range items {
			if i > 0 {
				w.WriteString(", ")
			}
			w.value(item, indent)
		}
		w.WriteString("]")
		return
	}
	w.WriteString("[")
	for _, item := range items {
		w.WriteString("\n" + indent + "  ")
		w.value(item, indent+"  ")
		w.WriteString(",")
	}
	w.WriteString("\n" + indent + "]")
}

func (w *writer) object(raw json.RawMessage, indent string) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	w.token(dec)
	w.WriteString("{")
	empty := true
	for dec.More() {
		empty = false
		key := w.token(dec).(string)
		if !identifier.MatchString(key) {
			key = quoted(key)
		}
		w.WriteString("\n" + indent + "  " + key + ": ")
		var member json.RawMessage
		if err := dec.Decode(&member); err != nil {
			w.t.Fatal(err)
		}
		w.value(member, indent+"  ")
		w.WriteString(",")
	}
	if !empty {
		w.WriteString("\n" + indent)
	}
	w.WriteString("}")
}

func (w *writer) token(dec *json.Decoder) json.Token {
	t, err := dec.Token()
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

func decoded[T any](w *writer, raw json.RawMessage) T {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		w.t.Fatal(err)
	}
	return v
}

// quoted is a double-quoted text, or a single-quoted one where that needs fewer escapes.
func quoted(s string) string {
	q := strconv.Quote(s)
	if strings.Contains(s, `"`) && !strings.ContainsAny(s, `'\`) {
		return "'" + s + "'"
	}
	return q
}

// catalogues are the sentences that the editor says itself.
var catalogues = []struct {
	name      string
	sentences map[string]message.Text
}{
	{"faultWords", message.Faults},
	{"reasonWords", message.Reasons},
	{"findingWords", message.Findings},
}

func TestEverySentenceOfTheCatalogueIsTranslated(t *testing.T) {
	for _, c := range catalogues {
		for code, text := range c.sentences {
			if text.EN == "" || text.JA == "" || text.EN == text.JA {
				t.Errorf("%s %s: %+v", c.name, code, text)
			}
			en, ja := placeholders(text.EN), placeholders(text.JA)
			if !slices.Equal(en, ja) {
				t.Errorf("%s %s: the languages have different placeholders: %v, %v", c.name, code, en, ja)
			}
		}
	}
}

func placeholders(s string) []string {
	found := regexp.MustCompile(`\{[a-z]+\}`).FindAllString(s, -1)
	slices.Sort(found)
	return found
}
