package mutation_test

// A mutant is the core with one mistake in it. old must stand in the file exactly once, so that a
// mutant follows the code or says that it was left behind.
type mutant struct {
	mistake  string
	file     string
	old, new string
	// by is a witness that must notice.
	by *witness
}

// mutants are mistakes in each filter and router: of the walk, then of the sets.
var mutants = []mutant{
	{"security group: only the first of several counts", "securitygroup.go", "for _, g := range i.groups {\n\t\tlist, typed", "for _, g := range i.groups[:1] {\n\t\tlist, typed", kernel},
	{"security group: a reference matches public addresses", "securitygroup.go", "i != nil && !s.isPublic() && i.in(r.peer)", "i != nil && i.in(r.peer)", kernel},
	{"security group: a reference matches everybody", "securitygroup.go", "!s.isPublic() && i.in(r.peer)", "!s.isPublic()", oracle},
	{"security group: what comes in is not asked", "instance.go", "if w.dir == Forward && i.subnet != nil && w.split == nil {", "if w.dir == Return && i.subnet != nil && w.split == nil {", oracle},
	{"security group: replies are asked too", "instance.go", "\t\tw.filterGroups(i, true)\n\t}\n", "\t\tw.filterGroups(i, true)\n\t} else {\n\t\tw.filterGroups(i, true)\n\t}\n", oracle},
	{"security group: an instance without one has none", "instance.go", "groups = []*group{v.group}", "groups = []*group{{id: v.group.id, vpc: v, props: v.group.props}}", kernel},
	{"network ACL: the highest number decides", "networkacl.go", "cmp.Compare(a.number, b.number)", "cmp.Compare(b.number, a.number)", oracle},
	{"network ACL: deny is ignored", "networkacl.go", "allow: e.Action == kind.Allow,", "allow: true,", oracle},
	{"network ACL: replies are not asked", "networkacl.go", "\ta := s.acl\n\tentries, peer", "\tif w.dir == Return {\n\t\treturn\n\t}\n\ta := s.acl\n\tentries, peer", oracle},
	{"network ACL: inbound entries look at the destination", "networkacl.go", "entries, peer := a.ingress, w.from", "entries, peer := a.ingress, w.to", oracle},
	{"network ACL: outbound entries are not asked", "subnet.go", "\tw.filterACL(n.s, true)\n", "", oracle},
	{"network ACL: asked inside a subnet too", "instance.go", "there.iface.subnet == i.subnet && !w.to.isPublic() {", "there.iface.subnet == i.subnet && false {", oracle},
	{"network ACL: a subnet without one has no filter", "subnet.go", "s.table, s.acl = s.vpc.main, s.vpc.acl", "s.table, s.acl = s.vpc.main, s.vpc.acl\n\t\tif s.props.NetworkACL.IsZero() {\n\t\t\ts.acl = b.compileACL(s.vpc.acl.id, s.vpc, kind.DefaultNetworkACL())\n\t\t}", kernel},
	{"route table: the shortest prefix wins", "routetable.go", "cmp.Compare(b.bits(), a.bits())", "cmp.Compare(a.bits(), b.bits())", oracle},
	{"route table: a blackhole is no route", "routetable.go", "func (blackhole) allows(*route) bool { return true }", "func (blackhole) allows(*route) bool { return false }", oracle},
	{"route table: a main table that was replaced is used on", "vpc.go", "case main != nil && main.vpc == v:", "case false:", kernel},
	{"route table: the subnet's own is not looked at", "subnet.go", "t != nil && t.vpc == s.vpc", "t != nil && t.vpc != s.vpc", oracle},
	{"route table: no local route", "routetable.go", "if !replaced[p] {", "if replaced[p] {", oracle},
	{"route table: a gateway may divert a subnet", "internetgateway.go", "return !r.table.vpc.blocks.Covers(netset.Prefixes(r.dest))", "return true", kernel},
	{"route table: a NAT gateway may divert any part of the VPC", "natgateway.go", "return !v.blocks.Covers(netset.Prefixes(dest)) || v.divertible[dest]", "return true", kernel},
	{"route table: the gateway of another VPC will do", "internetgateway.go", "if g.vpc != nil && g.vpc != r.table.vpc {", "if false {", kernel},
	{"route table: the interface of another VPC will do", "instance.go", "i.vpc() != nil && i.vpc() != r.table.vpc {", "false {", kernel},
	{"route table: replies are not routed", "subnet.go", "\treturn atRouter{n.s.table}\n", "\tif w.dir == Return {\n\t\treturn w.land()\n\t}\n\treturn atRouter{n.s.table}\n", oracle},
	{"walk: the reply is not followed", "walk.go", "if reply.IsEmpty() {", "if true {", oracle},
	{"internet gateway: a private address gets out", "internetgateway.go", "if !here.iface.HasPublicAddress() &&", "if false &&", oracle},
	{"internet gateway: private addresses outside are let out to", "internetgateway.go", "\tw.refuse(n.v, w.to, netset.RFC1918, IGWDest1918)\n", "", kernel},
	{"internet gateway: shared addresses outside are let out to", "internetgateway.go", "\tw.refuse(n.v, w.to, netset.RFC6598, IGWDest6598)\n", "", kernel},
	{"internet gateway: private addresses outside are let in", "internetgateway.go", "\t\tw.refuse(n.v, w.from, netset.RFC1918, IGWSource1918)\n", "", kernel},
	{"internet gateway: shared addresses outside are let in", "internetgateway.go", "\t\tw.refuse(n.v, w.from, netset.RFC6598, IGWSource6598)\n", "", kernel},
	{"internet gateway: a sender that claims to be inside is let in", "internetgateway.go", "\t\tw.refuse(n.v, w.from, n.v.blocks, GatewaySpoofed) // semantics 32\n", "", kernel},
	{"internet gateway: a private address can be reached from outside", "outside.go", "\t\tw.blockOnce(reasonKey{code: IGWPrivateForIngress, resource: there.iface.Resource})\n", "", kernel},
	{"internet gateway: a VPC without one is on the internet", "internetgateway.go", "\tdefault:\n\t\tw.blockOnce(reasonKey{code: NoPath, resource: v.id})\n", "", kernel},
	{"peering: one that is not accepted forwards", "peering.go", "case x.state != kind.PeeringActive:", "case false:", kernel},
	{"peering: groups of the peer may not be named", "securitygroup.go", "\t\t\tif x.forwards() {\n\t\t\t\treturn nil, true\n\t\t\t}\n", "", kernel},
	{"NAT gateway: a reply to what it never saw gets through", "natgateway.go", "\t\tw.block(reasonKey{code: NATInbound, resource: g.id, row: r.row})\n", "", kernel},
	{"NAT gateway: serves its own subnet", "natgateway.go", "\t\tw.block(reasonKey{code: NATLoop, resource: r.table.id, row: r.row, detail: w.net.name(g.id)})\n", "", oracle},
	{"NAT gateway: its subnet's network ACL is not asked", "natgateway.go", "if w.split == nil && g.iface.subnet != w.side(w.from).subnet() {", "if false {", kernel},
	{"NAT gateway: keeps the source port", "walk.go", "t = t.Sourced(netset.AnyClient) // semantics 38", "_ = t", kernel},
	{"NAT gateway: keeps the source address", "natgateway.go", "w.from, w.beyond = viaPrivate, true", "w.beyond = true", kernel},
	{"NAT gateway: takes any protocol", "natgateway.go", "w.only(&natTraffic,", "w.only(&netset.Everything,", oracle},
	{"interface: a stopped instance answers", "instance.go", "case !i.running:", "case false:", oracle},
	{"interface: the source/destination check is ignored", "instance.go", "\t\tw.block(reasonKey{code: ENISourceDestCheck, resource: i.Resource, row: i.Key})\n", "", kernel},
	{"interface: the source/destination check refuses what is for itself", "instance.go", "case w.side(w.to).iface == i && !w.to.isPublic():", "case false:", kernel},

	{"sets: the highest number of a network ACL decides", "matrix_sieve.go", "for i, e := range s.entries {\n\t\tif s.key[i] == 0 {", "for i := len(s.entries) - 1; i >= 0; i-- {\n\t\te := s.entries[i]\n\t\tif s.key[i] == 0 {", sets},
	{"sets: a network ACL's deny is ignored", "matrix_sieve.go", "\t\trest = rest.Minus(e.traffic)\n", "", sets},
	{"sets: the network ACL is not asked about replies", "matrix_half.go", "c.out.pass.Intersect(c.in.answered)", "c.out.pass", sets},
	{"sets: a reference matches everybody", "matrix_sieve.go", "if g == r.peer {", "if g != nil {", sets},
	{"sets: only one group rule counts", "matrix_sieve.go", "sum = sum.Union(s.rules[i].traffic)", "sum = s.rules[i].traffic", sets},
	{"sets: neighbours meet the border", "matrix_half.go", "case to.near:\n\t\treturn m.everything", "case false:\n\t\treturn m.everything", sets},
	{"sets: the shortest prefix wins", "matrix_border.go", "for i := range w.routes {\n\t\tif", "for i := len(w.routes) - 1; i >= 0; i-- {\n\t\tif", sets},
	{"sets: a blackhole passes things on", "matrix_border.go", "case blackhole, *internetGateway, *egressOnly, *vpnGateway:\n\t\treturn netset.No", "case blackhole, *internetGateway, *egressOnly, *vpnGateway:\n\t\treturn netset.Yes", sets},
	{"sets: the source/destination check is ignored", "matrix_border.go", "|| !i.running || i.check {", "|| !i.running {", sets},
	{"sets: a gateway does not ask for a public address", "matrix_half.go", "return min(answer, p.public)", "return answer", sets},
	{"sets: NAT gateways are not seen", "matrix_walk.go", "if translates(r.target) {", "if false {", sets},
	{"revisions: a group is not noted", "securitygroup.go", "\t\tw.ask(g.id)\n", "", revisions},
	{"revisions: a network ACL is not noted", "networkacl.go", "\tw.ask(a.id)\n", "", revisions},
	{"revisions: a route table is not noted", "routetable.go", "\tw.ask(t.id)\n", "", revisions},
	{"revisions: who stands for a group is not looked at", "footing.go", "!edited[a.id] &&", "", revisions},
	{"revisions: boxes on the way are plain", "../verdict/step.go", "r.islands.pointed[id] == 0 && r.network.IsPlain(id)", "true", revisions},
	{"revisions: an edited end is overlooked", "../verdict/step.go", "s.rows[e.Ref.ID] || s.plain[e.Ref.ID] || ", "", revisions},
	{"revisions: groups are not compared", "../verdict/step.go", "!s.now.network.SameGroup(s.old.network, e.Ref.ID, s.plain) ||\n", "\n", revisions},
	{"revisions: rules look at the islands of yore only", "../verdict/step.go", " || s.touchedNow[s.now.islands.at(id)]", "", revisions},
	{"revisions: references join nothing", "../verdict/islands.go", "s.over[s.of(place(s.design, id))] = s.of(place(s.design, to))", "continue", revisions},
}
