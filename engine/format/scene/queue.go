package scene

// An entry is a state with the least cost of a whole way through it, as one number that orders by cost
// and then by state, so that the same way is found on every run. A negative state is an end.
type entry uint64

func newEntry(cost, state int32) entry {
	return entry(uint64(uint32(cost))<<32 | uint64(uint32(state)^1<<31))
}

func (e entry) state() int32 { return int32(uint32(e) ^ 1<<31) }

// A queue is a binary heap. That of the standard library boxes what it holds, which took a third of a search.
// Front, where it is not 0, comes before all of the heap: a search that goes straight on pushes what it pops next, and
// then leaves the heap alone.
type queue struct {
	front entry
	heap  []entry
}

func (q *queue) isEmpty() bool { return q.front == 0 && len(q.heap) == 0 }

func (q *queue) clear() { q.front, q.heap = 0, q.heap[:0] }

func (q *queue) push(e entry) {
	switch {
	case q.front != 0 && e < q.front:
		e, q.front = q.front, e
	case q.front == 0 && (len(q.heap) == 0 || e < q.heap[0]):
		q.front = e
		return
	}
	h := append(q.heap, e)
	at := len(h) - 1
	for at > 0 {
		parent := (at - 1) / 2
		if h[parent] <= e {
			break
		}
		h[at], at = h[parent], parent
	}
	h[at] = e
	q.heap = h
}

func (q *queue) pop() entry {
	if e := q.front; e != 0 {
		q.front = 0
		return e
	}
	h := q.heap
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
	q.heap = h
	return first
}
