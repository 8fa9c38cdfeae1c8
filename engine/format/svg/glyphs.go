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
}

func glyph(name string, x, y, size int, colour string) element {
	g := el("g", "transform", "translate("+px(x)+" "+px(y)+") scale("+strconv.FormatFloat(float64(size)/24, 'f', 4, 64)+")", "stroke", colour,
		"fill", "none", "stroke-width", "1.6", "stroke-linecap", "round", "stroke-linejoin", "round")
	for _, d := range glyphs[name] {
		g = g.with(el("path", "d", d))
	}
	return g
}
