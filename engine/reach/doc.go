// Package reach is the core: it compiles a design into a network of filters, routes and gateways,
// and answers who can open which conversation with whom, by which way, and if not, every reason.
//
// # The model
//
// A conversation is a request and its reply. Compile turns a design into a Network (compile.go lists
// the steps); it never fails, because a half-typed design is the normal case. What AWS would refuse
// counts as absent; what contradicts itself is walked in each of its possible forms.
//
// A walk (walk.go) takes a conversation from node to node, there and back, in the order in which AWS
// looks at a packet: groups of the sender, network ACL, route table, gateway, network ACL, groups of
// the receiver. Each kind of resource brings its nodes in a file of its own, named in edges (edge.go).
// Where something blocks, the walk notes a Reason and goes on as if that were mended, so that all
// blockers come out at once; where it cannot know the way any more it goes on at the filters nearest
// to the destination.
//
// A walk does not follow one packet but a class (class.go): sets of ports, and of addresses where
// those are not known. As long as every filter treats the class alike it stays whole; where one does
// not, the class is split and its parts are walked again. Single packets are classes of one. The
// answer is therefore exact, and costs as many walks as the filters on the way tell cases apart.
//
// What is not known is walked in all its forms too. What passes in every form is sure, what passes
// in some is possible, and a verdict that needs to know more is Unknown, never Blocked. An address
// that AWS will pick is any assignable one of its subnet, or any public one.
//
// A new kind is one file with its build and its nodes, and one line in edges. What a route can lead
// to is a target; a translation of addresses is a slot more in class.go; a client with other source
// ports says so when its interfaces are made (addInterfaces).
//
// # What counts
//
// A resource is one end, whatever its interfaces and addresses: any of them counts. A group (scope,
// VPC, subnet, security group) stands for each of its interfaces; those that no filter can tell
// apart are walked once (Pair.Weight). A block of addresses stands for the interfaces that have an
// address there and for the hosts outside; it is cut where filters cut it. "internet" is the public
// addresses that no rule, route or flow of the design names.
//
// Between interfaces of one VPC the public address of the receiver counts only as far as it is sure
// to work; see waysTo.
//
// A database, a function, a container service and an interface endpoint have a place in each of their
// subnets, and each counts, as the nodes of a load balancer do. A database of a single zone lives in
// one of its places, and which is not known. Functions answer nothing, endpoints start nothing. A
// database answers whatever its groups let in, as an instance does.
//
// An AWS service is asked by its name, as it resolves where the client is (name.go): an interface
// endpoint with private DNS in the client's VPC, else public addresses, to which a gateway endpoint
// or the way to the internet leads. Nobody knows those addresses beforehand, so they are a symbol
// (serviceSet); no other end has one of them. What a record stands for is found in the same way.
//
// The source ports of a client are 32768 to 60999 for instances (Linux), and 1024 to 65535 for hosts
// outside (semantics 71, 151), functions and endpoints; Pair.Client says which were taken.
//
// Behind a NAT gateway a request shows the gateway's address and ports (1024 to 65535, semantics 38),
// which the gateway picks: what passes from some of them only is Partly. A NAT gateway and an
// interface that stands alone are no members of a group or block.
//
// A load balancer is asked at each of its nodes, and each node counts: clients get all addresses.
// The answer about one is what its listener lets in as far as targets answer behind it, told as legs
// (Pair.Balanced). It starts nothing but conversations with its targets.
//
// A network load balancer that keeps the client's address changes the destination alone: the walk goes
// on through its node to the target, and the reply comes back by the node (networkbalancer.go). Its
// nodes ask the targets of their own zone, unless it works across zones. A node without any is told as
// a dead end: AWS takes it out of the name, but who keeps its address asks it still.
//
// # What is not modelled
//
// What follows makes a verdict Unknown, never Blocked, with the reason UNSUPPORTED_COMPONENT, or
// UNKNOWN_RESOURCE where it is no kind and a route names it by its AWS id:
//
//   - transit gateways (semantics 59, 79, 80, 90 to 100, 123, 149, 150);
//   - gateway route tables, and what a middlebox does with a packet that a route hands to an interface
//     (semantics 10, 17 to 19, 21, 121);
//   - VPC Block Public Access (semantics 33), regional NAT gateways (semantics 43, their half), NAT64
//     (semantics 44), and two NAT gateways in a row;
//   - Direct Connect gateways (semantics 122), gateway load balancers (semantics 136), and services of
//     one's own behind an NLB (PrivateLink, semantics 133).
//
// Health of targets (legs say whether checks get through), and anything beyond the network: processes
// that listen, host firewalls, identities and policies (Pair.Notes says so of AWS services). Of names,
// only those of services and of hosted zones; resolvers of one's own and the names of instances and
// load balancers are not. Services are asked over IPv4, and on any port where no endpoint answers.
package reach
