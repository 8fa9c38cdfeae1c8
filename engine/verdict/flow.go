package verdict

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/reach"
)

// Holds tells whether an expectation is met.
type Holds string

// The answers. Unknown is never green.
const (
	Yes     Holds = "yes"
	No      Holds = "no"
	Unknown Holds = "unknown"
)

// Flow is the judgement on one arrow.
type Flow struct {
	Holds Holds `json:"holds"`
	// Verdict is on all services and member pairs together.
	Verdict reach.Verdict `json:"verdict"`
	// Services are in the order of their row keys.
	Services []Service `json:"services"`
	// Reasons are those of every service, each once. A must-not that holds has some too: they are
	// what keeps it closed.
	Reasons []reach.Reason `json:"reasons"`
}

// Service is the judgement on one service of an arrow.
type Service struct {
	Row    string       `json:"row"`
	Text   string       `json:"text"`
	Holds  Holds        `json:"holds"`
	Answer reach.Answer `json:"answer"`
}

// Judge compares what the network does with what a flow expects. A must holds when every pair of
// members passes on every service; a must-not when no pair passes on any. A flow without services is
// about anything at all.
func Judge(n *reach.Network, f *design.Flow) Flow { return judge(n.Trace, f) }

// decide is Judge without the ways that the conversations take.
func decide(n *reach.Network, f *design.Flow) Flow { return judge(n.Decide, f) }

func judge(ask func(reach.Question) reach.Answer, f *design.Flow) Flow {
	j := Flow{Services: []Service{}, Reasons: []reach.Reason{}}
	services := f.Services
	if len(services) == 0 {
		services = map[string]design.Service{"": {}}
	}
	var verdicts []reach.Verdict
	var holds []Holds
	for _, row := range kind.Sorted(services) {
		a := ask(reach.Question{From: f.From, To: f.To, Via: f.Via, Service: row.Value, Family: f.Family})
		s := Service{Row: row.Key, Text: reach.ServiceText(row.Value), Holds: holdsFor(f.Expect, a), Answer: a}
		j.Services = append(j.Services, s)
		verdicts, holds = append(verdicts, a.Verdict), append(holds, s.Holds)
		j.addReasons(a.Reasons)
	}
	j.Verdict, j.Holds = reach.Together(verdicts), all(holds)
	return j
}

func (j *Flow) addReasons(more []reach.Reason) {
	for _, r := range more {
		known := false
		for _, old := range j.Reasons {
			known = known || old.Code == r.Code && old.Resource == r.Resource && old.Row == r.Row && old.Direction == r.Direction && old.Message == r.Message
		}
		if !known {
			j.Reasons = append(j.Reasons, r)
		}
	}
}

// holdsFor judges one answer. The verdict on a group says "partly" for some of its members, which is
// too little for a must and too much for a must-not.
func holdsFor(expect string, a reach.Answer) Holds {
	yes, no := reach.Reachable, reach.Blocked
	if expect == design.MustNot {
		yes, no = no, yes
	}
	switch a.Verdict {
	case yes:
		return Yes
	case no, reach.Partly:
		return No
	}
	// Some of it is not known; a member that is known to be wrong decides all the same. Of two
	// conversations in turn the first may be open and the second not: only the whole counts.
	if len(a.Legs) == 0 {
		for _, p := range a.Pairs {
			if p.Verdict == no || p.Verdict == reach.Partly {
				return No
			}
		}
	}
	return Unknown
}

func all(hs []Holds) Holds {
	result := Yes
	for _, h := range hs {
		if h == No {
			return No
		}
		if h == Unknown {
			result = Unknown
		}
	}
	return result
}
