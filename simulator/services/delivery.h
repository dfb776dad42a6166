#pragma once

#include <cstdint>

#include "simulator/kernel/slot_pool.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"

namespace virga::simulator {

struct World;

// Who gets a share of what a topic, bus or store tells.
struct CompiledReceiver {
  Target to;
  double share = 1;
  bool called = false;  // a third party or server: delivered once it has answered
};

// A delivery that failed is tried again after backoffMin, then twice that, up to backoffMax, until it is older than maxAge
// (what is the platform's own) or `retries` are used up (what is called).
struct DeliveryPolicy {
  std::uint32_t retries = 0;
  std::int64_t backoffMin = 0, backoffMax = 0, maxAge = 0;  // ns
  std::int64_t timeout = 0;                                 // ns, of a call
};

// One message on its way to one receiver.
struct Delivery {
  std::int64_t sentAt = 0;
  std::int64_t bytes = 0;
  std::uint64_t id = 0;
  Target from;                     // topic or service
  std::uint32_t receiver = kNone;  // among the source's; kNone: the table's stream of changes
  std::uint32_t ticket = 0;        // also changes with every answer, so that a late one is dropped
  std::uint32_t attempt = 0;
  std::uint16_t hops = 0;
  Outcome outcome = Outcome::ok;  // of the answer under way
};

// Sends a message to the source's receiver, which it reaches after `delay`.
void deliver(World& world, Target from, std::uint32_t receiver, std::uint64_t id, std::int64_t bytes, std::int64_t delay,
             std::uint16_t hops);
void delivers(World& world, std::uint32_t delivery);
void deliveryAnswered(World& world, std::uint32_t delivery, Outcome outcome);

}  // namespace virga::simulator
