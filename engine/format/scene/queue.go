package scene

// An entry is a state with the least cost of a whole way through it, as one number that orders by cost
// and then by state, so that the same way is found on every run. A negative state is an end.
type entry uint64

func newEntry(cost, state int32) entry {
	return entry(uint64(uint32(cost))<<32 | uint64(uint32(state)^1<<31))
}

func (e entry) state() int32 { return int32(uint32(e) ^ 1<<31) }

// A queue is a binary heap. That of the standard library boxes what it holds, which took a third of a search.
type queue []entry

func (q *queue) push(e entry) {
	h := append(*q, e)
	at := len(h) - 1
	for at > 0 {
		parent := (at - 1) / 2
		if h[parent] <= e {
			break
		}
		h[at], at = h[parent], parent
	}
	h[at] = e
	*q = h
}

func (q *queue) pop() entry {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	at := 0
	for {
		child := 2*at + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1] < h[child] {
			child++
		}
		if last <= h[child] {
			break
		}
		h[at], at = h[child], child
	}
	if len(h) > 0 {
		h[at] = last
	}
	*q = h
	return first
}
