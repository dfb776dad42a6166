#include <algorithm>

#include "simulator/platform/world.h"

// Asynchronous invocations: the platform queues the event, runs the function, and tries again by itself.
// Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation", 2026.
namespace virga::simulator {

void invokeAsync(World& world, std::uint32_t function, std::uint64_t id, std::uint16_t hops) {
  const auto index = world.asyncEvents.makeNew();
  auto& event = world.asyncEvents[index];
  const auto ticket = event.ticket;
  event.firstAt = world.now;
  event.id = id;
  event.function = function;
  event.hops = hops;
  invoke(world, function, id, {Caller::Kind::async, index, ticket}, 0, 0, 0, hops);
}

void asyncAgain(World& world, std::uint32_t index) {
  const auto event = world.asyncEvents[index];
  ++world.functions[event.function].record.retries;
  invoke(world, event.function, event.id, {Caller::Kind::async, index, event.ticket}, 0, 0,
         static_cast<std::uint16_t>(event.attempt + event.throttles), event.hops);
}

void asyncAnswered(World& world, std::uint32_t index, Outcome outcome) {
  auto& event = world.asyncEvents[index];
  const auto& function = world.system.functions[event.function];
  std::int64_t wait = -1;
  if (outcome == Outcome::throttled) {
    event.backoff = event.backoff == 0 ? function.asyncBackoffMin : std::min(event.backoff * 2, function.asyncBackoffMax);
    ++event.throttles;
    // A platform without a back-off doesn't try again.
    if (event.backoff > 0) wait = event.backoff;
  } else if (outcome != Outcome::ok && event.attempt < function.asyncRetries) {
    wait = function.asyncRetryWait << event.attempt;
    ++event.attempt;
  }
  if (wait < 0 || world.now + wait - event.firstAt > function.asyncMaxAge) {
    if (outcome != Outcome::ok) ++world.functions[event.function].record.dropped;
    world.asyncEvents.release(index);
    return;
  }
  if (world.tracer) [[unlikely]]
    world.tracer->asyncBacksOff(world, function.name, event.id, wait, outcome);
  world.schedule(world.now + wait, EventKind::asyncAgain, index, event.ticket);
}

}  // namespace virga::simulator
