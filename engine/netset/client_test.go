package netset

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestEntriesForAClient(t *testing.T) {
	web := TrafficOf(TCP, Ports(80, 80), Types{})
	high := TrafficOf(TCP, Ports(443, 443), Types{}).From(NumberRange(40000, 65535))
	dns := TrafficOf(UDP, Ports(53, 53), Types{}).From(NumberRange(0, 1023))
	for _, c := range []struct {
		name string
		set  Traffic
		want []Entry
	}{
		{"from all ports", web.From(LinuxPorts), []Entry{{Protocol: "tcp", Ports: "80"}}},
		{"from some", web.Union(high), []Entry{{Protocol: "tcp", Ports: "80"}, {Protocol: "tcp", Ports: "443", SourcePorts: "40000-60999"}}},
		{"from none of the client's", dns.Intersect(Everything.From(LinuxPorts)), nil},
		{"everything", Everything.From(LinuxPorts), []Entry{{Protocol: "all"}}},
		{"types", TrafficOf(ICMP, PortRange{}, EchoRequest), []Entry{{Protocol: "icmp", Types: "8"}}},
	} {
		if diff := cmp.Diff(c.want, c.set.EntriesFor(LinuxPorts)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestWhatIsSeenIsWhatThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, client := traffics().Draw(t, "a"), numberSets().Draw(t, "client")
		if client.IsEmpty() {
			return
		}
		whole, part := a.Seen(client)
		if got, want := whole.Union(part).From(client), a.From(client); !got.Equal(want) {
			t.Fatalf("whole %v and part %v are %v, not %v", whole, part, got, want)
		}
		if x, y := whole, part; x.Overlaps(&y) {
			t.Fatalf("whole %v and part %v overlap", whole, part)
		}
	})
}

// A request is answered just when its reply is let through, or when it has none.
func TestAnsweredIsWhatReplyUndoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		replies := traffics().Draw(t, "replies")
		answered := replies.Answered()
		if back := answered.Minus(OneWay).Reply(); !replies.Covers(&back) || !answered.Covers(&OneWay) {
			t.Fatalf("%v is answered by %v, beyond %v", answered, back, replies)
		}
		if stuck := Everything.Minus(answered).Reply(); replies.Overlaps(&stuck) {
			t.Fatalf("the replies %v pass, and their requests count as unanswered", stuck)
		}
	})
}

func TestEqualTrafficHashesAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := traffics().Draw(t, "a"), traffics().Draw(t, "b")
		if a.Union(b).Hash() != b.Union(a).Hash() {
			t.Fatal("the union hashes by order")
		}
		if !a.Equal(b) && a.Hash() == b.Hash() {
			t.Fatalf("%v and %v hash alike", a, b)
		}
	})
}
