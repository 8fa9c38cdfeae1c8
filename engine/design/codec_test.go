package design

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/netip"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vpcanvas/engine/kind"
)

func TestEncodeReadsBack(t *testing.T) {
	d := small(t)
	text := encoded(t, d)
	again, err := Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, encoded(t, again)); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := encoded(t, small(t))
	for _, c := range []struct{ name, in, code string }{
		{"nothing", "", "not-json"},
		{"cut short", good[:len(good)/2], "not-json"},
		{"two documents", good + good, "not-json"},
		{"no schema", `{"name":"x"}`, "not-a-design"},
		{"an array", `[]`, "not-a-design"},
		{"newer", `{"schema":99}`, "newer-schema"},
		{"unknown section", `{"schema":1,"pictures":{}}`, "not-a-design"},
		{"unknown kind", strings.Replace(good, `"kind":"internetGateway"`, `"kind":"teapot"`, 1), "unknown-kind"},
		{"reference to nothing", strings.Replace(good, `"vpc":"vpc000000001"`, `"vpc":"vpc000000009"`, 1), "unknown-reference"},
		{"parent that is not there", strings.Replace(good, `"parent":"subnetprivat1"`, `"parent":"subnetprivat9"`, 1), "unknown-reference"},
		{"deep", strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000), "too-deep"},
		{"deep arrays", strings.Repeat("[", 100_000), "too-deep"},
		{"key twice", `{"schema":1,"name":"a","name":"b"}`, "duplicate-key"},
		{"key twice, nested", `{"schema":1,"resources":{"a":{"x":[{}],"x":1}}}`, "duplicate-key"},
		{"lone surrogate", `{"schema":1,"name":"\ud800"}`, "lone-surrogate"},
		{"invalid UTF-8", "{\"schema\":1,\"name\":\"\xff\"}", "lone-surrogate"},
		{"array property", `{"schema":1,"resources":{"scope00000000":{"kind":"scope","tags":[]}}}`, "malformed"},
		{"huge", "{" + strings.Repeat(" ", MaxFile), "too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(c.in))
			f, ok := AsFault(err)
			if !ok || f.Code != c.code {
				t.Fatalf("got %v, want fault %s", err, c.code)
			}
			if text := f.Error(); strings.ContainsAny(text, "\n{") || len(text) > 600 {
				t.Errorf("not one clear line: %q", text)
			}
		})
	}
}

func TestDecodeNamesTheElement(t *testing.T) {
	good := encoded(t, small(t))
	_, err := Decode([]byte(strings.Replace(good, `"ports":"80"`, `"ports":"eighty"`, 1)))
	if err == nil || !strings.Contains(err.Error(), "flowinternet1") || !strings.Contains(err.Error(), "eighty") {
		t.Errorf("got %v, want the element and the value named", err)
	}
}

type vector struct {
	Name, JSON, Canonical string
	Error                 bool
	Section, ID, Digest   string
}

// The same vectors are read by the browser's implementation.
func TestCanonicalVectors(t *testing.T) {
	body, err := os.ReadFile("testdata/canonical.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	if err := json.Unmarshal(body, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			got, err := CanonicalJSON([]byte(v.JSON))
			if (err != nil) != v.Error || string(got) != v.Canonical {
				t.Fatalf("got %s, %v; want %s", got, err, v.Canonical)
			}
			if v.Section == "" {
				return
			}
			digest, err := Digest(Section(v.Section), v.ID, json.RawMessage(v.JSON))
			if err != nil || hex.EncodeToString(digest[:]) != v.Digest {
				t.Errorf("digest %x, %v; want %s", digest, err, v.Digest)
			}
			if sum := sha256.Sum256([]byte(v.Section + "\n" + v.ID + "\n" + v.Canonical + "\n")); digest != sum {
				t.Error("the digest is not that of section, id and canonical bytes")
			}
		})
	}
}

func TestCanonicalIsAFixedPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.MapOf(rapid.String(), rapid.OneOf(
			rapid.Just[any](nil), rapid.Map(rapid.String(), toAny), rapid.Map(rapid.IntRange(-largestExact, largestExact), toAny), rapid.Map(rapid.Bool(), toAny),
		)).Draw(t, "value")
		once, err := Canonical(value)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := CanonicalJSON(once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%s became %s (%v)", once, twice, err)
		}
	})
}

func toAny[T any](v T) any { return v }

