// Package promise holds what every reader promises of every file, for fuzz targets and for the tests of
// attacks. It looks at a clock, as nothing else in the engine may: only tests import it.
package promise

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/message"
)

// A Room is a format as its list has it.
type Room struct {
	Detect func(exchange.File) bool
	Read   func([]exchange.File, exchange.Options) (*design.Design, []exchange.Loss, error)
	// Write is the writer for one of the extensions.
	Write func(*design.Design, string) ([]exchange.File, []exchange.Loss)
	Ext   string
}

// What a reader may use: something to begin with, so much for each byte, and as much as some bytes for each
// element that it makes, as a line can ask for a thousand. A reader whose work grows with the square of its
// input leaves that behind at some kilobytes.
const (
	firstTime      = 400 * time.Millisecond
	timeOfByte     = 20 * time.Microsecond
	firstSpace     = 24 << 20
	spaceOfByte    = 4 << 10
	bytesOfElement = 8
)

// What a report may hold: one sentence is read, and so is a list of them.
const (
	mostSentence = 3_000 // bytes; a clipped value has three for each Japanese character
	mostReport   = 8 << 20
)

// Hold fails the test unless the files make a sound design or are refused with one sentence, in bounded time
// and space, and unless what was read is read alike once it is written.
func (room Room) Hold(t testing.TB, files ...exchange.File) {
	t.Helper()
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	var d *design.Design
	var losses []exchange.Loss
	var err error
	Within(t, func() int {
		for _, f := range files {
			room.Detect(f)
		}
		d, losses, err = room.Read(files, exchange.Options{})
		if d == nil {
			return size
		}
		return size + d.Size()*bytesOfElement
	})
	if err != nil {
		if d != nil {
			t.Fatalf("half a design comes with the error %v", err)
		}
		Refused(t, err)
		return
	}
	told(t, losses)
	Sound(t, d)
	room.settles(t, d)
}

// Within fails the test when something takes more time or space than the bytes that it says may take. Time
// is that of the processor, measured thrice before it complains: a machine does other things too.
func Within(t testing.TB, run func() (size int)) {
	t.Helper()
	var before, after runtime.MemStats
	for turn := 0; ; turn++ {
		runtime.ReadMemStats(&before)
		begun := Spent()
		size := run()
		took := Spent() - begun
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > firstSpace+uint64(size)*spaceOfByte {
			t.Fatalf("reading %d bytes takes %d bytes of memory", size, used)
		}
		if took <= firstTime+time.Duration(size)*timeOfByte {
			return
		}
		if turn == 2 {
			t.Fatalf("reading %d bytes takes %v", size, took)
		}
	}
}

// Spent is the processor's time of this process.
func Spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Refused wants one sentence in both languages.
func Refused(t testing.TB, err error) {
	t.Helper()
	says, ok := errors.AsType[interface {
		error
		In(message.Lang) string
	}](err)
	if !ok {
		t.Fatalf("an error in one language: %v", err)
	}
	for _, lang := range []message.Lang{message.EN, message.JA} {
		sentence(t, says.In(lang))
	}
	if says.In(message.EN) == says.In(message.JA) {
		t.Fatalf("an error in one language: %v", err)
	}
}

func sentence(t testing.TB, s string) {
	t.Helper()
	if s == "" || len(s) > mostSentence || strings.ContainsAny(s, "\n\r\x1b\x00") {
		t.Fatalf("no sentence (%d bytes): %.300q", len(s), s)
	}
}

func told(t testing.TB, losses []exchange.Loss) {
	t.Helper()
	total := 0
	for _, l := range losses {
		sentence(t, l.Text.EN)
		sentence(t, l.Text.JA)
		total += len(l.Text.EN) + len(l.Text.JA)
	}
	if total > mostReport {
		t.Fatalf("%d losses have %d bytes", len(losses), total)
	}
}

// Sound fails the test unless the design keeps every rule and is decoded to itself.
func Sound(t testing.TB, d *design.Design) {
	t.Helper()
	if err := d.Check(); err != nil {
		t.Fatalf("the design breaks a rule: %v", err)
	}
	text := encoded(t, d)
	again, err := design.Decode(text)
	if err != nil {
		t.Fatalf("our own file is refused: %v\n%.2000s", err, text)
	}
	if !bytes.Equal(encoded(t, again), text) {
		t.Fatal("a second decoding differs")
	}
}

func encoded(t testing.TB, d *design.Design) []byte {
	t.Helper()
	text, err := design.Encode(d)
	if err != nil {
		t.Fatalf("the design cannot be encoded: %v", err)
	}
	return text
}

// settles: what a format cannot hold is lost when it is written, then what hung on that, and soon nothing
// more.
func (room Room) settles(t testing.TB, d *design.Design) {
	t.Helper()
	const rounds = 4
	before := []byte(nil)
	for turn := range rounds {
		if d = room.again(t, d); d == nil {
			if turn > 0 {
				t.Fatal("what was read from our own file is not read again")
			}
			return
		}
		now := encoded(t, d)
		if bytes.Equal(before, now) {
			return
		}
		if turn == rounds-1 {
			t.Fatalf("our own file is read otherwise again and again:\n%s\n%s", near(before, now), near(now, before))
		}
		before = now
	}
}

// near is the part of a text where it begins to differ from another.
func near(text, other []byte) []byte {
	const around = 200
	at := 0
	for at < min(len(text), len(other)) && text[at] == other[at] {
		at++
	}
	return text[max(0, at-around):min(len(text), at+around)]
}

// again reads what is written of a design; nil where the format has nothing to say of it.
func (room Room) again(t testing.TB, d *design.Design) *design.Design {
	t.Helper()
	files, losses := room.Write(d, room.Ext)
	told(t, losses)
	back, losses, err := room.Read(files, exchange.Options{})
	if err != nil {
		Refused(t, err)
		if isBare(d) {
			return nil
		}
		t.Fatalf("our own file is refused: %v\n%.2000s", err, files[0].Data)
	}
	told(t, losses)
	Sound(t, back)
	return back
}

// isBare tells a design of which a format of AWS has nothing to say: one without a VPC.
func isBare(d *design.Design) bool {
	for _, r := range d.Resources {
		if r.Kind == "vpc" {
			return false
		}
	}
	return true
}
