// Package roundtrip reads an export again, with the reader of its own format, and says what came back: whether
// every verdict is the same, and which elements are not. The export dialog, the command line and the tests
// of the formats ask the same function.
package roundtrip

import (
	"fmt"
	"slices"
	"strconv"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/verdict"
)

// Reader is a format's.
type Reader func(files []exchange.File, options exchange.Options) (*design.Design, []exchange.Loss, error)

// A Report is what came back.
type Report struct {
	// Verdicts is how many pairs of ends were compared.
	Verdicts int
	// Lines are the verdicts that differ, grouped for people; Headline sums them up.
	Lines    []message.Text
	Headline message.Text
	// Changes are the elements that came back otherwise, came besides, or did not come back.
	Changes []Change
	// Refused is why the files cannot be read at all; "" where they can.
	Refused message.Text
}

// A Change is one element that came back otherwise.
type Change struct {
	Element string
	// Listed: what was lost in writing or reading names the element, or what it lies in, so it is no surprise.
	Listed bool
	Text   message.Text
}

// SameVerdicts reports that everybody reaches what they reached.
func (r *Report) SameVerdicts() bool { return r.Refused == message.Text{} && len(r.Lines) == 0 }

// Unchanged reports that all came back as it was.
func (r *Report) Unchanged() bool { return r.SameVerdicts() && len(r.Changes) == 0 }

// Surprises reports that something came back otherwise that nothing had been said about.
func (r *Report) Surprises() bool {
	return !r.SameVerdicts() || slices.ContainsFunc(r.Changes, func(c Change) bool { return !c.Listed })
}

// Check reads the files that a design was written as, with the losses that the writer told. Reading changes
// neither.
func Check(d *design.Design, files []exchange.File, told []exchange.Loss, read Reader) Report {
	back, unread, err := read(files, exchange.Options{})
	if err != nil {
		return Report{Refused: exchange.Say(err)}
	}
	match := verdict.MatchDesigns(d, back)
	matchAccounts(match, d, back)
	putBack(d, back, match)
	r := Report{Lines: []message.Text{}, Changes: []Change{}}
	diff := verdict.CompareMatched(reach.Compile(d), reach.Compile(back), match)
	r.Verdicts = pairs(diff)
	lines := diff.Lines()
	if len(lines) > 0 {
		r.Headline = verdict.Headline(lines, nil)
	}
	namer := diff.Namer()
	for _, l := range lines {
		r.Lines = append(r.Lines, lineOf(namer, l))
	}
	r.changes(d, back, match, slices.Concat(told, unread))
	return r
}

// lineOf tells one group of verdicts that differ.
func lineOf(n *verdict.Namer, l verdict.Line) message.Text {
	from, to := n.Called(l.From), n.Called(l.To)
	return both("line", func(lang message.Lang) message.Args {
		return message.Args{
			"what": message.Diff[string(l.What)].In(lang), "from": from.In(lang), "to": to.In(lang),
			"traffic": netset.EntriesText(slices.Concat(l.Allowed, l.Blocked)),
		}
	})
}

// putBack gives the design that was read what no account holds: who compares asks about it, and it stays in
// the design file.
func putBack(d, back *design.Design, match *verdict.Match) {
	for id, r := range d.Resources {
		if !IsOutside(r.Kind) {
			continue
		}
		own := *r
		if parent, ok := match.NewOf[r.Parent]; ok {
			own.Parent = parent
		}
		back.Resources[id] = &own
		match.NewOf[id], match.OldOf[id] = id, id
	}
}

// IsOutside reports whether a kind stands outside of AWS, or of what anybody deploys.
func IsOutside(k kind.Name) bool {
	return k == kind.ClientKind || k == kind.CorporateNetworkKind || k == kind.AWSServiceKind
}

// pairs counts the pairs of ends of which at least one is an element.
func pairs(diff *verdict.Diff) int {
	inside, all := 0, len(diff.Ends)
	for _, e := range diff.Ends {
		if !e.Outside {
			inside++
		}
	}
	outside := all - inside
	return all*(all-1) - outside*max(outside-1, 0)
}

