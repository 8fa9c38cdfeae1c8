package room

import (
	"vpcanvas/engine/design"
	"vpcanvas/engine/message"
	"vpcanvas/server/wire"
)

// refusals are the sentences of rejects that no rule of the design makes.
var refusals = map[string]message.Text{
	"read-only":    {EN: "you may look at this diagram but not change it", JA: "この図は閲覧のみで、編集できません"},
	"storage-full": {EN: "the server's disk is full; the edit was not kept", JA: "サーバーのディスクに空きがなく、編集は保存されませんでした"},
	"used-number":  {EN: "the server refused this edit before", JA: "この編集は以前にサーバーが拒否しました"},
	"failed":       {EN: "the edit cannot be applied: {cause}", JA: "この編集は適用できません: {cause}"},
}

func refusal(code string, seq, rev int64) wire.Reject {
	return wire.Reject{Seq: seq, Code: code, Text: refusals[code], Rev: rev}
}

// rejection turns the engine's fault into a message.
func rejection(err error, seq, rev int64) wire.Reject {
	f, ok := design.AsFault(err)
	if !ok {
		args := message.Args{"cause": err.Error()}
		t := refusals["failed"]
		return wire.Reject{Seq: seq, Code: "failed", Rev: rev, Text: t.With(args)}
	}
	return wire.Reject{
		Seq: seq, Code: f.Code, Element: f.Element, Property: f.Property, Rev: rev,
		Text: message.Text{EN: f.In(message.EN), JA: f.In(message.JA)},
	}
}
