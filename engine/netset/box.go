package netset

// A Box is packets whose source is any of Src, destination any of Dst, and whose other fields are in Traffic.
type Box struct {
	Src, Dst AddrSet
	Traffic  Traffic
}

// Packets is a set of whole packets, as disjoint boxes. The zero value is empty. Unlike the other
// sets it has no canonical form: Equal compares by subtraction.
type Packets struct{ boxes []Box }

// PacketsOf is the packets of one box.
func PacketsOf(b Box) Packets {
	if b.isEmpty() {
		return Packets{}
	}
	return Packets{[]Box{b}}
}

func (b Box) isEmpty() bool { return b.Src.IsEmpty() || b.Dst.IsEmpty() || b.Traffic.IsEmpty() }

func (b Box) intersect(o Box) Box {
	return Box{b.Src.Intersect(o.Src), b.Dst.Intersect(o.Dst), b.Traffic.Intersect(o.Traffic)}
}

// minus cuts o out of b: the sources outside o, then the destinations, then the traffic.
func (b Box) minus(o Box) []Box {
	if b.intersect(o).isEmpty() {
		return []Box{b}
	}
	src, dst := b.Src.Intersect(o.Src), b.Dst.Intersect(o.Dst)
	var out []Box
	for _, part := range []Box{
		{b.Src.Minus(o.Src), b.Dst, b.Traffic},
		{src, b.Dst.Minus(o.Dst), b.Traffic},
		{src, dst, b.Traffic.Minus(o.Traffic)},
	} {
		if !part.isEmpty() {
			out = append(out, part)
		}
	}
	return out
}

// Boxes lists disjoint boxes that make up the set.
func (p Packets) Boxes() []Box { return p.boxes }

// IsEmpty reports that there is none.
func (p Packets) IsEmpty() bool { return len(p.boxes) == 0 }

// Minus is the packets of p that are not in o.
func (p Packets) Minus(o Packets) Packets {
	rest := p.boxes
	for _, cut := range o.boxes {
		var next []Box
		for _, b := range rest {
			next = append(next, b.minus(cut)...)
		}
		rest = next
	}
	return Packets{rest}
}

// Union is the packets of either.
func (p Packets) Union(o Packets) Packets {
	extra := o.Minus(p)
	return Packets{append(append([]Box(nil), p.boxes...), extra.boxes...)}
}

// Intersect is the packets of both.
func (p Packets) Intersect(o Packets) Packets {
	var out []Box
	for _, a := range p.boxes {
		for _, b := range o.boxes {
			if c := a.intersect(b); !c.isEmpty() {
				out = append(out, c)
			}
		}
	}
	return Packets{out}
}

// Equal reports that both are the same packets.
func (p Packets) Equal(o Packets) bool { return p.Minus(o).IsEmpty() && o.Minus(p).IsEmpty() }

// Between is the traffic that may pass from src to dst whichever of their addresses they have
// (surely), and that may pass for some of them (possibly).
func (p Packets) Between(src, dst AddrSet) Three {
	all := PacketsOf(Box{src, dst, Everything})
	var possibly, fails Traffic
	for _, b := range p.Intersect(all).boxes {
		possibly = possibly.Union(b.Traffic)
	}
	for _, b := range all.Minus(p).boxes {
		fails = fails.Union(b.Traffic)
	}
	return Three{Surely: possibly.Minus(fails), Possibly: possibly}
}

// Three is three-valued knowledge about traffic: Surely is always within Possibly, and what is in
// neither does not pass.
type Three struct{ Surely, Possibly Traffic }

// Known is knowledge without doubt.
func Known(t Traffic) Three { return Three{t, t} }

// IsKnown reports that nothing is in doubt.
func (t Three) IsKnown() bool { return t.Surely.Equal(t.Possibly) }

// Equal reports that the same is known.
func (t Three) Equal(o Three) bool { return t.Surely.Equal(o.Surely) && t.Possibly.Equal(o.Possibly) }

// Or is what passes by either of two ways.
func (t Three) Or(o Three) Three {
	return Three{t.Surely.Union(o.Surely), t.Possibly.Union(o.Possibly)}
}

// And is what passes both.
func (t Three) And(o Three) Three {
	return Three{t.Surely.Intersect(o.Surely), t.Possibly.Intersect(o.Possibly)}
}
