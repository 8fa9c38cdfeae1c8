package svg

import "strconv"

// glyphs are our own line icons by kind, each the ways of a round pen in a box of 24 by 24. They are
// those that the editor's views bring: a test compares the two.
var glyphs = map[string][]string{
	"internet": {
		"M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
		"M3.5 9.5h17M3.5 14.5h17",
		"M12 3c-5 5.2-5 12.8 0 18M12 3c5 5.2 5 12.8 0 18",
	},
	"scope": {"M4 7.5l8-4 8 4v9l-8 4-8-4z", "M4 7.5l8 4 8-4M12 11.5v9"},
	"vpc":   {"M7 18.5a4.5 4.5 0 0 1-.6-8.95A6 6 0 0 1 18 10.6a4 4 0 0 1-.5 7.9z", "M9.5 14.5l2 2 3.5-4"},
	"subnet": {
		"M4 6.5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z", "M4 10h16M10 10v9.5",
	},
	"internetGateway": {
		"M4 20v-8a8 8 0 0 1 16 0v8",
		"M4 20h4v-7.5a4 4 0 0 1 8 0V20h4",
		"M12 19v-6M10 15l2-2 2 2",
	},
	"instance": {
		"M6.5 6.5h11v11h-11z",
		"M10 10h4v4h-4z",
		"M9 3.5v3M15 3.5v3M9 17.5v3M15 17.5v3M3.5 9h3M3.5 15h3M17.5 9h3M17.5 15h3",
	},
	"natGateway": {
		"M4 20v-8a8 8 0 0 1 16 0v8z",
		"M8 14h8M13 10.8l3.2 3.2-3.2 3.2",
	},
	"networkInterface": {
		"M4 4.5v15",
		"M4 7h16v9H4",
		"M8 10h4v3H8zM8.5 16v2.5M12 16v2.5M15.5 16v2.5",
	},
	"loadBalancer": {
		"M6.5 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
		"M9 12h11M9 12c4 0 3-6 7-6h4M9 12c4 0 3 6 7 6h4",
		"M17.8 3.8L20 6l-2.2 2.2M17.8 9.8L20 12l-2.2 2.2M17.8 15.8L20 18l-2.2 2.2",
	},
	"client": {
		"M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 16H5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 5 4.5z",
		"M12 16v4M8 20h8",
	},
	"egressOnlyInternetGateway": {
		"M4 20v-8a8 8 0 0 1 4.2-7M20 20v-8a8 8 0 0 0-4.2-7",
		"M12 16V3.2M8.8 6.2L12 3l3.2 3.2",
		"M8.5 20h7",
	},
	"peering": {
		"M5.7 8.3a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 1 0 0-7.4z",
		"M18.3 8.3a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 1 0 0-7.4z",
		"M9.4 12h5.2",
	},
	"gatewayEndpoint": {
		"M4 20v-8a8 8 0 0 1 16 0v8",
		"M12 10.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6z",
		"M12 15.8V20",
	},
	"interfaceEndpoint": {
		"M8.8 3.5v4.2M15.2 3.5v4.2",
		"M6 7.7h12v3a6 6 0 0 1-12 0z",
		"M12 16.7v3.8",
	},
	"database": {
		"M12 3.5c4.4 0 7.5 1.2 7.5 2.8s-3.1 2.7-7.5 2.7-7.5-1.1-7.5-2.7 3.1-2.8 7.5-2.8z",
		"M4.5 6.3v11.4c0 1.6 3.1 2.8 7.5 2.8s7.5-1.2 7.5-2.8V6.3",
		"M4.5 12c0 1.6 3.1 2.8 7.5 2.8s7.5-1.2 7.5-2.8",
	},
	"function": {
		"M6.8 4.5h2.7l7 15h2.7",
		"M11.9 9.6L6.5 19.5",
	},
	"containerService": {
		"M3.5 7.5h17V18h-17z",
		"M7.7 10.3v5M12 10.3v5M16.3 10.3v5",
		"M8 7.5l4-3.5 4 3.5",
	},
	"awsService": {
		"M12 3.5l8.5 4.5-8.5 4.5L3.5 8z",
		"M3.5 12l8.5 4.5 8.5-4.5",
		"M3.5 16l8.5 4.5 8.5-4.5",
	},
	"corporateNetwork": {
		"M5 20.5v-16h9v16M14 9.5h5v11M3.5 20.5h17",
		"M8 8h3M8 11.8h3M8 15.6h3",
	},
	"vpnGateway": {
		"M4 20v-8a8 8 0 0 1 16 0v8",
		"M8.6 13.7h6.8v5.8H8.6z",
		"M10 13.7v-1.9a2 2 0 0 1 4 0v1.9",
	},
	"customerGateway": {
		"M4 13.8h16v5.7H4z",
		"M7.5 16.7h.2M10.6 16.7h.2M12 13.8v-3.3",
		"M9 8.6a4.3 4.3 0 0 1 6 0M6.5 5.8a7.9 7.9 0 0 1 11 0",
	},
	"vpnConnection": {
		"M2.5 9.8h4.3M17.2 9.8h4.3M2.5 15.7h4.3M17.2 15.7h4.3",
		"M7.8 11h8.4v7H7.8z",
		"M9.6 11V8.7a2.4 2.4 0 0 1 4.8 0V11",
	},
	"directConnect": {
		"M3 8h5.5v8H3zM15.5 8H21v8h-5.5z",
		"M8.5 10.6h7M8.5 13.4h7",
	},
}

func glyph(name string, x, y, size int, colour string) element {
	g := el("g", "transform", "translate("+px(x)+" "+px(y)+") scale("+strconv.FormatFloat(float64(size)/24, 'f', 4, 64)+")", "stroke", colour,
		"fill", "none", "stroke-width", "1.6", "stroke-linecap", "round", "stroke-linejoin", "round")
	for _, d := range glyphs[name] {
		g = g.with(el("path", "d", d))
	}
	return g
}
