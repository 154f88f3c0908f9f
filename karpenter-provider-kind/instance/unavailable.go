package instance

import (
	"sync"
	"time"

	"k8s.io/utils/clock"
)

// How long an offering is left alone after an instance of it was taken away, as on AWS.
const unavailableFor = 3 * time.Minute

// Unavailable remembers what cannot be had for a while: a pool that one spot instance was just taken from is likely to
// lose the next as well.
type Unavailable struct {
	clock clock.PassiveClock
	mutex sync.Mutex
	until map[offering]time.Time
}

type offering struct{ instanceType, zone, capacityType string }

// NewUnavailable remembers nothing yet.
func NewUnavailable(clock clock.PassiveClock) *Unavailable {
	return &Unavailable{clock: clock, until: map[offering]time.Time{}}
}

// Mark makes an offering unavailable from now on.
func (u *Unavailable) Mark(instanceType, zone, capacityType string) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	u.until[offering{instanceType, zone, capacityType}] = u.clock.Now().Add(unavailableFor)
}

// Available is an Availability.
func (u *Unavailable) Available(instanceType, zone, capacityType string) bool {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return !u.clock.Now().Before(u.until[offering{instanceType, zone, capacityType}])
}
