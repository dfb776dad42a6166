#include "simulator/services/topic.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {

void TopicRecorder::reset() {
  published = throttles = errors = dropped = 0;
  matched = delivered = failed = retries = 0;
  chunks = calls = deliveredChunks = 0;
  underwayAtReset = underway;
  latency.reset();
}

std::int64_t meteredChunks(const CompiledTopic& topic, std::int64_t bytes) {
  return std::max<std::int64_t>(1, (bytes + topic.meteredSize - 1) / topic.meteredSize);
}

HandedOver publish(World& world, std::uint32_t index, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  const auto& topic = world.system.topics[index];
  auto& state = world.topics[index];
  auto handed =
      acceptance(draw(topic.publishLatency, state.latency, id, 0x10000u), topic.faults, world.now, state.faults, id);
  if (handed.outcome == Outcome::ok && !state.rate.take(world.now)) handed.outcome = Outcome::throttled;
  if (handed.outcome != Outcome::ok) {
    state.record.refuse(world.now, handed.outcome);
    return handed;
  }
  state.record.publish(world.now, meteredChunks(topic, bytes));
  if (hops >= kMostHops) {
    ++state.record.dropped;
    return handed;
  }
  for (std::uint32_t i = 0; i < topic.receivers.size(); ++i) {
    const auto& receiver = topic.receivers[i];
    if (receiver.share < 1 && state.filters.uniform(id, i) >= receiver.share) continue;
    state.record.match();
    if (world.tracer) [[unlikely]]
      world.tracer->derive(id, childId(id, i));
    deliver(world, {TargetKind::topic, index}, i, childId(id, i), bytes, draw(topic.deliveryLatency, state.latency, id, i),
            static_cast<std::uint16_t>(hops + 1));
  }
  return handed;
}

}  // namespace virga::simulator
