package exchange

// Options are what somebody who imports says besides the files.
type Options struct {
	// Params are the values of a template's parameters, by name.
	Params map[string]string
}
