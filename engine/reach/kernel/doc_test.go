// Package kernel_test is the third witness of the reachability core: the Linux kernel.
//
// The walk and the sets read the same document with the same understanding of AWS; what both
// misunderstand, neither tells. So random designs are also built, as network namespaces joined by veth
// pairs, and real packets are sent through them. Every piece of AWS's behaviour is put into the terms
// of another system here, from AWS's text and not from the core's code:
//
//	subnet             a bridge: neighbours reach each other without router and border (semantics 15, 72)
//	route table        a routing table that is chosen by the interface on which a packet comes in
//	network ACL        rules without state where the router forwards from or to the bridge
//	security group     connection tracking on the instance itself
//	internet gateway   an edge that exchanges addresses one to one, packet by packet, and passes IPv6 on
//	egress-only one    connection tracking on the same edge: IPv6 that starts inside, and what answers it
//	NAT gateway        a host in its subnet that masquerades
//	the internet       a namespace with the addresses of a few hosts
//
// Half of the designs speak IPv6 as well, without anything else about them being another. How IPv6 finds a
// neighbour is machinery of the link, which no filter is asked about; nothing advertises itself, and nobody
// waits for another who has the same address.
//
// A probe is a TCP connection with a byte each way, a UDP datagram and its answer, or an echo request,
// from a source port that the client may use. What came back is compared with the sure and the possible
// set of Trace and of Matrix; of datagrams also whether at least the request came through.
//
// The namespaces have no names: they end with the process that holds them, however it ends, and two
// runs never meet. Where the kernel cannot be asked, the tests say so and are skipped.
package kernel_test
