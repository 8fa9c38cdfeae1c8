package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
)

// Limits bound what one import reads, unpacked.
type Limits struct {
	// Files are those of archives among them; Bytes are all of them, File a single one.
	Files       int
	Bytes, File int64
	// Folders is how deep folders lie in an archive.
	Folders int
}

// How much an entry of an archive may grow: describe answers and templates grow 10 to 40 times, deflate at
// most 1,032 times. A file of a few lines is not looked at.
const (
	maxRatio  = 100
	smallFile = 4 << 10
)

var intakeSentences = map[string]message.Text{
	"files":    {EN: "there are more than {limit} files", JA: "ファイルが {limit} 個を超えています"},
	"bytes":    {EN: "the files have more than {limit} bytes", JA: "ファイルの合計が {limit} バイトを超えています"},
	"file":     {EN: "{file} has more than {limit} bytes", JA: "{file} は {limit} バイトを超えています"},
	"bomb":     {EN: "{file} in the archive unpacks to more than {limit} times its size, and is not unpacked", JA: "アーカイブの {file} は展開すると {limit} 倍を超えるため、展開しません"},
	"overlap":  {EN: "the parts of the archive overlap, which no archive's do", JA: "アーカイブの中身が互いに重なっており、正しいアーカイブではありません"},
	"folders":  {EN: "folders lie more than {limit} deep in the archive", JA: "アーカイブ内のフォルダーが {limit} 段を超えています"},
	"nested":   {EN: "{file} is an archive in an archive", JA: "{file} はアーカイブの中のアーカイブです"},
	"not-zip":  {EN: "{file} is a damaged archive: {cause}", JA: "{file} のアーカイブが壊れています: {cause}"},
	"bad-file": {EN: "{file} in the archive cannot be unpacked: {cause}", JA: "アーカイブの {file} を展開できません: {cause}"},
	"unknown":  {EN: "{element} was not understood", JA: "{element} は理解できませんでした"},
	"packed":   {EN: "{file} is packed with {packer}, which is not read here: unpack it, or send a zip archive", JA: "{file} は {packer} で圧縮されています。展開するか、zip アーカイブにしてください"},
}

// packers are what else people pack files with, by how it begins.
var packers = []struct{ magic, name string }{
	{"\x1f\x8b", "gzip"}, {"BZh", "bzip2"}, {"\xfd7zXZ\x00", "xz"}, {"(\xb5/\xfd", "zstd"}, {"7z\xbc\xaf\x27\x1c", "7-Zip"}, {"Rar!\x1a", "RAR"},
}

// The marks of a zip archive: how it begins, and how an entry of its directory does.
const (
	zipMagic       = "PK\x03\x04"
	directoryMagic = "PK\x01\x02"
)

// An Intake gathers the files of one import, out of archives too. It counts before it unpacks, over all
// archives together, so that a bomb costs no more than to look at its directory.
type Intake struct {
	limits Limits
	files  []File
	bytes  int64
}

// NewIntake gathers nothing yet.
func NewIntake(limits Limits) *Intake { return &Intake{limits: limits} }

// Files are what was gathered, in the order in which it came.
func (in *Intake) Files() []File { return in.files }

// Add takes a file, or the files of an archive. An error is a *Refusal; the import is over with it.
func (in *Intake) Add(name string, data []byte) error {
	if IsZip(data) {
		return in.addZip(name, data)
	}
	for _, p := range packers {
		if bytes.HasPrefix(data, []byte(p.magic)) {
			return Refuse(intakeSentences["packed"], "file", name, "packer", p.name)
		}
	}
	return in.AddPlain(name, data)
}

// Unknown is the loss of a file that no format understands.
func Unknown(name string) Loss {
	return Told(intakeSentences, "unknown", "", message.Args{"element": Shown(name, mostShown)})
}

// AddPlain takes a file as it is.
func (in *Intake) AddPlain(name string, data []byte) error {
	in.bytes += int64(len(data))
	switch {
	case len(in.files) >= in.limits.Files:
		return tooMuch("files", int64(in.limits.Files))
	case int64(len(data)) > in.limits.File:
		return tooMuch("file", in.limits.File, "file", name)
	case in.bytes > in.limits.Bytes:
		return tooMuch("bytes", in.limits.Bytes)
	}
	in.files = append(in.files, File{Name: name, Data: data})
	return nil
}

func tooMuch(code string, limit int64, pairs ...string) *Refusal {
	r := Refuse(intakeSentences[code], append(pairs, "limit", strconv.FormatInt(limit, 10))...)
	r.TooLarge = true
	return r
}

// IsZip tells a zip archive by how it begins.
func IsZip(data []byte) bool { return bytes.HasPrefix(data, []byte(zipMagic)) }

func (in *Intake) addZip(archive string, data []byte) error {
	if bytes.Count(data, []byte(directoryMagic)) > in.limits.Files {
		return tooMuch("files", int64(in.limits.Files)) // before a value is made for each
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return RefuseFor(intakeSentences["not-zip"], err, "file", archive)
	}
	if err := in.weigh(z.File, len(data)); err != nil {
		return err
	}
	for _, f := range z.File {
		name := cleanName(f.Name)
		if !isWanted(f, name) {
			continue
		}
		content, err := unpack(f)
		if err != nil {
			return RefuseFor(intakeSentences["bad-file"], err, "file", name)
		}
		if IsZip(content) {
			return Refuse(intakeSentences["nested"], "file", name)
		}
		if err := in.AddPlain(name, content); err != nil {
			return err
		}
	}
	return nil
}

// weigh holds what the directory claims against the limits. Nothing more than is claimed is unpacked, so
// what it claims is what an archive costs; and what is packed lies in the file, each part once.
func (in *Intake) weigh(files []*zip.File, size int) error {
	packed, unpacked := uint64(0), uint64(in.bytes)
	for _, f := range files {
		name := cleanName(f.Name)
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		switch {
		case f.CompressedSize64 > uint64(size) || packed > uint64(size):
			return Refuse(intakeSentences["overlap"])
		case f.UncompressedSize64 > smallFile && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			return tooMuch("bomb", maxRatio, "file", name)
		case f.UncompressedSize64 > uint64(in.limits.File):
			return tooMuch("file", in.limits.File, "file", name)
		case unpacked > uint64(in.limits.Bytes):
			return tooMuch("bytes", in.limits.Bytes)
		case strings.Count(name, "/") > in.limits.Folders:
			return tooMuch("folders", int64(in.limits.Folders))
		}
	}
	return nil
}

// cleanName is a name below the archive: it is shown and tells account and region, and opens nothing.
func cleanName(name string) string {
	return path.Clean("/" + strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), "\\", "/"))[1:]
}

// isWanted leaves folders, links and what systems hide in archives aside.
func isWanted(f *zip.File, name string) bool {
	return f.Mode().IsRegular() && name != "" && !strings.HasPrefix(path.Base(name), ".") && !strings.HasPrefix(name, "__MACOSX/")
}

// unpack reads no more than the entry claims, and not less.
func unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	_, err = io.Copy(&b, io.LimitReader(r, int64(f.UncompressedSize64)+1)) // the reader refuses the one more
	return b.Bytes(), err
}

// Own reads a single file in vpcanvas's own format; nil where it is none. People import one as they do any other
// file, out of an archive too.
func Own(files []File) (*design.Design, error) {
	if len(files) != 1 || !bytes.Contains(files[0].Data, []byte(`"schema"`)) || !bytes.Contains(files[0].Data, []byte(`"resources"`)) {
		return nil, nil
	}
	return design.Decode(files[0].Data)
}
