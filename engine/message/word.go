package message

// Words are the ends and services that have a name in each language, by what they are called in documents and on the
// command line. Others have one that people gave.
var Words = map[string]Text{
	"internet": {EN: "internet", JA: "インターネット"},
	"all":      {EN: "all", JA: "すべての通信"},
}

// Word is s in a language where it is one of Words, else s itself.
func Word(s string, lang Lang) string {
	if w, ok := Words[s]; ok {
		return w.In(lang)
	}
	return s
}
