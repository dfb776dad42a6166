#include "simulator/services/socket.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

// What the children of a connection's id are; its messages follow.
constexpr std::uint64_t kConnectId = 0, kDisconnectId = 1, kFirstMessageId = 2;
// The draw of how long a connection lasts; those below are of the pauses before its messages.
constexpr std::uint32_t kLasts = 0xFFFFFFFFu;

std::int64_t chunksOf(const CompiledSocket& socket, std::int64_t bytes) {
  return std::max<std::int64_t>(1, (bytes + socket.meteredSize - 1) / socket.meteredSize);
}

void refuseConnection(World& world, std::uint32_t index, Outcome why) {
  auto& state = world.sockets[world.system.flows[world.connections[index].flow].target];
  --state.opening;
  state.record.refuse(world.now, why);
  world.connections.release(index);
}

// Plans what comes first: the next message, the end of the connection's time, or that of the gateway's patience with one
// over which nothing comes. Pushes aren't addressed to single connections, so they keep none open.
void planNext(World& world, std::uint32_t index) {
  auto& connection = world.connections[index];
  const auto& flow = world.system.flows[connection.flow];
  auto next = std::min(connection.closesAt, world.now + world.system.sockets[flow.target].idle);
  connection.sends = false;
  if (flow.connection->sends) {
    const auto pause = draw(flow.connection->pause, world.flows[connection.flow].think, connection.id, connection.messages);
    if (world.now + pause < next) {
      next = world.now + pause;
      connection.sends = true;
    }
  }
  world.schedule(next, EventKind::connectionActs, index, connection.ticket);
}

void sendMessage(World& world, std::uint32_t flowIndex, std::uint64_t id) {
  const auto& flow = world.system.flows[flowIndex];
  const auto& socket = world.system.sockets[flow.target];
  auto& state = world.sockets[flow.target];
  world.flows[flowIndex].record.requested(world.now, 1);
  const auto index = world.requests.makeNew();
  auto& request = world.requests[index];
  const auto ticket = request.ticket;
  request.sentAt = world.now;
  request.id = id;
  request.flow = flowIndex;
  if (world.tracer) [[unlikely]] {
    world.tracer->requestSent(world, index);
    world.tracer->gatewayReached(world, index, socket.name, "message");
  }
  const bool passes = state.throttle.take(world.now);
  state.record.messages.requested(world.now, passes ? chunksOf(socket, flow.payload) : 0);
  if (!passes) return answerRequest(world, index, Outcome::throttled);
  awaitAnswer(world, state.deadlines, socket.timeout, EventKind::messagesDue, flow.target, index);
  auto delay = draw(socket.latency, state.latency, id);
  if (!socket.faults.empty() &&
      stoppedByFault(world, faultEffect(socket.faults, world.now, state.faults, id, 0), index, delay))
    return;
  if (world.tracer) [[unlikely]]
    world.tracer->gatewayStage(index, socket.name, "gateway", world.now, world.now + delay);
  if (flow.connection->function == kNone) return world.schedule(world.now + delay, EventKind::requestFailed, index, ticket);
  invoke(world, flow.connection->function, id, {Caller::Kind::request, index, ticket}, delay, delay, 0, 0);
}

void close(World& world, std::uint32_t index) {
  const auto connection = world.connections[index];
  world.connections.release(index);
  const auto socketIndex = world.system.flows[connection.flow].target;
  const auto& socket = world.system.sockets[socketIndex];
  auto& state = world.sockets[socketIndex];
  ++state.record.closed;
  state.record.connections.set(world.now, --state.open);
  if (socket.disconnect == kNone) return;
  const auto id = childId(connection.id, kDisconnectId);
  const auto delay = draw(socket.latency, state.latency, id);
  invoke(world, socket.disconnect, id, {}, delay, delay, 0, 0);
}

}  // namespace

void SocketRecorder::reset(std::int64_t now, std::int64_t opening) {
  messages.reset();
  openingAtReset = opening;
  openAtReset = connections.level();
  connections.reset(now);
  asked = opened = refused = closed = 0;
  pushes = pushErrors = throttles = pushChunks = pushedBytes = 0;
}

