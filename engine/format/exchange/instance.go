package exchange

import (
	"net/netip"
	"regexp"
	"slices"

	"vpcanvas/engine/kind"
)

// FourOf are the IPv4 addresses of an interface in order.
func FourOf(i kind.Interface) []string {
	found := []netip.Addr{}
	for _, row := range kind.Sorted(i.Addresses) {
		if a, err := netip.ParseAddr(row.Key); err == nil && a.Is4() {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, netip.Addr.Compare)
	words := []string{}
	for _, a := range found {
		words = append(words, a.String())
	}
	return words
}

// SixOf names the IPv6 addresses of an interface that can have none.
func SixOf(i kind.Interface) []string {
	found := []string{}
	for _, row := range kind.Sorted(i.Addresses) {
		if a, err := netip.ParseAddr(row.Key); err == nil && a.Is6() {
			found = append(found, row.Key)
		}
	}
	if i.IPv6 {
		found = append(found, "IPv6")
	}
	return found
}

// ByFamily picks the word for a block: IPv4 and IPv6 have one each.
func ByFamily(p netip.Prefix, v4, v6 string) string {
	if p.Addr().Is4() {
		return v4
	}
	return v6
}

var profileARN = regexp.MustCompile(`^arn:[a-z-]+:iam::[0-9]{12}:instance-profile/([A-Za-z0-9+=,.@_/-]+/)?([A-Za-z0-9+=,.@_-]{1,128})$`)

// ProfileName is the name of an instance profile that exists already: one that is drawn by its ARN.
func ProfileName(profile string) (name string, ok bool) {
	parts := profileARN.FindStringSubmatch(profile)
	if parts == nil {
		return "", false
	}
	return parts[2], true
}

// NATScript sets Amazon Linux 2023 up to pass on what others start, under the instance's own address
// (semantics 45).
const NATScript = `#!/bin/bash
dnf install -y iptables-services
echo net.ipv4.ip_forward=1 > /etc/sysctl.d/90-nat.conf
sysctl -p /etc/sysctl.d/90-nat.conf
iptables -t nat -A POSTROUTING -o "$(ip -o -4 route show default | awk '{print $5; exit}')" -j MASQUERADE
iptables -F FORWARD
service iptables save
systemctl enable iptables
`
