package terraform

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
)

// maxName keeps names readable in plans; Terraform itself has no limit.
const maxName = 100

var snakePattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// name makes a Terraform name of an export name, without the words that the type says already. One
// that is a Terraform name stays as it is: it came from a module, and another name would replace
// what is deployed. An element that is called nothing but its type is "main".
func name(export string, words [][]string) string {
	if snakePattern.MatchString(export) {
		return exchange.Clip(export, maxName)
	}
	parts := snake(export)
	for _, typ := range words {
		if rest, ok := without(parts, typ); ok {
			parts = rest
			break
		}
	}
	switch s := strings.Join(parts, "_"); {
	case s == "":
		return "main"
	case isDigit(s[0]):
		return exchange.Clip(strings.Join(append(slices.Clone(words[0]), s), "_"), maxName)
	default:
		return exchange.Clip(s, maxName)
	}
}

// Names are the Terraform names of a design's elements, which are also the tags of those without a name.
func Names(d *design.Design) map[string]string { return newWriter(d).names }

// snake cuts PascalCase, or anything, into its words of ASCII letters and digits.
func snake(s string) []string {
	words := []string{}
	word := ""
	end := func() {
		if word != "" {
			words = append(words, strings.ToLower(word))
		}
		word = ""
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case !isLower(c) && !isUpper(c) && !isDigit(c):
			end()
			continue
		case isUpper(c) && i > 0 && (isLower(s[i-1]) || isDigit(s[i-1])):
			end() // fooBar
		case isUpper(c) && i+1 < len(s) && isLower(s[i+1]):
			end() // HTTPServer
		}
		word += string(c)
	}
	end()
	return words
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// without takes the words of a type from the end or the beginning; a number behind them stays.
func without(parts, typ []string) ([]string, bool) {
	n := len(parts) - len(typ)
	if n < 0 {
		return parts, false
	}
	last := typ[len(typ)-1]
	if tail, ok := strings.CutPrefix(parts[len(parts)-1], last); ok && slices.Equal(parts[n:len(parts)-1], typ[:len(typ)-1]) {
		if tail == "" {
			return parts[:n], true
		}
		if isDigit(tail[0]) {
			return append(slices.Clone(parts[:n]), tail), true
		}
	}
	if slices.Equal(parts[:len(typ)], typ) {
		return parts[len(typ):], true
	}
	return parts, false
}

// unused is want, or want with or, or with the first number that makes it new among the names of a
// type.
func (w *writer) unused(typ, want, or string) string {
	got := want
	if or != "" && w.taken[typ+"."+got] {
		got = want + "_" + or
	}
	for base, n := got, 2; w.taken[typ+"."+got]; n++ {
		got = fmt.Sprintf("%s_%d", base, n)
	}
	w.taken[typ+"."+got] = true
	return got
}

// derived is a name for something that belongs to an element but is a resource of its own.
func (w *writer) derived(typ, id string, suffix ...string) string {
	return w.unused(typ, strings.Join(append([]string{w.names[id]}, suffix...), "_"), "")
}

// keyName is a row's key as a part of a name.
func keyName(key string) string { return strings.Join(snake(key), "_") }
