#include "simulator/experiment/conservation.h"

#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace virga::simulator {
namespace {

std::int64_t signedOf(std::uint64_t count) { return static_cast<std::int64_t>(count); }

std::optional<std::string> unequal(const std::string& name, const char* what, std::int64_t in, std::int64_t out) {
  if (in == out) return std::nullopt;
  return fmt::format("{}: {}: {} came in, {} are accounted for", name, what, in, out);
}

std::optional<std::string> requestsBroken(const std::string& name, const RequestRecorder& record) {
  return unequal(name, "requests", signedOf(record.requests) + record.inFlightAtReset,
                 signedOf(record.succeeded + record.failed + record.throttled) + record.inFlight);
}

// Queries have an end, and every open connection has a holder and is within the limit.
std::optional<std::string> databasesBroken(const World& world) {
  std::vector<std::int64_t> open(world.databases.size(), 0);
  for (std::uint32_t i = 0; i < world.sessions.size(); ++i) {
    const auto& session = world.sessions[i];
    if (session.open == 0) continue;
    open[session.database] += session.open;
    if (session.busy > session.open)
      return fmt::format("{}: {} queries run on {} connections of one holder", world.system.databases[session.database].name,
                         session.busy, session.open);
  }
  for (std::size_t i = 0; i < world.databases.size(); ++i) {
    const auto& compiled = world.system.databases[i];
    const auto& state = world.databases[i];
    const auto& record = state.record;
    if (auto broken =
            unequal(compiled.name, "queries", signedOf(record.reads + record.writes) + record.inFlightAtReset,
                    signedOf(record.succeeded + record.errors + record.refused + record.throttles) + record.inFlight))
      return broken;
    if (auto broken = unequal(compiled.name, "connections", record.connections.level(), open[i] + compiled.poolSize))
      return broken;
    if (record.connections.level() > compiled.limit || state.lent > compiled.poolSize)
      return fmt::format("{}: {} connections are open and {} lent, more than the limit allows", compiled.name,
                         record.connections.level(), state.lent);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> conservationBroken(const World& world) {
  const auto& system = world.system;
  std::int64_t open = 0;
  for (std::size_t i = 0; i < world.flows.size(); ++i) {
    if (auto broken = requestsBroken(system.flows[i].name, world.flows[i].record)) return broken;
    open += world.flows[i].record.inFlight;
  }
  if (open > world.requests.live())
    return fmt::format("{} requests are in flight, {} have a record", open, world.requests.live());
  for (std::size_t i = 0; i < world.apis.size(); ++i)
    if (auto broken = requestsBroken(system.apis[i].name, world.apis[i].record)) return broken;
  std::int64_t connections = 0;
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    const auto& state = world.sockets[i];
    const auto& record = state.record;
    const auto& name = system.sockets[i].name;
    if (auto broken = requestsBroken(name, record.messages)) return broken;
    if (auto broken = unequal(name, "connects", signedOf(record.asked) + record.openingAtReset,
                              signedOf(record.opened + record.refused) + state.opening))
      return broken;
    if (auto broken =
            unequal(name, "connections", signedOf(record.opened) + record.openAtReset, signedOf(record.closed) + state.open))
      return broken;
    connections += state.opening + state.open;
  }
  if (auto broken = unequal("all", "connections", connections, world.connections.live())) return broken;
  for (std::size_t i = 0; i < world.functions.size(); ++i) {
    const auto& state = world.functions[i];
    if (auto broken = unequal(system.functions[i].name, "invocations",
                              signedOf(state.record.invocations) + state.record.inFlightAtReset,
                              signedOf(state.record.completed) + state.busy))
      return broken;
  }
  for (std::size_t i = 0; i < world.containers.size(); ++i) {
    const auto& record = world.containers[i].record;
    const auto function = system.containers[i].function;
    if (auto broken = unequal(system.functions[function].name, "requests", signedOf(record.arrived) + record.waitingAtReset,
                              signedOf(world.functions[function].record.invocations + record.turnedAway) +
                                  static_cast<std::int64_t>(world.containers[i].line.size())))
      return broken;
  }
  for (std::size_t i = 0; i < world.queues.size(); ++i) {
    const auto& state = world.queues[i];
    const auto& record = state.record;
    if (auto broken = unequal(system.queues[i].name, "messages", signedOf(record.sent) + record.residentAtReset,
                              signedOf(record.deleted + record.deadLettered + record.expired) + state.resident))
      return broken;
    if (state.depth < 0 || state.depth > state.resident)
      return fmt::format("{}: {} messages are visible of {}", system.queues[i].name, state.depth, state.resident);
  }
  for (std::size_t i = 0; i < world.services.size(); ++i) {
    const auto& record = world.services[i].record;
    if (auto broken = unequal(system.services[i].name, "calls", signedOf(record.reads + record.writes),
                              signedOf(record.succeeded + record.errors + record.throttles)))
      return broken;
    if (auto broken = unequal(system.services[i].name, "notifications", signedOf(record.announced) + record.underwayAtReset,
                              signedOf(record.notified + record.notificationsFailed) + record.underway))
      return broken;
  }
  for (std::size_t i = 0; i < world.streamConsumers.size(); ++i) {
    const auto& state = world.streamConsumers[i];
    const auto stream = system.streamConsumers[i].stream;
    if (auto broken = unequal(system.streams[stream].name, "records",
                              signedOf(world.streams[stream].record.put) + state.residentAtReset,
                              signedOf(state.processed + state.givenUp + state.expired) + state.resident))
      return broken;
  }
  for (std::size_t i = 0; i < world.topics.size(); ++i) {
    const auto& record = world.topics[i].record;
    if (auto broken = unequal(system.topics[i].name, "deliveries", signedOf(record.matched) + record.underwayAtReset,
                              signedOf(record.delivered + record.failed) + record.underway))
      return broken;
  }
  for (std::size_t i = 0; i < world.schedules.size(); ++i) {
    const auto& record = world.schedules[i].record;
    if (auto broken = unequal(system.schedules[i].name, "deliveries", signedOf(record.attempts) + record.inFlightAtReset,
                              signedOf(record.delivered + record.failed) + record.inFlight))
      return broken;
  }
  return databasesBroken(world);
}

}  // namespace virga::simulator
