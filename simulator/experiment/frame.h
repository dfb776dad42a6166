#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/units/duration.h"

namespace virga::simulator {

struct World;

// A component at one instant of a running simulation. What its kind doesn't have is nothing.
struct ComponentFrame {
  std::string id;
  std::optional<std::int64_t> instances;    // live: busy, idle and starting; servers of a container service
  std::optional<std::int64_t> busy;         // executions
  std::optional<std::int64_t> waiting;      // messages, records, or requests in a line
  std::optional<std::int64_t> connections;  // open
  double requestsPerSecond = 0;             // since the frame before, in simulated time; so are these
  double throttlesPerSecond = 0;
  double errorsPerSecond = 0;
  double coldStartsPerSecond = 0;
};

// What a run looks like at one instant; never changed after it was made.
struct Frame {
  model::Duration time;                    // simulated
  std::vector<ComponentFrame> components;  // in the architecture's order, without clients
};

// Takes frames of one replication, one after the other.
class FrameCamera {
 public:
  Frame take(const World& world);

 private:
  struct Counts {
    std::uint64_t requests = 0, throttles = 0, errors = 0, coldStarts = 0;
  };
  std::vector<Counts> before_;  // by component
  std::int64_t takenAt_ = 0;
};

}  // namespace virga::simulator
