package reach

import "vpcanvas/engine/netset"

// Verdict answers whether a conversation can take place, reply included.
type Verdict string

// The verdicts.
const (
	Reachable Verdict = "reachable" // all that was named passes; where no port was named, some port does
	Partly    Verdict = "partly"    // some source ports, some of the named ports, or some members pass
	Blocked   Verdict = "blocked"   // nothing passes
	Unknown   Verdict = "unknown"   // it depends on what the design does not say
)

// verdictOf judges what passes, for a question about asked. With a port named, all that was asked
// must pass. Without one, a port that every source port of the client reaches is enough.
func verdictOf(t netset.Three, asked netset.Traffic, named bool, client netset.NumberSet) Verdict {
	if t.Possibly.IsEmpty() {
		return Blocked
	}
	surely, possibly := t.Surely, t.Possibly
	if named {
		switch {
		case surely.Covers(&asked):
			return Reachable
		case !surely.IsEmpty() && !possibly.Covers(&asked):
			return Partly
		}
		return partlyIfKnown(t)
	}
	switch {
	case !surely.FromAll(client).IsEmpty():
		return Reachable
	case !surely.IsEmpty() && possibly.FromAll(client).IsEmpty():
		return Partly
	}
	return Unknown
}

func partlyIfKnown(t netset.Three) Verdict {
	if t.IsKnown() {
		return Partly
	}
	return Unknown
}

// Together is the verdict on a group whose members have these verdicts.
func Together(all []Verdict) Verdict {
	count := map[Verdict]int{}
	for _, v := range all {
		count[v]++
	}
	switch n := len(all); {
	case n == 0:
		return Unknown
	case count[Reachable] == n:
		return Reachable
	case count[Blocked] == n:
		return Blocked
	case count[Partly] > 0 || count[Reachable] > 0 && count[Blocked] > 0:
		return Partly
	}
	return Unknown
}

// InTurn is the verdict on conversations that must all take place, as through a jump host.
func InTurn(all []Verdict) Verdict {
	worst := Reachable
	rank := map[Verdict]int{Reachable: 0, Partly: 1, Unknown: 2, Blocked: 3}
	for _, v := range all {
		if rank[v] > rank[worst] {
			worst = v
		}
	}
	return worst
}
