package exchange

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// What is said of several elements is one line, with all of them; whatever differs in more than the element, or in
// being a note, is not.
func TestLines(t *testing.T) {
	sentences := map[string]message.Text{
		"tag":   {EN: "{element}: no tag {key}", JA: "{element}: タグ {key} なし"},
		"whole": {EN: "the first {limit} only", JA: "最初の {limit} 個だけ"},
	}
	say := func(code, element, name string, args message.Args) Loss {
		args["element"] = name
		return Told(sentences, code, element, args)
	}
	noted := say("tag", "e", "five", message.Args{"key": "a"})
	noted.Note = true
	lines := Lines([]Loss{
		say("tag", "a", "one", message.Args{"key": "a"}),
		say("whole", "", "", message.Args{"limit": "9"}),
		say("tag", "b", "two", message.Args{"key": "b"}),
		say("tag", "c", "{element}", message.Args{"key": "a"}),
		say("whole", "", "", message.Args{"limit": "9"}),
		noted,
		say("tag", "d", "one", message.Args{"key": "a"}),
	})
	got := []string{}
	for _, l := range lines {
		text := l.Text.EN + " / " + l.Text.JA
		for _, o := range l.Others {
			text += fmt.Sprintf(" + %s %s", o.Element, o.Name)
		}
		got = append(got, text)
	}
	want := []string{
		"one: no tag a / one: タグ a なし + c {element} + d one",
		"the first 9 only / 最初の 9 個だけ",
		"two: no tag b / two: タグ b なし",
		"the first 9 only / 最初の 9 個だけ",
		"five: no tag a / five: タグ a なし",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Flows that went out as paths do not stay; the others are named.
func TestStays(t *testing.T) {
	d := design.New("d")
	if got := Stays(d, nil); len(got) > 0 {
		t.Errorf("of an empty design it says %v", got)
	}
	d.Flows["flow000001"] = &design.Flow{From: design.End{Service: "s3"}, To: design.End{Service: "ssm"}}
	d.Flows["flow000002"] = &design.Flow{From: design.End{Service: "ssm"}, To: design.End{Service: "kms"}}
	for _, c := range []struct {
		out  map[string]bool
		want string
	}{
		{nil, "[ flows, notes, suppressions and the drawing stay in the design file]"},
		{map[string]bool{"flow000001": true}, "[ notes, suppressions and the drawing stay in the design file flow000002 ssm -> kms stays in the design file]"},
		{map[string]bool{"flow000001": true, "flow000002": true}, "[ notes, suppressions and the drawing stay in the design file]"},
	} {
		said := []string{}
		for _, l := range Stays(d, c.out) {
			if !l.Note || l.Text.JA == "" {
				t.Errorf("%+v is no note", l)
			}
			said = append(said, l.Element+" "+l.Text.EN)
		}
		if got := fmt.Sprint(said); got != c.want {
			t.Errorf("%v: %s", c.out, got)
		}
	}
}
