package terraform

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeFlowLog writes a flow log with what it writes to, and the role that may. An instance is recorded at
// each of its interfaces.
func writeFlowLog(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.FlowLog)
	for n, to := range w.watched(id, r, p) {
		called, row := w.names[id], []string{}
		if to.row != "" {
			row = append(row, "watches."+to.row)
		}
		if n > 0 {
			called = w.derived(typeFlowLog, id, keyName(to.row))
		}
		var destination, role expression
		if p.Destination == kind.LogToS3 {
			destination = ref(typeBucket, w.bucket(id, p), "arn")
		} else {
			group := w.logGroup(id, p)
			destination, role = ref(typeLogGroup, group, "arn"), ref(typeRole, w.flowRole(id, group), "arn")
		}
		w.tag(w.resource(typeFlowLog, called, id, row...).
			set(to.argument, to.id).
			set("traffic_type", text(p.TrafficType)).
			set("log_destination_type", text(p.Destination)).
			set("log_destination", destination).
			set("iam_role_arn", role), id, r)
	}
}

// A watch is what a flow log records; row is the interface's where it is one of an instance.
type watch struct {
	argument, row string
	id            expression
}

func (w *writer) watched(id string, r *design.Resource, p *kind.FlowLog) []watch {
	arguments := map[string]string{"VPC": "vpc_id", "Subnet": "subnet_id", "NetworkInterface": "eni_id"}
	switch {
	case p.Watches.External != nil:
		return []watch{{argument: arguments[exchange.WatchedType(p.Watches.External.AWSID)], id: text(p.Watches.External.AWSID)}}
	case p.Watches.IsZero():
		return []watch{{argument: "vpc_id", id: w.attribute(r.Parent, "id")}}
	}
	switch w.d.Resources[p.Watches.ID].Kind {
	case kind.SubnetKind:
		return []watch{{argument: "subnet_id", id: w.attribute(p.Watches.ID, "id")}}
	case kind.NetworkInterfaceKind:
		return []watch{{argument: "eni_id", id: w.attribute(p.Watches.ID, "id")}}
	}
	all := []watch{}
	for _, row := range w.interfacesOf(p.Watches.ID) {
		all = append(all, watch{argument: "eni_id", row: row.Key, id: w.interfaceID(p.Watches.ID, row.Key)})
	}
	return all
}

// retention is how long logs are kept, in days.
const retention = 30

func (w *writer) logGroup(id string, p *kind.FlowLog) string {
	name := exchange.LogPlace(id, p, w.lose)
	return w.once("group "+w.scope+w.own(name, id), func() string {
		called := w.derived(typeLogGroup, id)
		b := w.resource(typeLogGroup, called, id, "logGroup")
		if name != "" {
			b.set("name", text(name))
		}
		b.set("retention_in_days", number(retention))
		return called
	})
}

// own is what a thing is shared by: its name, or nobody.
func (w *writer) own(name, id string) string {
	if name == "" {
		return " of " + id
	}
	return " " + name
}

func (w *writer) bucket(id string, p *kind.FlowLog) string {
	name := exchange.LogPlace(id, p, w.lose)
	return w.once("bucket "+w.scope+w.own(name, id), func() string {
		called := w.derived(typeBucket, id)
		b := w.resource(typeBucket, called, id, "logGroup")
		if name != "" {
			b.set("bucket", text(name))
		}
		w.resource(typeBucketAccess, w.derived(typeBucketAccess, id), id, "logGroup").
			set("bucket", ref(typeBucket, called, "id")).
			set("block_public_acls", boolean(true)).set("block_public_policy", boolean(true)).
			set("ignore_public_acls", boolean(true)).set("restrict_public_buckets", boolean(true))
		return called
	})
}

// flowRole lets flow logs write into one log group.
func (w *writer) flowRole(id, group string) string {
	return w.once("role "+group, func() string {
		called := w.unused(typeRole, w.names[id], id)
		w.role(called, id, "vpc-flow-logs.amazonaws.com")
		actions := texts([]string{"logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"})
		w.resource(typeRoleInline, w.unused(typeRoleInline, called, ""), id, "role").
			set("role", ref(typeRole, called, "name")).
			set("policy", statement([]string{"Action", "Resource"}, actions, suffixed(ref(typeLogGroup, group, "arn"), ":*")))
		return called
	})
}
