#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/kernel/event_queue.h"

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

// With thousands of functions, what an event needs is in no near cache, and waiting for it takes longer than the event's
// own work. So it is asked for while earlier events are dealt with. Nothing here changes what happens.
class LookAhead {
 public:
  explicit LookAhead(const World& world);

  // Asks for what the event names: flow, function.
  void named(const Event& event) const;
  // Asks for what that refers to; it should have arrived by now.
  void referred(const Event& event) const;

 private:
  const World& world_;
  std::vector<std::uint32_t> functionOfFlow_;  // close together, unlike the flows; kNone: it goes elsewhere
};

}  // namespace virga::simulator
