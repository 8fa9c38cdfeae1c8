package design

import (
	"net/netip"
	"testing"

	"vpcanvas/engine/kind"
)

// check and trace call an end by the same words; a single address is no block.
func TestEndText(t *testing.T) {
	d := New("")
	d.Resources["instanceweb"] = &Resource{Kind: kind.InstanceKind, Name: "Web"}
	d.Resources["instanceone"] = &Resource{Kind: kind.InstanceKind}
	for want, e := range map[string]End{
		"Web":                {Ref: kind.To("instanceweb")},
		"instanceone":        {Ref: kind.To("instanceone")},
		"internet":           {Ref: kind.To(kind.Internet)},
		"192.0.2.7":          {CIDR: netip.MustParsePrefix("192.0.2.7/32")},
		"192.0.2.0/24":       {CIDR: netip.MustParsePrefix("192.0.2.0/24")},
		"2001:db8::1":        {CIDR: netip.MustParsePrefix("2001:db8::1/128")},
		"s3":                 {Service: "s3", Region: "eu-west-1"},
		"gone with the zone": {Ref: kind.Ref{Gone: &kind.Gone{Kind: kind.SubnetKind, Name: "gone with the zone"}}},
		"eni-0123":           {Ref: kind.Ref{External: &kind.External{AWSID: "eni-0123"}}},
	} {
		if got := d.EndText(e); got != want {
			t.Errorf("%+v: %q, want %q", e, got, want)
		}
	}
}
