package terraform

import (
	"regexp"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/kind"
)

// profile is the name of an instance profile with a role, made once for each name; one that is drawn by its
// ARN exists.
func (w *writer) profile(id, name string) expression {
	if existing, ok := exchange.ProfileName(name); ok {
		return text(existing)
	}
	called := w.once("profile "+w.scope+" "+name, func() string {
		w.remark("instance-profile", id, "value", name)
		base := keyName(exchange.Clip(name, maxName))
		if base == "" || isDigit(base[0]) {
			base = "instance_" + base
		}
		called := w.unused(typeRole, base, "")
		w.role(called, id, "ec2.amazonaws.com", "AmazonSSMManagedInstanceCore")
		w.resource(typeProfile, called, id, "instanceProfile").set("role", ref(typeRole, called, "name"))
		return called
	})
	return ref(typeProfile, called, "name")
}

// passOn sets a NAT instance up, unless it has an image of its own, which is one already.
func (w *writer) passOn(b *block, id string, p *kind.Instance) {
	if imagePattern.MatchString(p.ImageID) {
		w.remark("nat-image", id)
		return
	}
	w.remark("nat-instance", id)
	b.set("user_data", text(exchange.NATScript))
}

// maxFunction is AWS's limit of a function's name.
const maxFunction = 64

// writeFunction writes a function with code that does nothing: a design has none.
func writeFunction(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.Function)
	runtime, asDrawn := exchange.RuntimeOf(p.Runtime)
	if !asDrawn {
		w.lose("runtime", id, "value", p.Runtime, "written", runtime)
	}
	role := w.unused(typeRole, w.names[id], id)
	w.role(role, id, "lambda.amazonaws.com", "service-role/AWSLambdaVPCAccessExecutionRole")
	file, code, ok := exchange.Placeholder(runtime)
	if ok {
		w.packed(id, file, code)
	}
	b := w.resource(typeFunction, w.names[id], id).
		set("function_name", text(exchange.Clip(w.names[id], maxFunction))).
		set("role", ref(typeRole, role, "arn")).
		set("runtime", text(runtime)).set("handler", text("index.handler"))
	if ok {
		w.remark("placeholder", id)
		b.set("filename", ref("data", archiveFile, w.names[id], "output_path")).
			set("source_code_hash", ref("data", archiveFile, w.names[id], "output_base64sha256"))
	} else {
		bucketName, bucket := w.ask(w.names[id]+"_code_bucket", "Bucket with the code of "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+".")
		keyName, key := w.ask(w.names[id]+"_code_key", "Archive with the code of "+exchange.ClipRunes(w.nameOf(id), exchange.MaxTagValue)+".")
		w.remark("code", id, "parameter", bucketName+", "+keyName)
		b.set("s3_bucket", bucket).set("s3_key", key)
	}
	network := newBlock("vpc_config").set("subnet_ids", w.placed(b, id, p.Subnets, false)).
		set("security_group_ids", w.groups(b, id, kind.Interface{Groups: p.SecurityGroups}))
	// AWS asks at once whether the role may make interfaces.
	w.tag(b.put(network).dependsOn(ref(typeRolePolicy, role)), id, r)
}

const archiveFile = "archive_file"

// packed adds the archive of a function's code, which a provider of its own packs.
func (w *writer) packed(id, file, code string) {
	w.archive = true
	w.main = append(w.main, entry{w.heading(kind.FunctionKind), newBlock("data", archiveFile, w.names[id]).
		set("type", text("zip")).
		set("output_path", around("", ref("path", "module"), "/"+w.names[id]+".zip")).
		put(newBlock("source").set("content", text(code)).set("filename", text(file)))})
}

// The smallest task of Fargate.
const (
	taskCPU    = "256"
	taskMemory = "512"
	container  = "app"
)

var containerImage = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}$`)

// writeContainerService writes the service with a cluster of its own.
func writeContainerService(w *writer, id string, r *design.Resource) {
	p := r.Props.(*kind.ContainerService)
	cluster := w.derived(typeCluster, id)
	w.resource(typeCluster, cluster, id, "cluster").set("name", text(w.names[id]))
	task := w.task(id, p)
	b := w.resource(typeService, w.names[id], id).
		set("name", text(w.names[id])).
		set("cluster", ref(typeCluster, cluster, "id")).
		set("task_definition", ref(typeTask, task, "arn")).
		set("launch_type", text(p.LaunchType)).
		set("desired_count", number(p.DesiredCount))
	network := newBlock("network_configuration").set("subnets", w.placed(b, id, p.Subnets, false)).
		set("security_groups", w.groups(b, id, kind.Interface{Groups: p.SecurityGroups}))
	if p.LaunchType == kind.LaunchEC2 {
		w.remark("container-capacity", id)
		if p.AssignPublicIP {
			w.lose("container-public", id)
		}
	} else {
		network.set("assign_public_ip", boolean(p.AssignPublicIP))
	}
	b.put(network)
	w.register(b, id, p)
	w.tag(b, id, r)
}

func (w *writer) task(id string, p *kind.ContainerService) string {
	image := p.Image
	if !containerImage.MatchString(image) {
		w.lose("container-image", id, "value", image)
		image = kind.Get(kind.ContainerServiceKind).New().(*kind.ContainerService).Image
	}
	execution := w.unused(typeRole, w.names[id], id)
	w.role(execution, id, "ecs-tasks.amazonaws.com", "service-role/AmazonECSTaskExecutionRolePolicy")
	called := w.derived(typeTask, id)
	ports := list(fields([]string{"containerPort"}, []expression{number(p.ContainerPort)}))
	only := fields([]string{"name", "image", "essential", "portMappings"}, []expression{text(container), text(image), boolean(true), ports})
	w.resource(typeTask, called, id, "task").
		set("family", text(w.names[id])).
		set("network_mode", text("awsvpc")).
		set("requires_compatibilities", texts([]string{p.LaunchType})).
		set("cpu", text(taskCPU)).set("memory", text(taskMemory)).
		set("execution_role_arn", ref(typeRole, execution, "arn")).
		set("container_definitions", call("jsonencode", list(only)))
	return called
}

// register ties a service to the target groups that name it: ECS registers each task by itself. It wants the
// listener first, which no reference says.
func (w *writer) register(b *block, id string, p *kind.ContainerService) {
	rows := []string{}
	for _, reg := range w.making.Registered(id, w.deaf) {
		if reg.Balancer == "" {
			continue // listed with its target group
		}
		rows = append(rows, reg.Group+"."+reg.Row)
		b.put(newBlock("load_balancer").set("target_group_arn", w.attribute(reg.Group, "arn")).
			set("container_name", text(container)).set("container_port", number(p.ContainerPort)))
		b.dependsOn(ref(typeListener, w.listenerName(reg.Balancer, reg.Listener)))
	}
	if len(rows) > 0 {
		b.mark("targets", rows...)
	}
}

// listenerName is the Terraform name of a listener; others may wait for it.
func (w *writer) listenerName(id, key string) string {
	return w.once("listener "+id+"."+key, func() string { return w.derived(typeListener, id, keyName(key)) })
}
