package cloudformation

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// writeFlowLog writes a flow log with what it writes to, and the role that may.
func writeFlowLog(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.FlowLog)
	if !w.made[id] {
		w.leftOut(id, r)
		return
	}
	watched := w.watched(id, r, p)
	if len(watched) == 0 {
		w.lose("flow-interface", id)
		return
	}
	for n, to := range watched {
		called := w.logical[id]
		if n > 0 {
			called = w.derived(id, "", to.row)
		}
		m := newMade(typeFlowLog, id)
		if to.row != "" {
			m.row("watches", to.row)
		}
		m.set("ResourceId", to.id).set("ResourceType", text(to.typ)).set("TrafficType", text(p.TrafficType)).set("LogDestinationType", text(p.Destination))
		if p.Destination == kind.LogToS3 {
			m.set("LogDestination", getAtt{w.bucket(id, p), "Arn"})
		} else {
			group := w.logGroup(id, p)
			m.set("LogGroupName", ref(group)).set("DeliverLogsPermissionArn", getAtt{w.flowRole(id, group), "Arn"})
		}
		w.add(called, w.tags(m, id, r))
	}
}

// A watch is what a flow log records; row is the interface's where it is one of an instance.
type watch struct {
	typ, row string
	id       value
}

func (w *writer) watched(id string, r *design.Resource, p *kind.FlowLog) []watch {
	if p.Watches.External != nil {
		return []watch{{typ: exchange.WatchedType(p.Watches.External.AWSID), id: text(p.Watches.External.AWSID)}}
	}
	if p.Watches.IsZero() {
		return []watch{{typ: "VPC", id: ref(w.logical[r.Parent])}}
	}
	switch to := w.d.Resources[p.Watches.ID].Props.(type) {
	case *kind.Subnet:
		return []watch{{typ: "Subnet", id: ref(w.logical[p.Watches.ID])}}
	case *kind.NetworkInterface:
		return []watch{{typ: "NetworkInterface", id: ref(w.logical[p.Watches.ID])}}
	case *kind.Instance:
		if len(to.Interfaces) < 2 {
			return nil
		}
		all := []watch{}
		for _, row := range kind.Sorted(to.Interfaces) {
			all = append(all, watch{typ: "NetworkInterface", row: row.Key, id: ref(w.interfaceName(p.Watches.ID, row.Key))})
		}
		return all
	}
	return nil
}

// once makes what several elements share, by what it is for.
func (w *writer) once(what string, add func() string) string {
	if w.shared[what] == "" {
		w.shared[what] = add()
	}
	return w.shared[what]
}

const retain = "Retain"

// retention is how long logs are kept, in days.
const retention = 30

func (w *writer) logGroup(id string, p *kind.FlowLog) string {
	return w.logPlace(id, p, typeLogGroup, "LogGroup", func(m *made) { m.set("RetentionInDays", number(retention)) })
}

func (w *writer) bucket(id string, p *kind.FlowLog) string {
	return w.logPlace(id, p, typeBucket, "Bucket", func(m *made) {
		rule := newObject().set("ServerSideEncryptionByDefault", newObject().set("SSEAlgorithm", text("AES256")))
		m.set("BucketEncryption", newObject().set("ServerSideEncryptionConfiguration", list{rule})).
			set("PublicAccessBlockConfiguration", newObject().set("BlockPublicAcls", boolean(true)).set("BlockPublicPolicy", boolean(true)).
				set("IgnorePublicAcls", boolean(true)).set("RestrictPublicBuckets", boolean(true)))
	})
}

// logPlace is what flow logs write to: one resource for each name, and one for each log without.
func (w *writer) logPlace(id string, p *kind.FlowLog, typ, what string, fill func(*made)) string {
	name := exchange.LogPlace(id, p, w.lose)
	of := " called " + name
	if name == "" {
		of = " of " + id
	}
	return w.once(typ+of, func() string {
		m := newMade(typ, id)
		m.kept = retain
		if name != "" {
			m.set(what+"Name", text(name))
		}
		fill(m)
		called := w.derived(id, what)
		w.add(called, m)
		return called
	})
}

// flowRole lets flow logs write into one log group.
func (w *writer) flowRole(id, group string) string {
	return w.once("role "+group, func() string {
		called := w.derived(id, "Role")
		actions := list{text("logs:CreateLogStream"), text("logs:PutLogEvents"), text("logs:DescribeLogGroups"), text("logs:DescribeLogStreams")}
		allowed := newObject().set("Effect", text("Allow")).set("Action", actions).set("Resource", getAtt{group, "Arn"})
		w.role(called, id, "vpc-flow-logs.amazonaws.com").
			set("Policies", list{newObject().set("PolicyName", text("write")).set("PolicyDocument", statement(allowed))})
		return called
	})
}