func TestUpgradesRunInOrder(t *testing.T) {
	mark := func(s string) upgrade {
		return func(tree map[string]any) error { tree["name"] = tree["name"].(string) + s; return nil }
	}
	out, err := upgraded([]byte(`{"schema":1,"name":"d"}`), 3, []upgrade{mark("-2"), mark("-3")})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"name":"d-2-3","schema":3}`; string(out) != want {
		t.Errorf("got %s, want %s", out, want)
	}
	if len(upgrades) != Schema-1 {
		t.Errorf("%d upgrades for schema %d", len(upgrades), Schema)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(encoded(f, small(f))))
	f.Add([]byte(`{"schema":1,"resources":{"scope00000000":{"kind":"scope"}}}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		d, err := Decode(in)
		if err != nil {
			if _, ok := AsFault(err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		text := encoded(t, d)
		again, err := Decode([]byte(text))
		if err != nil {
			t.Fatalf("our own file is refused: %v\n%s", err, text)
		}
		if encoded(t, again) != text {
			t.Fatal("a second reading differs")
		}
	})
}

func FuzzOps(f *testing.F) {
	f.Add([]byte(`[{"op":"put","section":"resources","id":"vpc000000002","value":{"kind":"vpc","parent":"scope00000000"}},{"op":"del","section":"resources","id":"vpc000000001"}]`))
	f.Add([]byte(`[{"op":"patch","section":"resources","id":"sgweb00000001","path":"props.ingress.http","value":null},{"op":"move","id":"instanceweb01","parent":"subnetprivat1"}]`))
	f.Fuzz(func(t *testing.T, in []byte) {
		if CheckJSON(in) != nil {
			return
		}
		var ops Ops
		if err := json.Unmarshal(in, &ops); err != nil {
			return
		}
		d := small(t)
		before := encoded(t, d)
		_, inverse, err := Apply(d, ops)
		if err == nil {
			if err := d.Check(); err != nil {
				t.Fatalf("an accepted edit breaks a rule: %v", err)
			}
			if _, _, err := ApplyTrusted(d, inverse); err != nil {
				t.Fatalf("the inverse is refused: %v", err)
			}
		}
		if encoded(t, d) != before {
			t.Fatal("the design is not as before")
		}
	})
}

// What is built in memory reads as what is written and read: in one spelling, with names for exports, checked.
func TestSettledIsDecoded(t *testing.T) {
	built := small(t)
	built.Resources["vpc000000002"] = &Resource{
		Kind: kind.VPCKind, Name: "cafe\u0301", Parent: "scope00000000",
		Props: &kind.VPC{Tenancy: "default", CIDR: netip.MustParsePrefix("10.9.8.7/16")},
	}
	for _, own := range []string{MainRouteTableID("vpc000000002"), DefaultNetworkACLID("vpc000000002"), DefaultSecurityGroupID("vpc000000002")} {
		like := *built.Resources[strings.Replace(own, "vpc000000002", "vpc000000001", 1)]
		like.Parent, like.Tags, like.ExportName = "vpc000000002", nil, ""
		built.Resources[own] = &like
	}
	settled, err := Settled(built)
	if err != nil {
		t.Fatal(err)
	}
	read, err := Decode([]byte(encoded(t, built)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := encoded(t, settled), encoded(t, read); got != want {
		t.Errorf("settled:\n%s\nread:\n%s", got, want)
	}
	vpc := settled.Resources["vpc000000002"]
	if vpc.Name != "caf\u00e9" || vpc.ExportName == "" || vpc.Tags == nil {
		t.Errorf("%+v", vpc)
	}
	if built.Resources["vpc000000002"].ExportName != "" {
		t.Error("what was built has changed")
	}
	built.Resources["vpc000000002"].Parent = "nobody0000000"
	if _, err := Settled(built); err == nil {
		t.Error("an unsound design is taken")
	}
}

// The quick checks say what the patterns say, which the schema of the file shows.
func TestNamesFollowTheirPatterns(t *testing.T) {
	id, key := regexp.MustCompile(idPattern), regexp.MustCompile(keyPattern)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringMatching(`[a-z0-9A-Z_@[`+"`"+`{-]{0,34}`), rapid.StringMatching(`[a-z][a-z0-9]{8,16}\n?`), rapid.String(),
		).Draw(t, "s")
		if isID(s) != id.MatchString(s) || isKey(s) != key.MatchString(s) {
			t.Fatalf("%q: an id %v, a key %v", s, isID(s), isKey(s))
		}
	})
}
