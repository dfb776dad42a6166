#include "simulator/platform/world.h"

namespace virga::simulator {

void arrive(World& world, std::uint32_t flowIndex, std::uint32_t user) {
  const auto& flow = world.system.flows[flowIndex];
  if (flow.kind == TargetKind::socket) return connect(world, flowIndex);
  auto& state = world.flows[flowIndex];
  state.record.requested(world.now, 1);
  const auto index = world.requests.make();
  auto& request = world.requests[index];
  const auto ticket = request.ticket;
  request = Request{};
  request.ticket = ticket;
  request.sentAt = world.now;
  request.id = childId(state.key, state.made++);
  request.flow = flowIndex;
  request.user = user;
  switch (flow.kind) {
    case TargetKind::api:
      request.api = flow.target;
      requestApi(world, index, flow.route, request.id, flow.payload, 0);
      return;
    case TargetKind::function:
      invoke(world, flow.target, request.id, {Caller::Kind::request, index, ticket}, 0, 0, 0, 0);
      return;
    case TargetKind::queue:
    case TargetKind::stream:
    case TargetKind::topic: {
      const auto handed = handOver(world, {flow.kind, flow.target}, request.id, flow.payload, 0);
      if (handed.silent) return;
      if (handed.outcome == Outcome::ok)
        world.schedule(world.now + handed.latency, EventKind::requestDone, index, ticket);
      else
        answerRequest(world, index, handed.outcome);
      return;
    }
    case TargetKind::client:
    case TargetKind::service:
    case TargetKind::database:
    case TargetKind::socket:  // its requests are messages
    case TargetKind::auth:
    case TargetKind::schedule: return;  // no flow goes there: compile() refuses it
  }
}

}  // namespace virga::simulator
