package cloudformation

import (
	"path/filepath"
	"testing"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/drawn"
	"vpcanvas/engine/format/internal/promise"
	"vpcanvas/internal/golden"
)

// Two VPCs with each other, with a corporate network and with services of AWS, over both families.
func TestConnected(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "connected.txtar"), archive(drawn.Connected(t), "Each property of the kinds that connect a network, once.\n", ".yaml"))
}

func TestRefused(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "refused.txtar"), archive(drawn.Refused(t), "What AWS would not make, and how it is listed.\n", ".yaml"))
}

func TestApart(t *testing.T) {
	golden.Archive(t, filepath.Join("testdata", "apart.txtar"), archive(drawn.Apart(t), "Two accounts: a template for each.\n", ".yaml"))
}

// known are the designs that this package's tests draw.
func known(t testing.TB) []*design.Design {
	return []*design.Design{everything(t), nothingFits(t), drawn.Connected(t), drawn.Refused(t), drawn.Apart(t)}
}

// notInTheMock are what the mock does not know: resource types, an existing instance profile, a block of one's
// own. cfn-lint alone proves those.
var notInTheMock = []string{
	"instance01", "instance02", "interface0", "listoffice", "listempty0", "listsix000", "line000000", "customer01", "vpn0000002", "peering001",
	"dboracle00", "dbsqlserve", "dbaurora00", "dbaurora01", "dbredshift", "dbredshif1", "dbredis000", "dbmemcache", "function00", "function01",
	"containers", "container1", "flowleg000", "flowbucket", "flowout000", "zonepublic", "zoneinside", "endpointkms", "addressnlb", "groupstls0",
}

// connectedInTheMock takes out of the connected network what the mock does not make.
func connectedInTheMock() design.Ops {
	ops := design.Ops{
		patch("vpc0000000", "props.ipv6Cidrs.own", "null"), patch("subnetc000", "props.ipv6Cidr", `""`), patch("subnetc000", "props.ipv6Index", `"ff"`),
		patch("balancernet", "props.subnets.a", `{"subnet":"subneta000"}`), patch("balancernet", "props.subnets.c", `{"subnet":"subnetc000"}`),
		patch("group00000", "props.ingress.offices", "null"), patch("group00000", "props.egress.mysql", "null"), patch("group00000", "props.egress.s3", "null"),
		patch("vpc0000000", "props.tenancy", `"default"`), patch("groupstcp0", "props.preserveClientIp", `"default"`), patch("balancernet", "props.listeners.tls", "null"),
		patch("groupstcp0", "props.targets.host", "null"), // by an address that AWS picks
	}
	for _, row := range []string{"list", "lists6", "leg", "outside", "partner", "s3"} {
		ops = append(ops, patch("table00000", "props.routes."+row, "null"))
	}
	for _, id := range notInTheMock {
		ops = append(ops, design.Del{Section: design.Resources, ID: id})
	}
	return ops
}

// Between them the designs of these tests need every sentence: none is dead, none lacks a language.
func TestEverySentenceIsSaid(t *testing.T) {
	losses := []exchange.Loss{}
	for _, d := range append(known(t), design.New("empty"), full(t)) {
		_, said := Write(d, ".yaml")
		losses = append(losses, said...)
	}
	promise.AllSaid(t, losses, sentences, exchange.Sentences)
}
