package page

import (
	"strconv"

	"vpcanvas/engine/message"
)

// The sentences of the pages.
var (
	textTagline    = message.Text{EN: "Draw an AWS network and know, while drawing, whether it works.", JA: "AWS ネットワークを描きながら、つながるかどうかがその場でわかります。"}
	textOther      = message.Text{EN: "日本語", JA: "English"}
	textLogin      = message.Text{EN: "Log in", JA: "ログイン"}
	textLoginHow   = message.Text{EN: "Open the login URL that the server printed. Each one works once; this prints another:", JA: "サーバーが表示したログイン URL を開いてください。URL は一度だけ使えます。新しい URL は次のコマンドで表示されます。"}
	textLoginPaste = message.Text{EN: "Or paste the URL here", JA: "または URL をここに貼り付けてください"}
	textLoggingIn  = message.Text{EN: "Logging in ...", JA: "ログインしています…"}
	textSpent      = message.Text{EN: "This login link is not valid any more: it was used before, or it is too old.", JA: "このログイン URL は無効です。すでに使われたか、期限が切れています。"}
	textSilent     = message.Text{EN: "The server does not answer.", JA: "サーバーが応答しません。"}
	textLogout     = message.Text{EN: "Log out", JA: "ログアウト"}
	textHandbook   = message.Text{EN: "Rules and reasons", JA: "ルールと理由"}
	textDiagrams   = message.Text{EN: "Diagrams", JA: "構成図"}
	textNew        = message.Text{EN: "New diagram", JA: "新しい構成図"}
	textImport     = message.Text{EN: "Import", JA: "取り込み"}
	textImportHow  = message.Text{EN: "An account (the .zip that “vpcanvas collect” leads to, or describe-* JSON), a CloudFormation template, Terraform files or plan, a design file, or a draw.io drawing exported from here; several files at once or a .zip, up to 32 MiB. You can also drop them on this page.", JA: "アカウント（「vpcanvas collect」で得た .zip、または describe-* の JSON）、CloudFormation テンプレート、Terraform のファイルやプラン、設計ファイル、ここから書き出した draw.io の図面。複数のファイルや .zip も可、32 MiB まで。このページにドロップすることもできます。"}
	textImportFile = message.Text{EN: "Files", JA: "ファイル"}
	textPart       = message.Text{EN: "Only a part of the account", JA: "アカウントの一部だけを取り込む"}
	textPartVPC    = message.Text{EN: "VPC: name or id", JA: "VPC の名前または ID"}
	textPartRegion = message.Text{EN: "Region, such as eu-west-1", JA: "リージョン（例: eu-west-1）"}
	textPartTag    = message.Text{EN: "Tag, as KEY=VALUE", JA: "タグ（キー=値）"}
	textParams     = message.Text{EN: "Parameters of a template", JA: "テンプレートのパラメーター"}
	textParamsHow  = message.Text{EN: "NAME=VALUE, one a line; the template's defaults stand for the others", JA: "「名前=値」を 1 行に 1 つ。ほかはテンプレートの既定値になります"}
	textSending    = message.Text{EN: "Sending ... {percent} %", JA: "送信しています… {percent} %"}
	textReading    = message.Text{EN: "The server is reading the files ...", JA: "サーバーがファイルを読み込んでいます…"}
	textWasRead    = message.Text{EN: "{name} was imported", JA: "{name} を取り込みました"}
	textNotRead    = message.Text{EN: "Nothing was imported", JA: "取り込めませんでした"}
	textLost       = message.Text{EN: "Not understood ({n})", JA: "理解できなかったもの（{n}）"}
	textOthers     = message.Text{EN: "and {n} more", JA: "ほか {n} 件"}
	textNoted      = message.Text{EN: "Read in another way ({n})", JA: "別の形で読み取ったもの（{n}）"}
	textOpenIt     = message.Text{EN: "Open the diagram", JA: "構成図を開く"}
	textNone       = message.Text{EN: "No diagrams yet", JA: "構成図はまだありません"}
	textNoneHow    = message.Text{EN: "Start with an empty VPC, or with a network that works and change it.", JA: "空の VPC から、または動作するネットワークを変更するところから始めましょう。"}
	textSearch     = message.Text{EN: "Search by name", JA: "名前で検索"}
	textSearchGo   = message.Text{EN: "Search", JA: "検索"}
	textNotFound   = message.Text{EN: "No diagram has “{query}” in its name.", JA: "名前に「{query}」を含む構成図はありません。"}
	textShowAll    = message.Text{EN: "Show all {n}", JA: "{n} 件すべてを表示"}
	textStages     = message.Text{EN: "{n} stages, each a version", JA: "{n} 段階(それぞれがバージョン)"}
	textFlows      = message.Text{EN: "Arrows", JA: "矢印"}
	textNoFlows    = message.Text{EN: "none", JA: "なし"}
	textBroken     = message.Text{EN: "{n} of {all} broken", JA: "{all} 件中 {n} 件が不成立"}
	textUnknown    = message.Text{EN: "{n} of {all} unknown", JA: "{all} 件中 {n} 件が不明"}
	textHold       = message.Text{EN: "all {all} hold", JA: "{all} 件すべて成立"}
	textJudging    = message.Text{EN: "being checked", JA: "確認中"}
	textMore       = message.Text{EN: "Actions for {name}", JA: "「{name}」の操作"}
	textActions    = message.Text{EN: "Actions", JA: "操作"}
	textNewName    = message.Text{EN: "New name", JA: "新しい名前"}
	textRename     = message.Text{EN: "Rename", JA: "名前を変更"}
	textDuplicate  = message.Text{EN: "Duplicate", JA: "複製"}
	textDelete     = message.Text{EN: "Delete", JA: "削除"}
	textWasDeleted = message.Text{EN: "“{name}” was deleted.", JA: "「{name}」を削除しました。"}
	textUndo       = message.Text{EN: "Undo", JA: "元に戻す"}
	textDeleted    = message.Text{EN: "Deleted diagrams ({n})", JA: "削除した構成図({n} 件)"}
	textKept       = message.Text{EN: "They can be brought back for {n} days.", JA: "{n} 日以内なら元に戻せます。"}
	textBringBack  = message.Text{EN: "Bring back", JA: "元に戻す"}
	textName       = message.Text{EN: "Name", JA: "名前"}
	textChanged    = message.Text{EN: "Last change", JA: "最終更新"}
	textOpening    = message.Text{EN: "Opening the editor ...", JA: "エディターを開いています…"}
	textNoScript   = message.Text{EN: "The editor needs JavaScript.", JA: "エディターには JavaScript が必要です。"}
	textUnbuilt    = message.Text{EN: "This program was built without its editor", JA: "このプログラムにはエディターが組み込まれていません"}
	textUnbuiltHow = message.Text{EN: "Building the editor needs Node 20 or newer. In the folder of the source, this builds both and starts the server again:", JA: "エディターのビルドには Node 20 以上が必要です。ソースのフォルダーで次のコマンドを実行すると、両方をビルドしてサーバーを起動します。"}
	textHome       = message.Text{EN: "All diagrams", JA: "構成図の一覧"}
)

