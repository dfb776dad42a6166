#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

// A client that never gets an answer gives up after this: the read timeout of botocore, which others have alike (botocore
// reference, Config, read_timeout).
constexpr std::int64_t kPatience = 60'000'000'000;

// The request is answered at once, after a latency or, where nobody answers, when the client gives up.
void answerAfter(World& world, std::uint32_t index, std::int64_t latency, Outcome outcome, bool silent) {
  const auto ticket = world.requests[index].ticket;
  if (silent)
    world.schedule(world.now + kPatience, EventKind::requestFailed, index, ticket);
  else if (outcome == Outcome::ok)
    world.schedule(world.now + latency, EventKind::requestDone, index, ticket);
  else
    answerRequest(world, index, outcome);
}

}  // namespace

void arrive(World& world, std::uint32_t flowIndex, std::uint32_t user) {
  const auto& flow = world.system.flows[flowIndex];
  if (flow.kind == TargetKind::socket) return connect(world, flowIndex);
  auto& state = world.flows[flowIndex];
  state.record.requested(world.now, 1);
  const auto index = world.requests.makeNew();
  auto& request = world.requests[index];
  const auto ticket = request.ticket;
  request.sentAt = world.now;
  request.id = childId(state.key, state.made++);
  request.flow = flowIndex;
  request.user = user;
  if (world.tracer) [[unlikely]]
    world.tracer->requestSent(world, index);
  switch (flow.kind) {
    case TargetKind::api:
      request.api = flow.target;
      requestApi(world, index, flow.route, request.id, flow.payload, 0);
      return;
    case TargetKind::function:
      if (!world.system.functions[flow.target].answersClients) {
        const auto handed = handOver(world, {flow.kind, flow.target}, request.id, flow.payload, 0);
        return answerAfter(world, index, handed.latency, handed.outcome, handed.silent);
      }
      invoke(world, flow.target, request.id, {Caller::Kind::request, index, ticket}, 0, 0, 0, 0);
      return;
    case TargetKind::queue:
    case TargetKind::stream:
    case TargetKind::topic: {
      const auto handed = handOver(world, {flow.kind, flow.target}, request.id, flow.payload, 0);
      return answerAfter(world, index, handed.latency, handed.outcome, handed.silent);
    }
    case TargetKind::service: {
      const auto reply = callService(world, flow.target, model::Operation::write, flow.payload, request.id, 0);
      return answerAfter(world, index, reply.latency, reply.outcome, reply.silent);
    }
    case TargetKind::client:
    case TargetKind::database:
    case TargetKind::socket:  // its requests are messages
    case TargetKind::auth:
    case TargetKind::schedule: return;  // no flow goes there: compile() refuses it
  }
}

}  // namespace virga::simulator
