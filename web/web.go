// Package web embeds the built editor. The build writes web/dist; a placeholder
// keeps `go build` working in a clone without Node, and Built reports which of the two is inside.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is the root of the built editor: app.js, app.css and chunks.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // dist is embedded above: only a misspelt name can fail
	}
	return sub
}

// Built reports whether the editor was built before the binary.
func Built() bool {
	_, err := fs.Stat(dist, "dist/app.js")
	return err == nil
}
