package cloudformation

import (
	"fmt"
	"maps"
	"net/netip"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// maxLogical is CloudFormation's limit of a logical id.
const maxLogical = 255

// alphanumeric keeps ASCII letters and digits, with a capital where something between them is left
// out; or is for what has none. A logical id that is one already stays as it is.
func alphanumeric(s, or string) string {
	var b strings.Builder
	up := false
	for _, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (r < '0' || r > '9') {
			up = true
			continue
		}
		if up && letter {
			r = rune(strings.ToUpper(string(r))[0])
		}
		up = false
		b.WriteRune(r)
	}
	if b.Len() == 0 && or != "" {
		return alphanumeric(or, "")
	}
	return exchange.Clip(b.String(), maxLogical)
}

// capital is s with its first letter as a capital.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// unused is want, or want with the first number that makes it new.
func unused(want string, taken map[string]bool) string {
	name := want
	for n := 2; taken[name]; n++ {
		suffix := fmt.Sprint(n)
		name = exchange.Clip(want, maxLogical-len(suffix)) + suffix
	}
	taken[name] = true
	return name
}

func isIPv4(p netip.Prefix) bool { return p.IsValid() && p.Addr().Is4() }

// LogicalIDs are the logical ids that a design's templates give its elements: who has a stack finds in it
// what became of each.
func LogicalIDs(d *design.Design) map[string]string {
	ids := map[string]string{}
	for _, row := range kind.Sorted(d.Resources) {
		if row.Value.Kind == kind.ScopeKind {
			maps.Copy(ids, newWriter(d, row.Key).logical)
		}
	}
	return ids
}
