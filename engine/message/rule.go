package message

// Findings are the sentences of the rules, by code. {element} is the element's name.
var Findings = map[string]Text{
	"cidr-size":                   {EN: "{element}: AWS refuses the block {cidr}; allowed are /16 to /28", JA: "{element}: ブロック {cidr} は AWS に拒否されます。使えるのは /16〜/28 です"},
	"cidr-outside-parent":         {EN: "{element}: {cidr} lies outside the blocks of {vpc}", JA: "{element}: {cidr} は {vpc} のブロックの外にあります"},
	"cidr-overlap":                {EN: "{element}: {cidr} overlaps {other}", JA: "{element}: {cidr} が {other} と重なっています"},
	"address-reserved":            {EN: "{element}: {address} cannot be assigned in {subnet}", JA: "{element}: {address} は {subnet} で割り当てられません"},
	"address-duplicate":           {EN: "{element}: {address} belongs to {other} already", JA: "{element}: {address} はすでに {other} のものです"},
	"gateway-attached-not-routed": {EN: "{element} is attached to {vpc}, but no route table leads to it", JA: "{element} は {vpc} にアタッチされていますが、そこへのルートがありません"},
	"public-instance-without-public-address": {
		EN: "{element} is in the public subnet {subnet} but has no public address",
		JA: "{element} はパブリックサブネット {subnet} にありますが、パブリックアドレスがありません",
	},
	"flow-end-empty": {EN: "the arrow cannot be judged: {end} stands for nothing that could send or receive", JA: "矢印を判定できません。{end} には、送受信できるものが一つもありません"},
}

// Fixes are the titles of edits that mend a finding.
var Fixes = map[string]Text{
	"move-block":     {EN: "Use the free block {cidr}", JA: "空いているブロック {cidr} を使う"},
	"remove-block":   {EN: "Remove the block {cidr}", JA: "ブロック {cidr} を削除"},
	"other-address":  {EN: "Use the free address {address}", JA: "空いているアドレス {address} を使う"},
	"add-route":      {EN: "Add the route 0.0.0.0/0 to {gateway} to {table}", JA: "{table} に {gateway} への 0.0.0.0/0 ルートを追加"},
	"public-address": {EN: "Give {element} a public address", JA: "{element} にパブリックアドレスを割り当てる"},
}
