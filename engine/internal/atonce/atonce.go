// Package atonce does jobs side by side, on as many cores as there are. A panic of a job is raised where
// the caller can meet it, which a goroutine of its own would not allow.
package atonce

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Each does a job for each number below count, on as many cores as there are.
func Each(count int, job func(i int)) {
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1) - 1); i < count; i = int(next.Add(1) - 1) {
			job(i)
		}
	}
	Do(slices.Repeat([]func(){work}, min(count, runtime.GOMAXPROCS(0)))...)
}

// Do runs all jobs at once. A panic of one is raised here, where the caller can meet it.
func Do(jobs ...func()) {
	var all sync.WaitGroup
	panics := make([]any, len(jobs))
	for i, job := range jobs {
		all.Go(func() {
			defer func() { panics[i] = recover() }()
			job()
		})
	}
	all.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
}
