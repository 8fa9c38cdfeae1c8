package verdict

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
	"vpcanvas/engine/message"
)

// mostNames is how many ends are named one by one; more are called by what they have in common.
const mostNames = 3

// A Namer knows how people call ends that change alike: by the security group, subnet or VPC whose ends
// they all are, else by their number and where they are.
type Namer struct {
	diff *Diff
	// holds is what each container holds, by its id in the design that the end is looked up in; inside
	// is the number of ends that are resources.
	holds  map[string]int
	in     map[*DiffEnd][]string
	inside int
}

// Namer gathers who belongs where.
func (d *Diff) Namer() *Namer {
	n := &Namer{diff: d, holds: map[string]int{}, in: map[*DiffEnd][]string{}}
	for i := range d.Ends {
		e := &d.Ends[i]
		if e.Outside {
			continue
		}
		n.inside++
		n.in[e] = containers(d.designOf(e), e.ID)
		for _, c := range n.in[e] {
			n.holds[c]++
		}
	}
	return n
}

// designOf is the design that has the end under its ID.
func (d *Diff) designOf(e *DiffEnd) *design.Design {
	if e.Removed {
		return d.old.Design()
	}
	return d.now.Design()
}

// containers are the security groups, subnets and VPC of a resource, sorted.
func containers(d *design.Design, id string) []string {
	r := d.Resources[id]
	found := map[string]bool{}
	if a, ok := r.Props.(kind.Addressed); ok {
		for _, i := range a.NetworkInterfaces() {
			for g := range i.Groups {
				found[g] = true
			}
			found[i.Subnet.ID] = true
		}
	}
	found[d.Ancestor(id, kind.SubnetKind)] = true
	found[d.Ancestor(id, kind.VPCKind)] = true
	out := []string{}
	for c := range found {
		if d.Resources[c] != nil {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// Called is what people call the ends of a line.
func (n *Namer) Called(ends []*DiffEnd) message.Text {
	switch {
	case len(ends) <= mostNames:
		return names(ends)
	case ends[0].Outside:
		return blocks(ends)
	case len(ends) == n.inside:
		return say("all", count(len(ends)))
	}
	noun := n.noun(ends)
	shared := n.shared(ends)
	if shared == "" {
		return noun
	}
	d := n.diff.designOf(ends[0])
	word := map[kind.Name]string{kind.SecurityGroupKind: "group", kind.SubnetKind: "subnet", kind.VPCKind: "vpc"}[d.Resources[shared].Kind]
	how := "/some"
	if n.holds[shared] == len(ends) {
		how = "/all"
	}
	args := count(len(ends))
	args["name"] = d.Resources[shared].Name
	en, ja := args, message.Args{"n": args["n"], "name": args["name"], "noun": noun.JA}
	en["noun"] = noun.EN
	t := message.Diff[word+how]
	return message.Text{EN: t.Format(message.EN, en), JA: t.Format(message.JA, ja)}
}

// shared is the smallest container that holds all of the ends; "" for none. A group that holds nobody
// else says more than a subnet that does so too.
func (n *Namer) shared(ends []*DiffEnd) string {
	common := slices.Clone(n.in[ends[0]])
	for _, e := range ends[1:] {
		common = slices.DeleteFunc(common, func(c string) bool { return !slices.Contains(n.in[e], c) })
	}
	if len(common) == 0 {
		return ""
	}
	d := n.diff.designOf(ends[0])
	rank := map[kind.Name]int{kind.SecurityGroupKind: 1, kind.SubnetKind: 2, kind.VPCKind: 3}
	return slices.MinFunc(common, func(a, b string) int {
		return cmp.Or(cmp.Compare(n.holds[a], n.holds[b]), cmp.Compare(rank[d.Resources[a].Kind], rank[d.Resources[b].Kind]), cmp.Compare(a, b))
	})
}

// noun is a number of things, by their kind if they have one.
func (n *Namer) noun(ends []*DiffEnd) message.Text {
	k := n.kind(ends[0])
	for _, e := range ends[1:] {
		if n.kind(e) != k {
			return say("resources", count(len(ends)))
		}
	}
	title := kind.Get(k).Title
	t := message.Diff["of kind"]
	number := strconv.Itoa(len(ends))
	return message.Text{
		EN: t.Format(message.EN, message.Args{"n": number, "noun": lowered(title.EN)}),
		JA: t.Format(message.JA, message.Args{"n": number, "noun": title.JA}),
	}
}

func (n *Namer) kind(e *DiffEnd) kind.Name { return n.diff.designOf(e).Resources[e.ID].Kind }

// lowered is a title inside a sentence: "Load balancer" loses its capital, "EC2 instance" does not.
func lowered(title string) string {
	r := []rune(title)
	if len(r) > 1 && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

func names(ends []*DiffEnd) message.Text {
	var en, ja []string
	for _, e := range ends {
		name := message.Text{EN: e.Name, JA: e.Name}
		switch {
		case e.ID == kind.Internet:
			name = message.Diff["internet"]
		case e.Outside:
		case e.Added:
			name = say("new", message.Args{"name": e.Name})
		case e.Removed:
			name = say("gone", message.Args{"name": e.Name})
		}
		en, ja = append(en, name.EN), append(ja, name.JA)
	}
	between := message.Diff["list separator"]
	return message.Text{EN: strings.Join(en, between.EN), JA: strings.Join(ja, between.JA)}
}

func blocks(ends []*DiffEnd) message.Text {
	if slices.ContainsFunc(ends, func(e *DiffEnd) bool { return e.ID == kind.Internet }) {
		return say("internet more", count(len(ends)-1))
	}
	return say("blocks", count(len(ends)))
}

func count(n int) message.Args { return message.Args{"n": strconv.Itoa(n)} }

func say(word string, args message.Args) message.Text {
	return message.Diff[word].With(args)
}

// Headline is a diff in one line: "opens 3, closes 1, 1 flow breaks". It counts lines, as people see
// them below it.
func Headline(lines []Line, flows []FlowChange) message.Text {
	var en, ja []string
	add := func(word string, n int) {
		if n == 0 {
			return
		}
		if _, single := message.Diff[word+"/one"]; single && n == 1 {
			word += "/one"
		}
		t := say(word, count(n))
		en, ja = append(en, t.EN), append(ja, t.JA)
	}
	counts := map[What]int{}
	for i := range lines {
		counts[lines[i].What]++
	}
	add("opens", counts[Opened])
	add("closes", counts[Closed])
	add("doubts", counts[Doubted])
	add("settles", counts[Settled])
	turned := map[Holds]int{}
	for _, f := range flows {
		if f.Turned() {
			turned[f.Now]++
		}
	}
	add("breaks", turned[No])
	add("mends", turned[Yes])
	add("undecided", turned[Unknown])
	if len(en) == 0 {
		return message.Diff["same"]
	}
	between := message.Diff["list separator"]
	return message.Text{EN: strings.Join(en, between.EN), JA: strings.Join(ja, between.JA)}
}
