package verdict_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/netset"
	"vpcanvas/engine/reach"
	"vpcanvas/engine/template"
	"vpcanvas/engine/verdict"
)

// asked is a flow that is in no design: "internet Web tcp/22".
func asked(t testing.TB, d *design.Design, expect, from, to string, services ...string) *design.Flow {
	t.Helper()
	f := &design.Flow{From: named(t, d, from), To: named(t, d, to), Expect: expect, Family: design.FamilyAny, Services: map[string]design.Service{}}
	for i, s := range services {
		f.Services[fmt.Sprint("s", i)] = sample.Service(s)
	}
	return f
}

func fixesFor(t testing.TB, d *design.Design, f *design.Flow) []verdict.Fix {
	t.Helper()
	fixes := verdict.Fixes(reach.Compile(d), f)
	for _, x := range fixes {
		proven(t, d, f, x)
	}
	return fixes
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// proven checks what every offered fix promises: applied, the flow holds; without any one of its
// parts it does not; what it breaks it says; and undone, the design is the same to the byte.
func proven(t failer, d *design.Design, f *design.Flow, x verdict.Fix) {
	t.Helper()
	before, err := design.Encode(d)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if d, err = design.Decode(before); err != nil { // as a server reads it: no map is nil
		t.Fatalf("%v", err)
	}
	if before, err = design.Encode(d); err != nil {
		t.Fatalf("%v", err)
	}
	c := d.Clone()
	_, inverse, err := design.Apply(c, x.Ops)
	if err != nil {
		t.Fatalf("%s: refused: %v", x.Title.EN, err)
	}
	n := reach.Compile(c)
	if h := verdict.Judge(n, f).Holds; h != verdict.Yes {
		t.Fatalf("%s: applied, the flow is %s", x.Title.EN, h)
	}
	for i, part := range parts(f, x) {
		less := d.Clone()
		if _, _, err := design.Apply(less, part); err == nil {
			if verdict.Judge(reach.Compile(less), f).Holds == verdict.Yes {
				t.Fatalf("%s: part %d is not needed", x.Title.EN, i+1)
			}
		}
	}
	was, is := verdict.Analyse(d), verdict.AnalyseOn(n, "")
	for id, flow := range was.Flows {
		if flow.Holds == verdict.Yes && is.Flows[id].Holds != verdict.Yes && !slices.Contains(x.Effect.Breaks, id) {
			t.Fatalf("%s: breaks %s and does not say so", x.Title.EN, id)
		}
	}
	opens, closes := shifts(reach.Compile(d), n)
	tells(t, x.Title.EN+" opens", opens, x.Effect.Opens, x.Effect.OpensCount)
	tells(t, x.Title.EN+" closes", closes, x.Effect.Closes, x.Effect.ClosesCount)
	if _, _, err := design.Apply(c, inverse); err != nil {
		t.Fatalf("%s: undo: %v", x.Title.EN, err)
	}
	if after, err := design.Encode(c); err != nil || !bytes.Equal(before, after) {
		t.Fatalf("%s: undone, the design differs: %v", x.Title.EN, err)
	}
}

// shifts are the pairs of ends between which something opens or closes, on the whole designs: an effect is
// computed from what the fix touched.
func shifts(was, is *reach.Network) (opens, closes []string) {
	for p := range verdict.Compare(was, is).Pairs() {
		if t := p.Opened.Union(p.DoubtedBlocked).Union(p.SettledAllowed).Minus(netset.OneWay); !t.IsEmpty() {
			opens = append(opens, fmt.Sprint(p.From.ID, " to ", p.To.ID, ": ", t.EntriesFor(p.From.Client())))
		}
		if t := p.Closed.Union(p.DoubtedAllowed).Union(p.SettledBlocked).Minus(netset.OneWay); !t.IsEmpty() {
			closes = append(closes, fmt.Sprint(p.From.ID, " to ", p.To.ID, ": ", t.EntriesFor(p.From.Client())))
		}
	}
	return opens, closes
}

// tells compares what an effect lists, and counts, with what there is.
func tells(t failer, what string, is []string, said []verdict.Shift, count int) {
	t.Helper()
	if len(is) != count {
		t.Fatalf("%s %d pairs, and says %d", what, len(is), count)
	}
	for i, s := range said {
		if line := fmt.Sprint(s.From, " to ", s.To, ": ", s.Traffic); line != is[i] {
			t.Fatalf("%s %s, and says %s", what, is[i], line)
		}
	}
}

// parts are the operations of a fix without each one of them; for a must-not without each edit: one
// that narrows a rule writes what stays open in a second row.
func parts(f *design.Flow, x verdict.Fix) []design.Ops {
	var all []design.Ops
	if f.Expect == design.Must {
		for i := range x.Ops {
			all = append(all, slices.Delete(slices.Clone(x.Ops), i, i+1))
		}
		return all
	}
	for i := range x.Edits {
		ops := design.Ops{}
		for k, e := range x.Edits {
			if k != i {
				ops = append(ops, e.Ops...)
			}
		}
		all = append(all, ops)
	}
	return all
}

func titles(fixes []verdict.Fix) string {
	var all []string
	for _, x := range fixes {
		all = append(all, fmt.Sprintf("%s [%d ops, opens %d, closes %d, breaks %v, +%d -%d]", x.Title.EN, len(x.Ops), x.Effect.OpensCount, x.Effect.ClosesCount, x.Effect.Breaks, len(x.Effect.Added), len(x.Effect.Removed)))
	}
	return strings.Join(all, "\n  ")
}

// The acceptance cases that are blocked, each with the fix that is offered first.
func TestFixesOfTheAcceptanceCases(t *testing.T) {
	for _, c := range []struct {
		id, template string
		stage        int
		from, to     string
		services     string
		expect, want string
	}{
		{
			"C2-1", "web-and-db", 1, "internet", "Web", "tcp/22", design.Must,
			"Give Web a public address; Create an internet gateway and attach it to web-and-db; Add the inbound rule tcp/22 0.0.0.0/0 to web; Add the route 0.0.0.0/0 → web-and-db-igw to web-and-db main",
		},
		{
			"C2-2", "web-and-db", 2, "internet", "Web", "tcp/22", design.Must,
			"Give Web a public address; Add the inbound rule tcp/22 0.0.0.0/0 to web; Add the route 0.0.0.0/0 → igw to web-and-db main",
		},
		{
			"C2-4", "web-and-db", 3, "internet", "Web", "tcp/80", design.Must,
			"Add the inbound rule tcp/80 0.0.0.0/0 to web",
		},
		{
			"C2-6", "web-and-db", 4, "Web", "DB", "icmp", design.Must,
			"Add the inbound rule icmp/8 sg:web to db",
		},
		{
			"C2-7", "web-and-db", 5, "internet", "DB", "tcp/22", design.Must,
			"Give DB a public address; Add the inbound rule tcp/22 0.0.0.0/0 to db; Let private use the route table public",
		},
		{
			"C2-9", "web-and-db", 4, "Web", "DB", "tcp/3306", design.Must,
			"Add the inbound rule tcp/3306 sg:web to db",
		},
		{
			"C2-10", "web-and-db", 5, "DB", "internet", "tcp/443 tcp/80", design.Must,
			"Create a NAT gateway in public; Add the route 0.0.0.0/0 → the new NAT gateway to web-and-db main",
		},
		{
			"C2-12", "web-and-db", 6, "internet", "DB", "tcp/22", design.Must,
			"Give DB a public address; Add the inbound rule tcp/22 0.0.0.0/0 to db; Let private use the route table public",
		},
		{
			"C0-2", "alb-app", 2, "internet", "AP-2", "tcp/443", design.Must,
			"Give AP-2 a public address; Add the inbound rule tcp/443 0.0.0.0/0 to app; Let private-c use the route table public",
		},
		{
			"C0-6", "alb-app", 2, "internet", "ALB", "tcp/8080", design.Must,
			"Add the inbound rule tcp/8080 0.0.0.0/0 to alb; Add a listener on port 8080 to ALB, for the target group app",
		},
		{
			"closing ssh", "web-and-db", 6, "internet", "Web", "tcp/22", design.MustNot,
			"Remove the inbound rule tcp/22 0.0.0.0/0 from web",
		},
		{
			"closing mysql", "web-and-db", 6, "Web", "DB", "tcp/3306", design.MustNot,
			"Remove the inbound rule tcp/3306 sg:web from db",
		},
		{
			"closing the way out", "web-and-db", 6, "DB", "internet", "tcp/443", design.MustNot,
			"Add the outbound entry 50 deny tcp/443 0.0.0.0/0 to web-and-db default ACL",
		},
		{
			"closing the ALB", "alb-app", 2, "internet", "ALB", "tcp/80", design.MustNot,
			"Remove the inbound rule tcp/80 0.0.0.0/0 from alb",
		},
	} {
		t.Run(c.id, func(t *testing.T) {
			d, err := template.Get(c.template).Build(c.stage)
			if err != nil {
				t.Fatal(err)
			}
			fixes := fixesFor(t, d, asked(t, d, c.expect, c.from, c.to, strings.Fields(c.services)...))
			if len(fixes) == 0 || fixes[0].Title.EN != c.want {
				t.Errorf("want %s, got\n  %s", c.want, titles(fixes))
			}
		})
	}
}
