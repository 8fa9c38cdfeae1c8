package cloudformation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file prints the tree. The writer is ours because none from values keeps blank lines and the
// short tags. Every text that is not plainly plain is quoted, every character that does not show is
// escaped: a name can break neither the file nor what a reviewer sees of it.

// asYAML prints a template: a blank line before each section, and between resources.
func asYAML(template *object) []byte {
	var p yamlPrinter
	for i, key := range template.keys {
		if i > 0 {
			p.WriteString("\n")
		}
		p.entry(key, template.values[key], 0, spaced[key])
	}
	return []byte(p.String())
}

// spaced are the sections with a blank line between their entries.
var spaced = map[string]bool{"Parameters": true, "Conditions": true, "Resources": true, "Outputs": true}

type yamlPrinter struct{ strings.Builder }

func (p *yamlPrinter) entry(key string, v value, indent int, blank bool) {
	p.WriteString(strings.Repeat("  ", indent) + yamlText(key) + ":")
	p.after(v, indent, blank)
}

// after prints a value behind "key:" or "-": on the same line where it is short.
func (p *yamlPrinter) after(v value, indent int, blank bool) {
	switch v := v.(type) {
	case *object:
		if v.empty() {
			p.WriteString(" {}\n")
			return
		}
		p.WriteString("\n")
		for i, key := range v.keys {
			if blank && i > 0 {
				p.WriteString("\n")
			}
			p.entry(key, v.values[key], indent+1, false)
		}
	case list:
		if len(v) == 0 {
			p.WriteString(" []\n")
			return
		}
		p.WriteString("\n")
		for _, item := range v {
			p.item(item, indent+1)
		}
	default:
		p.WriteString(" " + yamlScalar(v) + "\n")
	}
}

// item prints one entry of a list; an object begins on the line of its dash.
func (p *yamlPrinter) item(v value, indent int) {
	o, ok := v.(*object)
	if !ok || o.empty() {
		p.WriteString(strings.Repeat("  ", indent) + "-")
		p.after(v, indent, false)
		return
	}
	for i, key := range o.keys {
		lead := strings.Repeat("  ", indent+1)
		if i == 0 {
			lead = strings.Repeat("  ", indent) + "- "
		}
		p.WriteString(lead + yamlText(key) + ":")
		p.after(o.values[key], indent+1, false)
	}
}

func yamlScalar(v value) string {
	switch v := v.(type) {
	case text:
		return yamlText(string(v))
	case number:
		return strconv.Itoa(int(v))
	case boolean:
		return strconv.FormatBool(bool(v))
	case ref:
		return "!Ref " + yamlText(string(v))
	case sub:
		return "!Sub " + quoted(string(v), yamlRune)
	case getAtt:
		return "!GetAtt " + yamlText(v.of+"."+v.attribute)
	case zoneAt:
		return fmt.Sprintf(`!Select [%d, !GetAZs ""]`, int(v))
	case call:
		args := []string{}
		for _, a := range v.args {
			args = append(args, yamlArgument(a))
		}
		if len(args) == 1 {
			return "!" + v.name + " " + args[0]
		}
		return "!" + v.name + " [" + strings.Join(args, ", ") + "]"
	}
	panic(fmt.Sprintf("cloudformation: %T is not a scalar", v)) // a new node type without its printing
}

// yamlArgument is a value between brackets, where a comma or a bracket would end a bare text.
func yamlArgument(v value) string {
	switch v := v.(type) {
	case text:
		return quoted(string(v), yamlRune)
	case list:
		items := []string{}
		for _, item := range v {
			items = append(items, yamlArgument(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return yamlScalar(v)
}

var (
	plainWord  = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./<>-]*(:[A-Za-z0-9_./<>:-]*[A-Za-z0-9_./<>-])?( [A-Za-z0-9_./()-]+)*$`)
	plainBlock = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,3}){3}(/[0-9]{1,2})?$`)
	// what some YAML reads as something else than text
	notText = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$`)
)

// yamlText is a text as YAML: bare where no YAML reads anything else in it.
func yamlText(s string) string {
	if len(s) < 200 && !notText.MatchString(s) && (plainWord.MatchString(s) || plainBlock.MatchString(s)) {
		return s
	}
	return quoted(s, yamlRune)
}

// quoted is s in double quotes, with escapes that YAML and JSON share but for those of high characters.
func quoted(s string, escape func(rune) string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, string(utf8.RuneError)) {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(escape(r))
		}
	}
	b.WriteByte('"')
	return b.String()
}

func yamlRune(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

func jsonRune(r rune) string {
	if r > 0xffff {
		r -= 0x10000
		return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// asJSON prints a template as JSON, with the long forms of the functions.
func asJSON(template *object) []byte {
	var b strings.Builder
	jsonValue(&b, template, 0)
	b.WriteByte('\n')
	return []byte(b.String())
}

func jsonValue(b *strings.Builder, v value, indent int) {
	switch v := v.(type) {
	case *object:
		jsonObject(b, v, indent)
	case list:
		jsonList(b, v, indent)
	case text:
		b.WriteString(quoted(string(v), jsonRune))
	case number:
		b.WriteString(strconv.Itoa(int(v)))
	case boolean:
		b.WriteString(strconv.FormatBool(bool(v)))
	case ref:
		jsonObject(b, newObject().set("Ref", text(v)), indent)
	case sub:
		jsonObject(b, newObject().set("Fn::Sub", text(v)), indent)
	case getAtt:
		jsonObject(b, newObject().set("Fn::GetAtt", list{text(v.of), text(v.attribute)}), indent)
	case call:
		var args value = v.args
		if len(v.args) == 1 {
			args = v.args[0]
		}
		jsonObject(b, newObject().set("Fn::"+v.name, args), indent)
	case zoneAt:
		zones := newObject().set("Fn::GetAZs", text(""))
		jsonObject(b, newObject().set("Fn::Select", list{number(v), zones}), indent)
	default:
		panic(fmt.Sprintf("cloudformation: no JSON for %T", v)) // a new node type without its printing
	}
}

func jsonObject(b *strings.Builder, o *object, indent int) {
	if o.empty() {
		b.WriteString("{}")
		return
	}
	b.WriteString("{")
	for i, key := range o.keys {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n" + strings.Repeat("  ", indent+1) + quoted(key, jsonRune) + ": ")
		jsonValue(b, o.values[key], indent+1)
	}
	b.WriteString("\n" + strings.Repeat("  ", indent) + "}")
}

func jsonList(b *strings.Builder, l list, indent int) {
	if len(l) == 0 {
		b.WriteString("[]")
		return
	}
	b.WriteString("[")
	for i, item := range l {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n" + strings.Repeat("  ", indent+1))
		jsonValue(b, item, indent+1)
	}
	b.WriteString("\n" + strings.Repeat("  ", indent) + "]")
}
