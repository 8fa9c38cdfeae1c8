// Package report writes a design with its verdicts as a document to read: the flows with the ways that they
// take and the reasons that stop them, findings, what the internet reaches, then addresses, routes and
// rules. A page has the drawing too. One model is printed as Markdown and as HTML, in English and Japanese.
//
// It asks the engine, as few formats do: a report that says only what a drawing says would be one.
package report

import (
	"bytes"

	"vpcanvas/engine/design"
	"vpcanvas/engine/format/exchange"
	"vpcanvas/engine/format/svg"
	"vpcanvas/engine/message"
)

// Extensions choose the spelling and the language.
var Extensions = []string{".md", ".html", ".ja.md", ".ja.html"}

// Write makes one file. A report loses nothing: it is no design to read back.
func Write(d *design.Design, extension string) ([]exchange.File, []exchange.Loss) {
	lang, html := message.EN, false
	switch extension {
	case ".html":
		html = true
	case ".ja.md":
		lang = message.JA
	case ".ja.html":
		lang, html = message.JA, true
	}
	doc := write(d, lang)
	data := doc.markdown()
	if html {
		data = doc.html(picture(d))
	}
	return []exchange.File{{Name: "report" + extension, Data: data}}, nil
}

// picture is the drawing, to stand inside a page.
func picture(d *design.Design) []byte {
	files, _ := svg.Write(d, svg.Extensions[0])
	return bytes.TrimSpace(files[0].Data)
}

// A document is what both spellings print. All of its texts are plain.
type document struct {
	lang     message.Lang
	title    string
	sections []section
}

type section struct {
	title string
	// text stands for a table without rows, or introduces it.
	text   string
	header []string
	rows   [][]string
	// ways are sequences of conversations.
	ways []way
}

// A way is how one conversation goes, place by place.
type way struct {
	title string
	steps []step
}

type step struct{ from, to, text string }

// words are the headings and labels of a report.
var words = map[string]message.Text{
	"summary":     {EN: "Summary", JA: "概要"},
	"counts":      {EN: "{held} of {flows} flows hold. Broken: {broken}, unknown: {unknown}, findings: {findings}.", JA: "フロー {flows} 本中 {held} 本が成立、{broken} 本が不成立、{unknown} 本が不明。指摘 {findings} 件"},
	"addresses":   {EN: "Address plan", JA: "アドレス計画"},
	"hosts":       {EN: "Addresses in use", JA: "使用中のアドレス"},
	"routes":      {EN: "Routes", JA: "ルート"},
	"groups":      {EN: "Security group rules", JA: "セキュリティグループのルール"},
	"acls":        {EN: "Network ACL entries", JA: "ネットワーク ACL のエントリ"},
	"flows":       {EN: "Flows", JA: "フロー"},
	"ways":        {EN: "The ways of the flows", JA: "フローの経路"},
	"findings":    {EN: "Findings", JA: "指摘"},
	"exposure":    {EN: "What the outside reaches", JA: "外部から到達できるもの"},
	"none":        {EN: "None.", JA: "ありません。"},
	"vpc":         {EN: "VPC", JA: "VPC"},
	"subnet":      {EN: "Subnet", JA: "サブネット"},
	"block":       {EN: "Block", JA: "ブロック"},
	"zone":        {EN: "Zone", JA: "ゾーン"},
	"usable":      {EN: "Usable addresses", JA: "使えるアドレス数"},
	"reach":       {EN: "Public or private", JA: "パブリック／プライベート"},
	"public":      {EN: "public", JA: "パブリック"},
	"private":     {EN: "private", JA: "プライベート"},
	"element":     {EN: "Element", JA: "要素"},
	"kind":        {EN: "Kind", JA: "種類"},
	"interface":   {EN: "Interface", JA: "インターフェイス"},
	"address":     {EN: "Addresses", JA: "アドレス"},
	"auto":        {EN: "picked by AWS", JA: "AWS が割り当て"},
	"table":       {EN: "Route table", JA: "ルートテーブル"},
	"destination": {EN: "Destination", JA: "送信先"},
	"target":      {EN: "Target", JA: "ターゲット"},
	"local":       {EN: "local", JA: "ローカル"},
	"learnt":      {EN: "what the gateway has learnt", JA: "ゲートウェイが学習した宛先"},
	"group":       {EN: "Security group", JA: "セキュリティグループ"},
	"acl":         {EN: "Network ACL", JA: "ネットワーク ACL"},
	"direction":   {EN: "Direction", JA: "方向"},
	"in":          {EN: "inbound", JA: "インバウンド"},
	"out":         {EN: "outbound", JA: "アウトバウンド"},
	"traffic":     {EN: "Traffic", JA: "トラフィック"},
	"peer":        {EN: "Other side", JA: "相手"},
	"description": {EN: "Description", JA: "説明"},
	"number":      {EN: "Number", JA: "番号"},
	"action":      {EN: "Action", JA: "アクション"},
	"flow":        {EN: "Flow", JA: "フロー"},
	"expected":    {EN: "Expected", JA: "期待"},
	"must":        {EN: "must pass", JA: "通ること"},
	"must-not":    {EN: "must not pass", JA: "通らないこと"},
	"holds":       {EN: "Holds", JA: "成立"},
	"yes":         {EN: "yes", JA: "はい"},
	"no":          {EN: "no", JA: "いいえ"},
	"unknown":     {EN: "unknown", JA: "不明"},
	"verdict":     {EN: "Verdict", JA: "判定"},
	"reachable":   {EN: "reachable", JA: "到達可能"},
	"partly":      {EN: "partly", JA: "一部"},
	"blocked":     {EN: "blocked", JA: "遮断"},
	"reasons":     {EN: "Reasons", JA: "理由"},
	"why":         {EN: "Why", JA: "目的"},
	"severity":    {EN: "Severity", JA: "重大度"},
	"error":       {EN: "error", JA: "エラー"},
	"warning":     {EN: "warning", JA: "警告"},
	"info":        {EN: "info", JA: "情報"},
	"quiet":       {EN: "suppressed", JA: "抑制済み"},
	"code":        {EN: "Code", JA: "コード"},
	"says":        {EN: "Finding", JA: "内容"},
	"from":        {EN: "From", JA: "送信元"},
	"via":         {EN: "Through", JA: "経由"},
	"to":          {EN: "To", JA: "宛先"},
	"nobody":      {EN: "The outside reaches nothing.", JA: "外部から到達できるものはありません。"},
	"possibly":    {EN: "possibly", JA: "可能性あり"},
	"any":         {EN: "anything", JA: "すべて"},
	"allow":       {EN: "allowed", JA: "許可"},
	"deny":        {EN: "denied", JA: "拒否"},
	"acl/allow":   {EN: "allow", JA: "許可"},
	"acl/deny":    {EN: "deny", JA: "拒否"},
	"pass":        {EN: "passed on", JA: "通過"},
	"drop":        {EN: "lost", JA: "破棄"},
	"arrive":      {EN: "arrives", JA: "到着"},
}
