#pragma once

#include <cstdint>
#include <vector>

#include "simulator/kernel/event_queue.h"

namespace virga::simulator {

struct World;

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
