#pragma once

#include <cstdint>
#include <vector>

#include "simulator/platform/fault.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"

namespace virga::simulator {

struct World;

// Whether something was accepted that is dealt with later, and how long its sender waits to know.
struct HandedOver {
  std::int64_t latency;  // ns
  Outcome outcome;
  bool silent = false;  // the sender will never know
};

// What the taker says by itself after `latency`, and what the faults in force there make of it.
inline HandedOver acceptance(std::int64_t latency, const std::vector<FaultWindow>& faults, std::int64_t now,
                             const RandomStream& faultStream, std::uint64_t id) {
  if (faults.empty()) return {latency, Outcome::ok};
  const auto fault = faultEffect(faults, now, faultStream, id, 0);
  return {fault.refused ? 0 : latency + fault.latency, fault.outcome, fault.silent};
}

// Hands something to what takes it without an answer of its own: a queue, a topic, a stream; a function or workflow
// asynchronously; or a connection.
HandedOver handOver(World& world, Target target, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);

}  // namespace virga::simulator
