#pragma once

#include "simulator/platform/world.h"

namespace virga::simulator {

// Asks the memory for what the steps that end next will need, one thing after the other as buckets of events come nearer:
// the event itself, its strand, its invocation, and that one's instance and request. Only a hint; nothing changes by it.
class StepsAhead {
 public:
  void operator()(World& world) {
    const auto& events = world.events;
    if (events.bucketInUse() == seen_) return;
    seen_ = events.bucketInUse();
    if (events.size() < kMany) return;
    events.prefetchBucket(12);
    events.visitBucket(9, [&](const Event& event) {
      if (isStep(event)) world.strands.prefetch(event.target);
    });
    events.visitBucket(6, [&](const Event& event) {
      if (isStep(event)) world.invocations.prefetch(world.strands[event.target].invocation);
    });
    events.visitBucket(3, [&](const Event& event) {
      if (!isStep(event)) return;
      const auto& invocation = world.invocations[world.strands[event.target].invocation];
      world.functions[invocation.function].pool.prefetch(invocation.instance);
      if (invocation.caller.kind == Caller::Kind::request) world.requests.prefetch(invocation.caller.index);
    });
  }

 private:
  static constexpr std::size_t kMany = 2000;  // records of fewer stay in the caches

  static bool isStep(const Event& event) {
    const auto kind = static_cast<EventKind>(event.type());
    return kind == EventKind::stepOk || kind == EventKind::stepError || kind == EventKind::stepTimeout;
  }

  std::size_t seen_ = 0;
};

}  // namespace virga::simulator
