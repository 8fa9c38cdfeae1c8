package rule

import "embed"

// Examples holds a design for each rule that it finds something wrong with: testdata/<code>.txtar. They
// are tests and documents at once.
//
//go:embed testdata/*.txtar
var Examples embed.FS
