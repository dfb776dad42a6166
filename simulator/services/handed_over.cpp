#include "simulator/services/handed_over.h"

#include "simulator/platform/world.h"

namespace virga::simulator {

namespace {

HandedOver handTo(World& world, Target target, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  switch (target.kind) {
    case TargetKind::queue: return send(world, target.index, id, bytes, hops);
    case TargetKind::stream: return putRecord(world, target.index, id, bytes, hops);
    case TargetKind::topic: return publish(world, target.index, id, bytes, hops);
    case TargetKind::socket: return push(world, target.index, id, bytes);
    case TargetKind::function: {
      // Accepted by the platform's queue after its own overhead; what happens then is no longer the sender's.
      const auto& function = world.system.functions[target.index];
      const auto wait = draw(function.invokeLatency, world.functions[target.index].streams.latency, id, 1u << 30);
      invokeAsync(world, target.index, id, hops);
      return {wait, Outcome::ok};
    }
    case TargetKind::client:
    case TargetKind::service:
    case TargetKind::database:
    case TargetKind::api:
    case TargetKind::auth:
    case TargetKind::schedule: break;  // compile() lets nothing be handed to these
  }
  return {0, Outcome::error};
}

}  // namespace

HandedOver handOver(World& world, Target target, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  const auto handed = handTo(world, target, id, bytes, hops);
  if (world.tracer) [[unlikely]]
    world.tracer->handedOver(world, target, id, handed);
  return handed;
}

}  // namespace virga::simulator
