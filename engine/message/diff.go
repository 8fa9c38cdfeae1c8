package message

// Diff are the words of a comparison of two designs. {n} is a count, {name} a resource's name, {noun}
// one of what is counted, {list} names, {services} such as "tcp 80".
var Diff = map[string]Text{
	"opens":         {EN: "opens {n}", JA: "{n} 件が開く"},
	"closes":        {EN: "closes {n}", JA: "{n} 件が閉じる"},
	"doubts":        {EN: "{n} no longer known", JA: "{n} 件が不明になる"},
	"settles":       {EN: "{n} no longer unknown", JA: "{n} 件が確定する"},
	"breaks":        {EN: "{n} flows break", JA: "フロー {n} 件が成り立たなくなる"},
	"breaks/one":    {EN: "1 flow breaks", JA: "フロー 1 件が成り立たなくなる"},
	"mends":         {EN: "{n} flows hold again", JA: "フロー {n} 件が成り立つようになる"},
	"mends/one":     {EN: "1 flow holds again", JA: "フロー 1 件が成り立つようになる"},
	"undecided":     {EN: "{n} flows become unknown", JA: "フロー {n} 件が不明になる"},
	"undecided/one": {EN: "1 flow becomes unknown", JA: "フロー 1 件が不明になる"},
	"same":          {EN: "no verdict changes", JA: "判定に変化なし"},

	"resources":      {EN: "{n} resources", JA: "リソース {n} 個"},
	"of kind":        {EN: "{n} {noun}s", JA: "{noun} {n} 個"},
	"blocks":         {EN: "{n} blocks of addresses", JA: "アドレスブロック {n} 個"},
	"internet more":  {EN: "internet and {n} blocks of addresses", JA: "インターネットとアドレスブロック {n} 個"},
	"all":            {EN: "all resources ({n})", JA: "すべてのリソース（{n}）"},
	"group/all":      {EN: "all of security group {name} ({n})", JA: "セキュリティグループ {name} のすべて（{n}）"},
	"group/some":     {EN: "{noun} of security group {name}", JA: "セキュリティグループ {name} の{noun}"},
	"subnet/all":     {EN: "all in subnet {name} ({n})", JA: "サブネット {name} 内のすべて（{n}）"},
	"subnet/some":    {EN: "{noun} in subnet {name}", JA: "サブネット {name} 内の{noun}"},
	"vpc/all":        {EN: "all in VPC {name} ({n})", JA: "VPC {name} 内のすべて（{n}）"},
	"vpc/some":       {EN: "{noun} in VPC {name}", JA: "VPC {name} 内の{noun}"},
	"list separator": {EN: ", ", JA: "、"},
	"new":            {EN: "{name} (new)", JA: "{name}（新規）"},
	"gone":           {EN: "{name} (removed)", JA: "{name}（削除）"},
	"internet":       {EN: "internet", JA: "インターネット"},
}
