// Package migrations embeds the numbered steps of the database schema. Steps only
// go forward; one that was released is never edited, because databases in the
// field remember its number.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed sqlite/*.sql
var files embed.FS

// ApplicationID marks a SQLite file as ours: the bytes "vpcv". The first step
// writes it, so that a foreign database is never migrated by mistake.
const ApplicationID = 0x76706376

// Latest is the schema this program reads and writes: the number of the last
// step, which each step leaves in user_version.
const Latest = 3

// SQLite holds the steps for SQLite, in a folder of its own because another
// dialect will need its own text.
func SQLite() fs.FS {
	sub, err := fs.Sub(files, "sqlite")
	if err != nil {
		panic(err) // the folder is embedded above: only a misspelt name can fail
	}
	return sub
}
