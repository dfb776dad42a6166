#pragma once

#include <cstddef>

#include "simulator/kernel/event_queue.h"

// With thousands of functions, what an event needs is in no near cache, and waiting for it takes longer than the event's
// own work. So it is asked for while earlier events are dealt with. Nothing here changes what happens.
namespace virga::simulator {

struct World;

// Asks for all lines of memory of [from, to).
inline void prefetchRange(const void* from, const void* to) {
  constexpr std::ptrdiff_t kLine = 64;
  const auto* const end = static_cast<const char*>(to);
  for (const auto* at = static_cast<const char*>(from); at < end; at += kLine) __builtin_prefetch(at, 1);
  __builtin_prefetch(end - 1, 1);
}
template <class Object>
void prefetchObject(const Object& object) {
  prefetchRange(&object, &object + 1);
}

// What the event names: flow, function.
void prefetchNamed(const World& world, const Event& event);
// What that refers to; it should have arrived by now.
void prefetchReferred(const World& world, const Event& event);

}  // namespace virga::simulator
