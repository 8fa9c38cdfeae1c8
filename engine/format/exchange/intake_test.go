package exchange_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/internal/promise"
)

var limits = exchange.Limits{Files: 20, Bytes: 1 << 20, File: 512 << 10, Folders: 4}

// An entry of an archive, with what its directory claims where that is not the truth.
type entry struct {
	name            string
	data            []byte
	claims          uint64
	stored          bool
	packed          []byte // as it lies in the archive, where that is not data deflated
	encrypted, link bool
}

func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(e.data), UncompressedSize64: uint64(len(e.data))}
		packed := e.packed
		switch {
		case e.stored || strings.HasSuffix(e.name, "/"):
			h.Method, packed = zip.Store, e.data
		case packed == nil:
			packed = deflated(t, e.data)
		}
		if e.claims > 0 {
			h.UncompressedSize64 = e.claims
		}
		if e.encrypted {
			h.Flags, h.Method = 1, 99
		}
		if e.link {
			h.SetMode(0o777 | 1<<27) // a symbolic link
		}
		h.CompressedSize64 = uint64(len(packed))
		w, err := z.CreateRaw(h)
		if err == nil && len(packed) > 0 {
			_, err = w.Write(packed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const huge = 10 << 30

// bombs are archives that cost more than they say, and what else is no archive of files.
func bombs(t testing.TB) map[string][]byte {
	t.Helper()
	zeros := deflated(t, make([]byte, 8<<20))
	one := archive(t, entry{name: "a.json", data: []byte("{}")})
	many, deep := []entry{}, one
	for i := range 21 {
		many = append(many, entry{name: fmt.Sprint(i, ".json"), data: []byte("{}")})
	}
	for range 5 {
		deep = archive(t, entry{name: "again.zip", data: deep, stored: true})
	}
	return map[string][]byte{
		"10 GB, declared":      archive(t, entry{name: "a.json", packed: zeros, claims: huge}),
		"10 GB, not declared":  archive(t, entry{name: "a.json", packed: zeros, claims: 2}),
		"10 GB, half declared": archive(t, entry{name: "a.json", packed: zeros, claims: uint64(len(zeros)) * 50}),
		"a hundred times":      archive(t, entry{name: "a.json", data: make([]byte, 500<<10)}),
		"zip in zip":           archive(t, entry{name: "b.zip", data: one, stored: true}),
		"zip in zip in zip":    deep,
		"too many":             archive(t, many...),
		"one too large":        archive(t, entry{name: "a.json", data: bytes.Repeat([]byte("0123456789abcdef"), 40<<10), stored: true}),
		"deep folders":         archive(t, entry{name: "a/b/c/d/e/f.json", data: []byte("{}")}),
		"overlapping":          overlapping(t),
		"encrypted":            archive(t, entry{name: "a.json", data: []byte("{}"), encrypted: true}),
		"a wrong checksum":     archive(t, entry{name: "a.json", data: []byte("{}"), packed: deflated(t, []byte("[]"))}),
		"not a zip":            []byte("PK\x03\x04rest"),
		"gzip":                 append([]byte("\x1f\x8b\x08\x00"), zeros...),
		"xz":                   []byte("\xfd7zXZ\x00\x00"),
	}
}

// overlapping is an archive whose directory names one entry nine times.
func overlapping(t testing.TB) []byte {
	t.Helper()
	one := archive(t, entry{name: "a.json", data: bytes.Repeat([]byte("0123456789abcdef"), 1<<10), stored: true})
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	directory := one[bytes.Index(one, []byte("PK\x01\x02")):end]
	packed := append(append(append(append([]byte{}, one[:end]...), bytes.Repeat(directory, 8)...), one[end:end+8]...), 9, 0, 9, 0)
	return append(append(packed, le(uint32(len(directory)*9))...), one[end+16:]...)
}

func le(n uint32) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }

// Bombs are refused before they are unpacked, or as soon as they hold more than they claim.
func TestBombsAreRefused(t *testing.T) {
	for name, data := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			in := exchange.NewIntake(limits)
			err := in.Add("a.zip", data)
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Fatalf("%d files were taken", len(in.Files()))
			}
			promise.Refused(t, err)
			if used := after.TotalAlloc - before.TotalAlloc; used > 3*uint64(limits.File) {
				t.Errorf("it takes %d bytes of memory", used)
			}
		})
	}
}

// BenchmarkBombs is what a bomb costs.
func BenchmarkBombs(b *testing.B) {
	for name, data := range bombs(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if exchange.NewIntake(limits).Add("a.zip", data) == nil {
					b.Fatal("it was taken")
				}
			}
		})
	}
}

// BenchmarkLie is the most that a lying directory costs the studio: as much as it may claim.
func BenchmarkLie(b *testing.B) {
	studio := exchange.Limits{Files: 1000, Bytes: 16 << 20, File: 16 << 20, Folders: 16}
	data := archive(b, entry{name: "a.json", packed: deflated(b, make([]byte, 180<<20)), claims: 16 << 20})
	for b.Loop() {
		if exchange.NewIntake(studio).Add("a.zip", data) == nil {
			b.Fatal("it was taken")
		}
	}
}

// What is sound in an archive comes out of it, below it, and counts with the rest.
func TestFilesComeOutOfArchives(t *testing.T) {
	in := exchange.NewIntake(limits)
	packed := archive(t,
		entry{name: "../../etc/a.json", data: []byte("{}")}, entry{name: `accounts\1\b.json`, data: []byte("[]")}, entry{name: "folder/"},
		entry{name: ".hidden", data: []byte("x")}, entry{name: "__MACOSX/c", data: []byte("x")}, entry{name: "link", data: []byte("/etc/passwd"), link: true},
		entry{name: "bad\xff.json", data: []byte("1")},
	)
	for _, err := range []error{in.Add("a.zip", packed), in.Add("plain.tf", []byte("x")), in.AddPlain("packed.gz", []byte("\x1f\x8b"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got := []string{}
	for _, f := range in.Files() {
		got = append(got, f.Name+"="+string(f.Data))
	}
	if want := "etc/a.json={} accounts/1/b.json=[] bad\ufffd.json=1 plain.tf=x packed.gz=\x1f\x8b"; strings.Join(got, " ") != want {
		t.Errorf("got %q", got)
	}
	var last error
	for range limits.Files {
		last = in.Add("a.zip", packed)
	}
	if refusal, ok := errors.AsType[*exchange.Refusal](last); !ok || !refusal.TooLarge {
		t.Errorf("the limit does not hold over several archives: %v", last)
	}
}

// FuzzIntake: whatever is sent, what is taken keeps the limits and lies below.
func FuzzIntake(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		in := exchange.NewIntake(limits)
		var err error
		promise.Within(t, func() int {
			in = exchange.NewIntake(limits)
			err = in.Add("a.zip", data)
			return len(data)
		})
		if err != nil {
			promise.Refused(t, err)
			return
		}
		total := 0
		for _, file := range in.Files() {
			total += len(file.Data)
			if strings.HasPrefix(file.Name, "/") || strings.HasPrefix(file.Name, "../") || exchange.IsZip(file.Data) && file.Name != "a.zip" {
				t.Errorf("%q was taken", file.Name)
			}
		}
		if total > int(limits.Bytes) || len(in.Files()) > limits.Files {
			t.Errorf("%d files of %d bytes were taken", len(in.Files()), total)
		}
	})
}