void connect(World& world, std::uint32_t flowIndex) {
  const auto& flow = world.system.flows[flowIndex];
  auto& flowState = world.flows[flowIndex];
  const auto id = childId(flowState.key, flowState.made++);
  const auto& socket = world.system.sockets[flow.target];
  auto& state = world.sockets[flow.target];
  ++state.record.asked;
  if (!state.connects.take(world.now) || !state.throttle.take(world.now))
    return state.record.refuse(world.now, Outcome::throttled);
  auto delay = draw(socket.latency, state.latency, id);
  const auto passes = [&](const std::vector<FaultWindow>& faults, const RandomStream& stream) {
    if (faults.empty()) return true;
    const auto fault = faultEffect(faults, world.now, stream, id, 0);
    delay += fault.latency;
    if (fault.outcome != Outcome::ok) state.record.refuse(world.now, fault.outcome);
    return fault.outcome == Outcome::ok;
  };
  if (!passes(socket.faults, state.faults)) return;
  if (socket.auth != kNone) {
    auto& auth = world.auths[socket.auth];
    ++auth.verifications;
    delay += draw(world.system.auths[socket.auth].latency, auth.latency, id);
    if (!passes(world.system.auths[socket.auth].faults, auth.faults)) return;
  }
  const auto index = world.connections.makeNew();
  auto& connection = world.connections[index];
  const auto ticket = connection.ticket;
  connection.id = id;
  connection.flow = flowIndex;
  ++state.opening;
  if (socket.connect == kNone) {
    if (delay > 0) return world.schedule(world.now + delay, EventKind::connectionOpens, index, ticket);
    return connectionOpens(world, index);
  }
  world.schedule(world.now + socket.timeout, EventKind::connectTimesOut, index, ticket);
  invoke(world, socket.connect, childId(id, kConnectId), {Caller::Kind::connection, index, ticket}, delay, delay, 0, 0);
}

void connectAnswered(World& world, std::uint32_t index, Outcome outcome) {
  if (outcome == Outcome::ok) return connectionOpens(world, index);
  refuseConnection(world, index, outcome);
}

void connectTimesOut(World& world, std::uint32_t index) {
  if (!world.connections[index].open) refuseConnection(world, index, Outcome::timeout);
}

void connectionOpens(World& world, std::uint32_t index) {
  auto& connection = world.connections[index];
  const auto& flow = world.system.flows[connection.flow];
  auto& state = world.sockets[flow.target];
  --state.opening;
  ++state.record.opened;
  state.record.connections.set(world.now, ++state.open);
  connection.open = true;
  const auto lasts = draw(flow.connection->lasts, world.flows[connection.flow].think, connection.id, kLasts);
  connection.closesAt = world.now + std::min(lasts, world.system.sockets[flow.target].longest);
  planNext(world, index);
}

void connectionActs(World& world, std::uint32_t index) {
  auto& connection = world.connections[index];
  if (!connection.sends) return close(world, index);
  const auto flow = connection.flow;
  const auto id = childId(connection.id, kFirstMessageId + connection.messages++);
  planNext(world, index);
  sendMessage(world, flow, id);
}

HandedOver push(World& world, std::uint32_t socketIndex, std::uint64_t id, std::int64_t bytes) {
  const auto& socket = world.system.sockets[socketIndex];
  auto& state = world.sockets[socketIndex];
  if (!state.throttle.take(world.now)) {
    state.record.throttled(world.now);
    return {0, Outcome::throttled};
  }
  const auto handed = acceptance(draw(socket.latency, state.latency, id), socket.faults, world.now, state.faults, id);
  if (handed.outcome == Outcome::throttled) {
    state.record.throttled(world.now);
    return handed;
  }
  if (handed.outcome != Outcome::ok) {
    ++state.record.pushErrors;
    state.record.messages.errorSeries.add(world.now);
    return handed;
  }
  ++state.record.pushes;
  state.record.pushChunks += static_cast<std::uint64_t>(chunksOf(socket, bytes));
  state.record.pushedBytes += static_cast<std::uint64_t>(bytes);
  return handed;
}

}  // namespace virga::simulator
