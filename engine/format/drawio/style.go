package drawio

import (
	"strings"

	"vpcanvas/engine/format/scene"
	"vpcanvas/engine/kind"
)

// A style is a cell's list of keys and values. Nothing that people type ever stands in one: a
// semicolon would begin the next key.
type style []string

func (s style) with(keys ...string) style { return append(append(style{}, s...), keys...) }

func (s style) String() string { return strings.Join(s, ";") + ";" }

// The colours of the shapes are AWS's. Those of text are darker than the palette's own, which are
// too faint to read: 2.1 to 1 for a VPC's label, where 4.5 is the least.
const (
	none        = "none"
	ink         = "#232F3E"
	inkSoft     = "#232F3D"
	teal        = "#00A4A6"
	tealDark    = "#00595B"
	purple      = "#8C4FFF"
	purpleDark  = "#5B2DB3"
	orange      = "#ED7100"
	publicFill  = "#F2F6E8"
	publicLine  = "#7AA116"
	publicDark  = "#1B6610"
	privateFill = "#E6F6F7"
	blueLine    = "#147EBA"
	blueDark    = "#0B5A8A"
	red         = "#B42318"
	magenta     = "#C925D1"
	noteFill    = "#FFF8DC"
	noteLine    = "#B59F3B"
	white       = "#FFFFFF"
)

// container is what every frame has: it takes what is dropped into it, and lets clicks through.
var container = style{"container=1", "pointerEvents=0", "collapsible=0", "recursiveResize=0"}

