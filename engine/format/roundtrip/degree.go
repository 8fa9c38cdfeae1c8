package roundtrip

import (
	"bytes"
	"reflect"

	"vpcanvas/engine/design"
	"vpcanvas/engine/verdict"
)

// A Degree is how an element came back.
type Degree int

// The degrees, from best to worst.
const (
	// Exact: as it was, with every property, name, tag, key, origin and place in exports.
	Exact Degree = iota
	// Rekeyed: the rows of a list have other keys.
	Rekeyed
	// Respelled: otherwise, which AWS does not tell from how it was.
	Respelled
	// Renamed: alike to AWS, but with another origin or place in exports.
	Renamed
	// Changed: otherwise, or not at all.
	Changed
)

// Degrees tells how each element of a design came back, and with the degree Changed each that came besides. A
// Report tells people of those alone that are Changed.
func Degrees(was, is *design.Design, match *verdict.Match) map[string]Degree {
	all, differs := map[string]Degree{}, len(match.OldOf) < len(is.Resources)
	for id, r := range was.Resources {
		to, came := match.NewOf[id]
		switch other := is.Resources[to]; {
		case !came:
			all[id] = Changed
		case !bytes.Equal(canonical(r), canonical(other)):
			all[id] = Rekeyed
			if r.ExportName != other.ExportName || !reflect.DeepEqual(r.Origin, other.Origin) {
				all[id] = Renamed
			}
		default:
			all[id] = Exact
		}
		differs = differs || all[id] != Exact
	}
	if !differs {
		return all
	}
	for _, c := range verdict.CompareResources(was, is, match).Changed {
		all[match.OldOf[c.ID]] = max(all[match.OldOf[c.ID]], Respelled)
	}
	plain := verdict.CompareResources(Plain(was), Plain(is), match)
	for _, c := range plain.Changed {
		all[match.OldOf[c.ID]] = Changed
	}
	for _, c := range plain.Added {
		all[c.ID] = Changed
	}
	return all
}

func canonical(r *design.Resource) []byte {
	raw, err := design.Canonical(r)
	if err != nil {
		panic(err) // it came from JSON
	}
	return raw
}
