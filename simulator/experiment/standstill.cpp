#include "simulator/experiment/standstill.h"

#include <fmt/format.h>

namespace virga::simulator {
namespace {

std::string ofRequest(const World& world, const Request& request) {
  if (request.api != kNone) return world.system.apis[request.api].name;
  if (request.flow != kNone) return clientOf(world.system.flows[request.flow]);
  return {};
}

std::string ofTarget(const World& world, const Target& target) {
  for (std::size_t i = 0; i < world.system.parts.size(); ++i)
    if (world.system.parts[i].kind == target.kind && world.system.parts[i].index == target.index)
      return world.system.architecture->components[i].id;
  return {};
}

std::string ofBatch(const World& world, const Batch& batch) {
  if (batch.lane == kNone) return world.system.queues[world.system.consumers[batch.consumer].queue].name;
  return world.system.streams[world.system.streamConsumers[batch.consumer].stream].name;
}

}  // namespace

std::string clientOf(const CompiledFlow& flow) { return flow.client.substr(0, flow.client.rfind('/')); }

std::string placeOf(const World& world, const Event& event) {
  const auto target = event.target;
  const auto function = [&](std::uint32_t index) { return world.system.functions[index].name; };
  switch (static_cast<EventKind>(event.type())) {
    case EventKind::arrival:
    case EventKind::userReady: return clientOf(world.system.flows[target]);
    case EventKind::requestFailed:
    case EventKind::requestThrottled:
    case EventKind::requestDone:
    case EventKind::requestForwarded: return ofRequest(world, world.requests[target]);
    case EventKind::requestsDue: return world.system.apis[target].name;
    case EventKind::messagesDue: return world.system.sockets[target].name;
    case EventKind::connectTimesOut:
    case EventKind::connectionOpens:
    case EventKind::connectionActs: return clientOf(world.system.flows[world.connections[target].flow]);
    case EventKind::invocationBegins:
    case EventKind::invocationLost:
    case EventKind::executionStarts:
    case EventKind::stepsBegin: return function(world.invocations[target].function);
    case EventKind::computed: return function(world.cpus[target].function);
    case EventKind::stepOk:
    case EventKind::stepError:
    case EventKind::stepThrottled:
    case EventKind::stepTimeout:
    case EventKind::callAgain: return function(world.invocations[world.strands[target].invocation].function);
    case EventKind::executionsDue:
    case EventKind::leaves:
    case EventKind::serverReady:
    case EventKind::instanceReady:
    case EventKind::scalerLooks:
    case EventKind::concurrencyLooks:
    case EventKind::waitsDue:
    case EventKind::prewarms: return function(target);
    case EventKind::asyncAgain: return function(world.asyncEvents[target].function);
    case EventKind::windowEnds:
    case EventKind::pollerGrows:
    case EventKind::pollerRested: return world.system.queues[world.system.consumers[target].queue].name;
    case EventKind::batchesDue: return world.system.queues[target].name;
    case EventKind::batchComesAgain:
    case EventKind::recordsAgain: return ofBatch(world, world.batches[target]);
    case EventKind::delivers:
    case EventKind::deliveryEnds: return ofTarget(world, world.deliveries[target].from);
    case EventKind::fires: return world.system.schedules[target].name;
    case EventKind::queriesDue: return world.system.databases[target].name;
    case EventKind::lookAtLoad: return function(world.system.containers[target].function);
    case EventKind::laneDue:
    case EventKind::scheduleDelivers:
    case EventKind::queryRuns:
    case EventKind::queryEnds: return {};
  }
  return {};
}

std::uint64_t inFlight(const World& world) {
  return std::uint64_t{world.requests.live()} + world.invocations.live() + world.messages.live() + world.asyncEvents.live() +
         world.deliveries.live() + world.strands.live() + world.connections.live();
}

model::Problem problemOf(const TimeStandsStill& still) {
  const auto at = model::toText(model::Duration{still.at});
  const auto place = still.component.empty() ? std::string() : fmt::format(" at '{}'", still.component);
  auto message =
      still.crowded
          ? fmt::format(
                "more than {} requests and messages are on their way at {}, the next one{}: they become more and more",
                fmt::group_digits(kMostInFlight), at, place)
          : fmt::format(
                "time stands still at {}: more than {} events at one instant, the next one{}; a loop of requests or "
                "messages takes no time",
                at, fmt::group_digits(kMostStepsAtOnce), place);
  auto hint = still.crowded ? "lower the arrivals, cut a loop of topics or queues, or let something refuse what is too much"
                            : "give a step in the loop a duration, or the closed client a think time";
  return {model::Severity::error, "cannot-simulate", {}, 0, 0, "components", std::move(message), hint};
}

}  // namespace virga::simulator