func group(stencil, fill, stroke, font string, dashed bool) style {
	s := style{
		"points=[[0,0],[0.25,0],[0.5,0],[0.75,0],[1,0],[1,0.25],[1,0.5],[1,0.75],[1,1],[0.75,1],[0.5,1],[0.25,1],[0,1],[0,0.75],[0,0.5],[0,0.25]]",
		"outlineConnect=0", "gradientColor=none", "html=1", "whiteSpace=wrap", "fontSize=12", "fontStyle=0",
	}
	s = append(s, container...)
	return append(s, "shape=mxgraph.aws4.group", "grIcon=mxgraph.aws4."+stencil, "strokeColor="+stroke, "fillColor="+fill,
		"verticalAlign=top", "align=left", "spacingLeft=30", "fontColor="+font, "dashed="+bit(dashed))
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func subnet(i scene.Item) style {
	if i.Public {
		return group("group_security_group", publicFill, publicLine, publicDark, false).with("grStroke=0")
	}
	return group("group_security_group", privateFill, teal, blueDark, false).with("grStroke=0")
}

func lane() style {
	s := style{"fillColor=none", "strokeColor=" + blueLine, "dashed=1", "verticalAlign=top", "align=left", "spacingLeft=6", "fontStyle=0", "fontColor=" + blueDark, "whiteSpace=wrap", "html=1"}
	return append(s, container...)
}

func icon(stencil, fill string) style {
	return style{
		"sketch=0", "outlineConnect=0", "fontColor=" + ink, "gradientColor=none", "fillColor=" + fill, "strokeColor=none", "dashed=0",
		"verticalLabelPosition=bottom", "verticalAlign=top", "align=center", "html=1", "fontSize=12", "fontStyle=0", "aspect=fixed",
		"pointerEvents=1", "shape=mxgraph.aws4." + stencil,
	}
}

// plain is the look of a kind whose every item has the same icon.
func plain(stencil, fill string) func(scene.Item) style {
	return func(scene.Item) style { return icon(stencil, fill) }
}

func muted(s style, i scene.Item) style {
	if i.Muted {
		return s.with("opacity=50")
	}
	return s
}

func instance(i scene.Item) style { return muted(icon("instance2", orange), i) }

// gateway sits on the border of its VPC; its label stands outside of that line, beside the icon. That of
// a detached one hangs below.
func gateway(stencil string) func(scene.Item) style {
	return func(i scene.Item) style {
		s := icon(stencil, purple)
		switch {
		case i.Muted:
			return muted(s, i)
		case i.Lower:
			return s.with("labelPosition=right", "verticalLabelPosition=middle", "verticalAlign=bottom", "align=left", "spacingLeft=4")
		}
		return s.with("labelPosition=right", "verticalLabelPosition=middle", "align=left", "spacingLeft=4")
	}
}

// fading is the look of a kind whose items may be there and do nothing.
func fading(stencil, fill string) func(scene.Item) style {
	return func(i scene.Item) style { return muted(icon(stencil, fill), i) }
}

// tile is the square icon of a service.
func tile(stencil, fill string) style {
	return style{
		"sketch=0", "outlineConnect=0", "fontColor=" + ink, "fillColor=" + fill, "strokeColor=" + white, "dashed=0",
		"verticalLabelPosition=bottom", "verticalAlign=top", "align=center", "html=1", "fontSize=12", "fontStyle=0", "aspect=fixed",
		"shape=mxgraph.aws4.resourceIcon", "resIcon=mxgraph.aws4." + stencil,
	}
}

// database has icons by product: a data warehouse and a cache are told from a database.
func database(i scene.Item) style {
	switch i.Variant {
	case kind.EngineRedshift:
		return tile("redshift", purple)
	case kind.EngineRedis, kind.EngineMemcached:
		return tile("elasticache", magenta)
	}
	return icon("rds_instance", magenta)
}

func balancer(i scene.Item) style {
	if i.Variant == kind.LoadBalancerNetwork {
		return icon("network_load_balancer", purple)
	}
	return icon("application_load_balancer", purple)
}

// service has the icons of the services that people draw most; others get that of AWS in general.
func service(i scene.Item) style {
	switch i.Variant {
	case kind.ServiceS3:
		return tile("s3", publicLine)
	case kind.ServiceDynamoDB:
		return tile("dynamodb", magenta)
	}
	return tile("general", ink)
}

func chip() style {
	return style{"rounded=1", "arcSize=50", "whiteSpace=wrap", "html=1", "fillColor=" + white, "strokeColor=" + ink, "dashed=1", "fontColor=" + ink, "fontSize=11", "container=0"}
}

func noteShape() style {
	return style{
		"shape=note", "size=14", "whiteSpace=wrap", "html=1", "fillColor=" + noteFill, "strokeColor=" + noteLine, "fontColor=" + ink,
		"align=left", "verticalAlign=top", "spacing=8", "fontSize=12", "overflow=hidden", "container=0",
	}
}

// dataBox is how an element looks to somebody who makes the data layer visible.
func dataBox() style {
	return style{"rounded=1", "whiteSpace=wrap", "html=1", "fillColor=" + white, "strokeColor=" + ink, "fontColor=" + ink, "fontSize=11", "container=0", "connectable=0"}
}

// linkLook has no heads. What goes over the internet is dashed, a dedicated line is thick.
func linkLook(l scene.Link) style {
	s := style{
		"edgeStyle=orthogonalEdgeStyle", "rounded=1", "arcSize=10", "orthogonalLoop=1", "jettySize=auto", "html=1",
		"fontSize=11", "labelBackgroundColor=" + white, "fontColor=" + purpleDark, "startArrow=none", "endArrow=none",
	}
	switch l.Line {
	case scene.TunnelLine:
		s = s.with("dashed=1", "strokeWidth=1.5", "strokeColor="+purple)
	case scene.DedicatedLine:
		s = s.with("dashed=0", "strokeWidth=3", "strokeColor="+purple)
	case scene.BehindLine:
		s = s.with("dashed=0", "strokeWidth=1.5", "strokeColor="+inkSoft)
	default:
		s = s.with("dashed=0", "strokeWidth=1.5", "strokeColor="+purple)
	}
	if l.Muted {
		return s.with("opacity=50")
	}
	return s
}

// arrow is what a flow looks like. It says what is expected and nothing of a verdict.
func arrow(forbids bool) style {
	s := style{
		"edgeStyle=orthogonalEdgeStyle", "rounded=1", "arcSize=10", "orthogonalLoop=1", "jettySize=auto", "html=1",
		"fontSize=11", "labelBackgroundColor=" + white, "startArrow=none",
	}
	if forbids {
		return append(s, "endArrow=cross", "endFill=0", "endSize=8", "dashed=1", "strokeWidth=1.5", "strokeColor="+red, "fontColor="+red)
	}
	return append(s, "endArrow=block", "endFill=1", "endSize=6", "dashed=0", "strokeWidth=1.5", "strokeColor="+ink, "fontColor="+ink)
}
