package design

import (
	"fmt"
	"testing"
)

// big is a VPC with n instances in one subnet.
func big(t *testing.B, n int) *Design {
	t.Helper()
	d := small(t)
	for i := range n {
		mustApply(t, d, put(fmt.Sprintf("instance%08d", i), fmt.Sprintf(`{"kind":"instance","name":"host %d","parent":"subnetprivat1","props":{"interfaces":{"eth0":{"groups":{"sgweb00000001":true}}}}}`, i)))
	}
	return d
}

func BenchmarkApplyPatch(b *testing.B) {
	d := big(b, 1000)
	ops := Ops{Patch{Resources, "instance00000500", "props.state", raw(`"stopped"`)}}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Apply(d, ops); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApplyDelete(b *testing.B) {
	d := big(b, 1000)
	ops := Ops{Del{Resources, "sgweb00000001"}}
	b.ReportAllocs()
	for b.Loop() {
		_, inverse, err := Apply(d, ops)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := ApplyTrusted(d, inverse); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkClone(b *testing.B) {
	d := big(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		d.Clone()
	}
}

func BenchmarkEncode(b *testing.B) {
	d := big(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		encoded(b, d)
	}
}

func BenchmarkDecode(b *testing.B) {
	text := []byte(encoded(b, big(b, 1000)))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHash(b *testing.B) {
	d := big(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Hash(); err != nil {
			b.Fatal(err)
		}
	}
}
