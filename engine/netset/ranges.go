package netset

import "slices"

// A point is a value on a line, with neighbours. Next and Prev of the ends are never asked for.
type point[T any] interface {
	comparable
	Compare(T) int
	Next() T
	Prev() T
}

// Range is an inclusive range.
type Range[T point[T]] struct{ Lo, Hi T }

// Set is a set of points. The zero value is empty.
type Set[T point[T]] struct {
	// ranges are sorted and disjoint, and no two of them touch.
	ranges []Range[T]
}

// SetOf is the set of all points in the given ranges, which may overlap and be in any order.
func SetOf[T point[T]](ranges ...Range[T]) Set[T] {
	if len(ranges) == 1 {
		return Set[T]{ranges}
	}
	rs := slices.Clone(ranges)
	slices.SortFunc(rs, func(a, b Range[T]) int { return a.Lo.Compare(b.Lo) })
	return Set[T]{joined(rs)}
}

// joined merges sorted ranges that overlap or touch, in place.
func joined[T point[T]](rs []Range[T]) []Range[T] {
	out := rs[:0]
	for _, r := range rs {
		if n := len(out); n > 0 && (r.Lo.Compare(out[n-1].Hi) <= 0 || out[n-1].Hi.Next() == r.Lo) {
			if r.Hi.Compare(out[n-1].Hi) > 0 {
				out[n-1].Hi = r.Hi
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// Ranges lists the set's disjoint ranges in order. The slice must not be changed.
func (s Set[T]) Ranges() []Range[T] { return s.ranges }

// IsEmpty reports the empty set.
func (s Set[T]) IsEmpty() bool { return len(s.ranges) == 0 }

// Only gives the set's point if it has exactly one.
func (s Set[T]) Only() (p T, ok bool) {
	if len(s.ranges) != 1 || s.ranges[0].Lo != s.ranges[0].Hi {
		return p, false
	}
	return s.ranges[0].Lo, true
}

// Has reports whether p is in the set.
func (s Set[T]) Has(p T) bool {
	for _, r := range s.ranges {
		if p.Compare(r.Lo) < 0 {
			return false
		}
		if p.Compare(r.Hi) <= 0 {
			return true
		}
	}
	return false
}

// Equal reports whether both sets have the same points.
func (s Set[T]) Equal(o Set[T]) bool { return slices.Equal(s.ranges, o.ranges) }

// Covers reports whether every point of o is in s.
func (s Set[T]) Covers(o Set[T]) bool {
	i := 0
	for _, r := range o.ranges {
		for i < len(s.ranges) && s.ranges[i].Hi.Compare(r.Lo) < 0 {
			i++
		}
		if i == len(s.ranges) || r.Lo.Compare(s.ranges[i].Lo) < 0 || r.Hi.Compare(s.ranges[i].Hi) > 0 {
			return false
		}
	}
	return true
}

// Overlaps reports whether some point is in both sets.
func (s Set[T]) Overlaps(o Set[T]) bool {
	for i, j := 0, 0; i < len(s.ranges) && j < len(o.ranges); {
		switch {
		case s.ranges[i].Hi.Compare(o.ranges[j].Lo) < 0:
			i++
		case o.ranges[j].Hi.Compare(s.ranges[i].Lo) < 0:
			j++
		default:
			return true
		}
	}
	return false
}

// Union is the points of either set.
func (s Set[T]) Union(o Set[T]) Set[T] {
	switch {
	case len(o.ranges) == 0:
		return s
	case len(s.ranges) == 0:
		return o
	}
	return SetOf(append(slices.Clone(s.ranges), o.ranges...)...)
}

// Intersect is the points of both sets.
func (s Set[T]) Intersect(o Set[T]) Set[T] {
	switch { // most often one holds the other: then nothing need be made
	case o.Covers(s):
		return s
	case s.Covers(o):
		return o
	}
	var out []Range[T]
	for i, j := 0, 0; i < len(s.ranges) && j < len(o.ranges); {
		a, b := s.ranges[i], o.ranges[j]
		lo, hi := a.Lo, a.Hi
		if b.Lo.Compare(lo) > 0 {
			lo = b.Lo
		}
		if b.Hi.Compare(hi) < 0 {
			hi = b.Hi
		}
		if lo.Compare(hi) <= 0 {
			out = append(out, Range[T]{lo, hi})
		}
		if a.Hi.Compare(b.Hi) < 0 {
			i++
		} else {
			j++
		}
	}
	return Set[T]{out}
}

// Minus is the points of s that are not in o.
func (s Set[T]) Minus(o Set[T]) Set[T] {
	if !s.Overlaps(o) {
		return s
	}
	var out []Range[T]
	j := 0
	for _, r := range s.ranges {
		for j < len(o.ranges) && o.ranges[j].Hi.Compare(r.Lo) < 0 {
			j++
		}
		rest, open := r, true
		for k := j; open && k < len(o.ranges) && o.ranges[k].Lo.Compare(r.Hi) <= 0; k++ {
			cut := o.ranges[k]
			if cut.Lo.Compare(rest.Lo) > 0 {
				out = append(out, Range[T]{rest.Lo, cut.Lo.Prev()})
			}
			if open = cut.Hi.Compare(r.Hi) < 0; open {
				rest.Lo = cut.Hi.Next()
			}
		}
		if open {
			out = append(out, rest)
		}
	}
	return Set[T]{out}
}
