// Package netset holds exact sets of network traffic: addresses, ports, ICMP types, and packets
// made of them. Everything is an immutable value; no operation changes its operands.
//
// Sets are sorted lists of disjoint ranges. The sets that a design produces have a handful of
// ranges, where a sorted slice beats any tree, and equal sets have equal lists.
//
// An address that is not known at design time is the AddrSet of what it may turn out to be. A filter
// that holds for the whole set holds for the address, one that holds for none of it does not, and
// one that splits it is not known: In answers Yes, No or Maybe.
//
// Knowledge about traffic is a Three: what passes surely, and what passes possibly.
package netset
