#pragma once

#include <cstdint>

#include "simulator/platform/idle_histogram.h"

namespace virga::simulator {

struct World;

// What the histogram policy knows of one function.
struct Prewarming {
  explicit Prewarming(std::int64_t range) : idleTimes(range) {}

  IdleHistogram idleTimes;
  std::int64_t idleSince = -1;    // when the last execution has ended; -1: one runs, or none has yet
  std::int64_t keepUntil = 0;     // of the instance that is to be loaded again
  std::uint32_t idlePeriods = 0;  // so far
  std::uint64_t prewarmed = 0;    // instances loaded before anybody waited for them, since the warm-up
};

// An invocation comes to a function that may have been idle.
void endIdlePeriod(World& world, std::uint32_t function);
// The last execution has ended in the instance, which is idle now: keeps it, or unloads it until shortly before it is
// wanted again. Returns false if it has been unloaded.
bool beginIdlePeriod(World& world, std::uint32_t function, std::uint32_t instance);
// Time to load an instance before the next invocation, unless one has come since.
void prewarms(World& world, std::uint32_t function, std::uint32_t idlePeriod);

}  // namespace virga::simulator
