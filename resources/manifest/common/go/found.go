package app

import "sync"

// Found is what the steps of one invocation have found. Steps that run side by side fill it at the same time.
type Found struct {
	lock   sync.Mutex
	values Object
}

func (f *Found) Put(name string, value any) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.values == nil {
		f.values = Object{}
	}
	f.values[name] = value
}

// Values is a copy: steps that nobody waits for may go on.
func (f *Found) Values() Object {
	f.lock.Lock()
	defer f.lock.Unlock()
	values := make(Object, len(f.values))
	for name, value := range f.values {
		values[name] = value
	}
	return values
}