// changes compares the elements, each spelled the one way.
func (r *Report) changes(d, back *design.Design, match *verdict.Match, losses []exchange.Loss) {
	was, is := Plain(d), Plain(back)
	all := verdict.CompareResources(was, is, match)
	listed := map[string]bool{}
	for _, l := range losses {
		listed[l.Element] = listed[l.Element] || l.Element != ""
	}
	isListed := func(id string) bool {
		for range maxUp { // what did not come back went with what it lies in
			if _, came := match.NewOf[id]; came || listed[id] || d.Resources[id] == nil {
				break
			}
			id = d.Resources[id].Parent
		}
		return listed[id]
	}
	for _, c := range all.Removed {
		if c.Kind == kind.ScopeKind && len(d.Children(c.ID)) == 0 {
			continue // an account is where something is
		}
		r.Changes = append(r.Changes, Change{c.ID, isListed(c.ID), said("missing", d, c, nil)})
	}
	for _, c := range all.Added {
		r.Changes = append(r.Changes, Change{c.ID, isListed(c.ID), said("besides", back, c, nil)})
	}
	for _, c := range all.Changed {
		// An element without a name is called by the one that it has in the file.
		c.Properties = slices.DeleteFunc(c.Properties, func(p verdict.PropertyChange) bool { return p.Path == "name" && string(p.Old) == `""` })
		if len(c.Properties) == 0 {
			continue
		}
		old := c.ID
		if c.Was != "" {
			old = c.Was
		}
		r.Changes = append(r.Changes, Change{old, isListed(old), said("changed", d, verdict.ResourceChange{ID: old, Kind: c.Kind}, propertyNames(c, was, is))})
	}
}

// matchAccounts pairs accounts and regions that go by other ids: what AWS answers knows them by what they are, and
// two that are the same as one.
func matchAccounts(match *verdict.Match, was, is *design.Design) {
	for _, old := range kind.Sorted(was.Resources) {
		p, ok := old.Value.Props.(*kind.Scope)
		if _, paired := match.NewOf[old.Key]; !ok || paired {
			continue
		}
		for _, now := range kind.Sorted(is.Resources) {
			if q, ok := now.Value.Props.(*kind.Scope); ok && p.Account == q.Account && p.Region == q.Region {
				match.NewOf[old.Key] = now.Key
				if match.OldOf[now.Key] == "" {
					match.OldOf[now.Key] = old.Key
				}
				break
			}
		}
	}
}

// maxUp is how many owners an element can have.
const maxUp = 5

// sentences say what came back.
var sentences = map[string]message.Text{
	"missing": {EN: "{element} ({kind}) does not come back", JA: "{element}（{kind}）は戻りません"},
	"besides": {EN: "{element} ({kind}) comes back besides", JA: "{element}（{kind}）が余分に加わります"},
	"changed": {EN: "{element} ({kind}) comes back otherwise: {properties}", JA: "{element}（{kind}）の次の項目が変わります: {properties}"},
	"line":    {EN: "{what}: {from} -> {to}: {traffic}", JA: "{what}: {from} → {to}: {traffic}"},
	"verdict": {EN: "Comes back unchanged: all {count} verdicts are equal.", JA: "同じ設計に戻ります。{count} 個の判定はすべて一致します。"},
	"same":    {EN: "Comes back with all {count} verdicts equal; elements that are said otherwise: {changes}.", JA: "{count} 個の判定はすべて一致します。別の形で戻る要素: {changes} 個。"},
	"differs": {EN: "Comes back with other verdicts. {headline}", JA: "判定が変わって戻ります。{headline}"},
	"refused": {EN: "Cannot be read again: {why}", JA: "読み戻せません: {why}"},
}

// Summary is the report in a sentence.
func (r *Report) Summary() message.Text {
	switch {
	case r.Refused != message.Text{}:
		return both("refused", func(l message.Lang) message.Args { return message.Args{"why": r.Refused.In(l)} })
	case !r.SameVerdicts():
		return both("differs", func(l message.Lang) message.Args { return message.Args{"headline": r.Headline.In(l)} })
	}
	key := "same"
	if r.Unchanged() {
		key = "verdict"
	}
	return both(key, func(message.Lang) message.Args {
		return message.Args{"count": grouped(r.Verdicts), "changes": strconv.Itoa(len(r.Changes))}
	})
}

// grouped is a number as people write it in both languages.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

func both(key string, args func(message.Lang) message.Args) message.Text {
	s := sentences[key]
	return s.WithEach(args)
}

func said(key string, d *design.Design, c verdict.ResourceChange, properties func(message.Lang) string) message.Text {
	name := c.Name
	if r := d.Lookup(c.ID); name == "" && r != nil {
		name = r.Name
	}
	if name == "" {
		name = c.ID
	}
	return both(key, func(l message.Lang) message.Args {
		args := message.Args{"element": exchange.Shown(name, mostOfName), "kind": kind.Get(c.Kind).Title.In(l)}
		if properties != nil {
			args["properties"] = properties(l)
		}
		return args
	})
}

// mostOfName is how many characters of a name stand in a sentence.
const mostOfName = 80

// mostProperties is how many differing properties of an element a sentence names.
const mostProperties = 4

func propertyNames(c verdict.ResourceChange, was, is *design.Design) func(message.Lang) string {
	return func(l message.Lang) string {
		text := ""
		for i, p := range c.Properties {
			if i == mostProperties {
				return text + fmt.Sprintf(" +%d", len(c.Properties)-i)
			}
			if i > 0 {
				text += ", "
			}
			text += p.Words(c.Kind, was, is).Label.In(l)
		}
		return text
	}
}
