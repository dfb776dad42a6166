#pragma once

#include <cstddef>

namespace virga::bench {

// The least work that any event simulation does, on this machine and now: take the soonest of `queueSize` pending events
// from a std::priority_queue, draw one exponential time, and put an event back. Nanoseconds per event, best of three;
// takes about a second.
double measureFloor(std::size_t queueSize);

// The same work with the simulation kernel's EventQueue, SequentialStream and Sampler.
double measureKernel(std::size_t queueSize);

}  // namespace virga::bench
