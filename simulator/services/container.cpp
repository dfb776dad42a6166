#include "simulator/services/container.h"

#include <algorithm>
#include <cmath>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

void setPresent(World& world, const FunctionState& state, ContainerState& servers) {
  servers.load.set(world.now, state.busy + static_cast<std::int64_t>(servers.line.size()));
}

void setQueue(World& world, ContainerState& servers) {
  servers.record.queue.set(world.now, static_cast<std::int64_t>(servers.line.size()));
}

void start(World& world, std::uint32_t index, std::uint32_t server) {
  auto& invocation = world.invocations[index];
  auto& state = world.functions[invocation.function];
  auto& servers = world.containers[world.system.functions[invocation.function].container];
  servers.record.wait.record(world.now - invocation.startedAt);
  if (world.tracer) [[unlikely]] {
    world.tracer->leavesLine(world, index, 0, 0);
    world.tracer->executionStarts(world, index);
  }
  invocation.instance = server;
  invocation.startedAt = world.now;
  state.record.invoked(world.now, false);
  state.record.busy.set(world.now, ++state.busy);
  setPresent(world, state, servers);
  startSteps(world, index);
}

// Hands the free slots to those in the line.
void serve(World& world, FunctionState& state, ContainerState& servers) {
  if (servers.serving) return;
  servers.serving = true;
  while (!servers.line.empty()) {
    const auto server = state.pool.takeInTurn();
    if (server == kNone) break;
    const auto index = servers.line.pop();
    setQueue(world, servers);
    start(world, index, server);
  }
  servers.serving = false;
}

void removeServer(World& world, FunctionState& state, std::uint32_t server) {
  closeSessions(world, state.pool[server].sessions, world.now);
  state.pool.remove(server);
  state.record.instances.set(world.now, state.pool.live());
}

void startServer(World& world, const CompiledContainer& service, ContainerState& servers) {
  auto& state = world.functions[service.function];
  const auto wait = draw(service.scaling.start, state.streams.coldStart, servers.started++);
  const auto server = state.pool.addStarting(world.now, world.now + wait);
  ++servers.wanted;
  state.record.instances.set(world.now, state.pool.live());
  world.schedule(world.now + wait, EventKind::serverReady, service.function, server);
}

void retireServer(World& world, const CompiledContainer& service, ContainerState& servers) {
  auto& state = world.functions[service.function];
  const auto server = state.pool.retireServer();
  if (server == kNone) return;
  --servers.wanted;
  if (state.pool[server].busy == 0) removeServer(world, state, server);
}

}  // namespace

void requestServer(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  const auto container = world.system.functions[invocation.function].container;
  const auto& service = world.system.containers[container];
  auto& state = world.functions[invocation.function];
  auto& servers = world.containers[container];
  ++servers.record.arrived;
  const auto waiting = static_cast<std::int64_t>(servers.line.size());
  const auto server = waiting > 0 || invocation.hops > kMostHops ? kNone : state.pool.takeInTurn();
  if (server == kNone && (invocation.hops > kMostHops || (service.queueLimit >= 0 && waiting >= service.queueLimit))) {
    ++servers.record.turnedAway;
    return refuse(world, index);
  }
  invocation.startedAt = world.now;
  startTimeout(world, index);
  if (server != kNone) return start(world, index, server);
  servers.line.push(index);
  if (world.tracer) [[unlikely]]
    world.tracer->joinsLine(world, index);
  setQueue(world, servers);
  setPresent(world, state, servers);
}

// A request that ends has a server. In the line none reaches its timeout: all that came before it have the earlier
// deadlines, so it gets a slot by its own at the latest, and is then ended in it.
void requestEnds(World& world, std::uint32_t index, Outcome outcome) {
  const auto invocation = world.invocations[index];
  auto& state = world.functions[invocation.function];
  auto& servers = world.containers[world.system.functions[invocation.function].container];
  const auto waited = world.now - invocation.arrivedAt;
  world.invocations.release(index);
  state.record.finished(world.now, waited, world.now - invocation.startedAt, outcome, 0, false);
  state.record.busy.set(world.now, --state.busy);
  if (state.pool.giveBackInTurn(invocation.instance, world.now)) {
    auto& server = state.pool[invocation.instance];
    if (server.cpu != kNone) {
      world.cpus.release(server.cpu);
      server.cpu = kNone;
    }
    if (server.retires) removeServer(world, state, invocation.instance);
  }
  setPresent(world, state, servers);
  serve(world, state, servers);
  answer(world, invocation.caller, outcome);
}

void serverReady(World& world, std::uint32_t function, std::uint32_t server) {
  auto& state = world.functions[function];
  state.pool.joinTurn(server);
  serve(world, state, world.containers[world.system.functions[function].container]);
}

void lookAtLoad(World& world, std::uint32_t container) {
  // A load that fills a whole number of servers to the target isn't to want one more by a rounding error.
  constexpr double kRounding = 1e-9;
  const auto& service = world.system.containers[container];
  const auto& rule = service.scaling;
  auto& servers = world.containers[container];
  const double slots = world.system.functions[service.function].instanceConcurrency;
  const double needed = servers.load.mean(world.now).value_or(0.0) / (slots * rule.target);
  servers.load.reset(world.now);
  world.schedule(world.now + rule.every, EventKind::lookAtLoad, container);
  const auto desired = std::max(
      service.servers, static_cast<std::uint32_t>(std::min<double>(rule.maxServers, std::ceil(needed - kRounding))));
  if (desired >= servers.wanted) {
    servers.lowSince = -1;
    while (servers.wanted < desired) startServer(world, service, servers);
    return;
  }
  if (servers.lowSince < 0) servers.lowSince = world.now;
  if (world.now - servers.lowSince >= rule.cooldown) retireServer(world, service, servers);
}

}  // namespace virga::simulator