// Problems that have a page of their own, by HTTP status.
var problems = map[int]struct{ title, text message.Text }{
	400: {
		message.Text{EN: "That request makes no sense", JA: "リクエストを解釈できません"},
		message.Text{EN: "Go back and try again.", JA: "前のページに戻って、もう一度お試しください。"},
	},
	401: {
		message.Text{EN: "This login link is not valid any more", JA: "このログイン URL は無効です"},
		message.Text{EN: "It was used before, or it is too old. This prints another:", JA: "すでに使われたか、期限が切れています。新しい URL は次のコマンドで表示されます。"},
	},
	403: {
		message.Text{EN: "This request comes from another site", JA: "別のサイトからのリクエストです"},
		message.Text{EN: "Open the page of this server itself and try again.", JA: "このサーバーのページを直接開いて、もう一度お試しください。"},
	},
	404: {
		message.Text{EN: "There is nothing here", JA: "ページが見つかりません"},
		message.Text{EN: "There is no such diagram, or it is not shared with you.", JA: "構成図が存在しないか、共有されていません。"},
	},
	413: {
		message.Text{EN: "That is too large", JA: "サイズが大きすぎます"},
		message.Text{EN: "The server takes less at once. Nothing was changed.", JA: "一度に送信できる上限を超えています。何も変更されていません。"},
	},
	421: {
		message.Text{EN: "This server does not go by that name", JA: "このサーバー名ではアクセスできません"},
		message.Text{EN: "Use the address that the server printed when it started.", JA: "サーバーが起動時に表示したアドレスをお使いください。"},
	},
	500: {
		message.Text{EN: "Something went wrong in the server", JA: "サーバーで問題が発生しました"},
		message.Text{EN: "Its log says what. Nothing that was saved is lost.", JA: "詳細はサーバーのログに記録されています。保存済みの内容は失われていません。"},
	},
	507: {
		message.Text{EN: "The disk is full", JA: "ディスクがいっぱいです"},
		message.Text{EN: "Nothing can be saved until there is room again. What was saved before is safe.", JA: "空きができるまで保存できません。保存済みの内容は安全です。"},
	},
}

func problemFor(status int) (title, text message.Text) {
	p, ok := problems[status]
	if !ok {
		p = problems[500]
	}
	return p.title, p.text
}

func count(n int) string { return strconv.Itoa(n) }

// filled is a sentence with its values; they come in pairs.
func filled(f Frame, t message.Text, pairs ...string) string {
	args := message.Args{}
	for i := 0; i < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return t.Format(f.Lang, args)
}

// other is the language that the switch leads to.
func other(lang message.Lang) string {
	if lang == message.JA {
		return string(message.EN)
	}
	return string(message.JA)
}
