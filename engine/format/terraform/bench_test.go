package terraform

import (
	"fmt"
	"net/netip"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/internal/sample"
	"vpcanvas/engine/kind"
)

// BenchmarkWrite writes a VPC with thousands of instances, each with an Elastic IP.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 4000} {
		net := sample.New().VPC("vpc", "10.0.0.0/16").Gateway("igw", "vpc").Group("web", "vpc", "in tcp/80 0.0.0.0/0")
		for i := range n / 100 {
			subnet := fmt.Sprintf("subnet%d", i)
			net.Subnet(subnet, "vpc", netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte(i), 0}), 24).String())
			for j := range 100 {
				name := fmt.Sprintf("i%dx%d", i, j)
				net.Instance(name, subnet, "sg:web")
				net.D.Resources[sample.ID("e"+name)] = &design.Resource{Kind: kind.ElasticIPKind, Name: name, Parent: sample.ID("scope"), Props: &kind.ElasticIP{}, ExportName: name}
				eth := net.D.Resources[sample.ID(name)].Props.(*kind.Instance).Interfaces
				i0 := eth["eth0"]
				i0.Public = kind.To(sample.ID("e" + name))
				eth["eth0"] = i0
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Write(net.D, ".tf")
			}
		})
	}
}

// Reading back what 10,000 resources were written as.
func BenchmarkRead(b *testing.B) {
	d := sample.Realistic(1, 10_000).D
	files, _ := Write(d, ".tf")
	b.SetBytes(int64(len(files[0].Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(files, exchange.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
