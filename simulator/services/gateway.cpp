#include "simulator/services/gateway.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {

void awaitAnswer(World& world, AnswerDeadlines& deadlines, std::int64_t timeout, EventKind due, std::uint32_t gateway,
                 std::uint32_t request) {
  const auto deadline = world.now + timeout;
  deadlines.fifo.push({deadline, request, world.requests[request].ticket});
  deadlines.fifo.compact([&world](const DeadlineFifo::Entry& e) { return world.requests[e.index].ticket == e.ticket; });
  if (deadlines.pending) return;
  deadlines.pending = true;
  world.schedule(deadline, due, gateway);
}

void answersDue(World& world, AnswerDeadlines& deadlines, EventKind due, std::uint32_t gateway) {
  auto& fifo = deadlines.fifo;
  while (!fifo.empty()) {
    const auto entry = fifo.front();
    const bool live = world.requests[entry.index].ticket == entry.ticket;
    if (live && entry.deadline > world.now) break;
    fifo.pop();
    if (live) answerRequest(world, entry.index, Outcome::timeout);  // 504; the function runs on
  }
  deadlines.pending = !fifo.empty();
  if (deadlines.pending) world.schedule(fifo.front().deadline, due, gateway);
}

bool stoppedByFault(World& world, const FaultEffect& fault, std::uint32_t request, std::int64_t& delay) {
  delay += fault.latency;
  if (fault.outcome == Outcome::ok) return false;
  if (!fault.silent)
    world.schedule(world.now + delay,
                   fault.outcome == Outcome::throttled ? EventKind::requestThrottled : EventKind::requestFailed, request,
                   world.requests[request].ticket);
  return true;
}

void requestApi(World& world, std::uint32_t requestIndex, std::uint32_t routeIndex, std::uint64_t id, std::int64_t bytes,
                std::uint16_t hops) {
  auto& request = world.requests[requestIndex];
  const auto ticket = request.ticket;
  // The API is known from the flow or from the caller's edge; both have set it.
  const auto& api = world.system.apis[request.api];
  auto& state = world.apis[request.api];
  if (world.tracer) [[unlikely]]
    world.tracer->gatewayReached(world, requestIndex, api.name, api.routes[routeIndex].route);
  // A throttled request isn't charged (API Gateway Developer Guide, "API Gateway pricing", 2026).
  const bool passes = state.throttle.take(world.now);
  // Nor, by assumption, is one that is turned away for its size.
  const bool fits = bytes <= api.payloadMax;
  state.record.requested(world.now,
                         passes && fits ? std::max<std::int64_t>(1, (bytes + api.meteredSize - 1) / api.meteredSize) : 0);
  if (!passes) return answerRequest(world, requestIndex, Outcome::throttled);
  awaitAnswer(world, state.deadlines, api.timeout, EventKind::requestsDue, request.api, requestIndex);
  auto delay = draw(api.latency, state.latency, id);
  if (!fits) return world.schedule(world.now + delay, EventKind::requestFailed, requestIndex, ticket);  // 413
  if (!api.faults.empty() &&
      stoppedByFault(world, faultEffect(api.faults, world.now, state.faults, id, 0), requestIndex, delay))
    return;
  if (world.tracer) [[unlikely]]
    world.tracer->gatewayStage(requestIndex, api.name, "gateway", world.now, world.now + delay);
  if (api.auth != kNone) {
    const auto authBegins = world.now + delay;
    auto& auth = world.auths[api.auth];
    ++auth.verifications;
    delay += draw(world.system.auths[api.auth].latency, auth.latency, id);
    const auto& faults = world.system.auths[api.auth].faults;
    if (!faults.empty() && stoppedByFault(world, faultEffect(faults, world.now, auth.faults, id, 0), requestIndex, delay))
      return;
    if (world.tracer) [[unlikely]]
      world.tracer->gatewayStage(requestIndex, world.system.auths[api.auth].name, "authorise", authBegins,
                                 world.now + delay);
  }
  const auto& route = api.routes[routeIndex];
  const auto to = route.split && state.split.uniform(id) < route.split->share.at(world.now) ? route.split->to : route.to;
  if (to.kind == TargetKind::service) {
    request.service = to.index;
    if (delay > 0) return world.schedule(world.now + delay, EventKind::requestForwarded, requestIndex, ticket);
    return forwardRequest(world, requestIndex);
  }
  invoke(world, to.index, id, {Caller::Kind::request, requestIndex, ticket}, delay, delay, 0, hops);
}

void forwardRequest(World& world, std::uint32_t index) {
  const auto request = world.requests[index];
  const auto reply = callService(world, request.service, model::Operation::read, 0, request.id, 0);
  if (reply.silent) return;
  if (reply.outcome == Outcome::throttled) return answerRequest(world, index, Outcome::throttled);
  world.schedule(world.now + reply.latency, reply.outcome == Outcome::ok ? EventKind::requestDone : EventKind::requestFailed,
                 index, request.ticket);
}

void answerRequest(World& world, std::uint32_t index, Outcome outcome) {
  if (world.tracer) [[unlikely]]
    world.tracer->requestAnswered(world, index, outcome);
  const auto request = world.requests[index];
  world.requests.release(index);
  const auto latency = world.now - request.sentAt;
  if (request.api != kNone) world.apis[request.api].record.answered(world.now, latency, outcome);
  if (request.flow == kNone) return answer(world, request.caller, outcome);
  world.flows[request.flow].record.answered(world.now, latency, outcome);
  if (world.observer && world.now >= world.observer->from) [[unlikely]]
    world.observer->flows[request.flow].offer({request.id, request.sentAt, latency}, outcome != Outcome::ok,
                                              outcome == Outcome::throttled);
  const auto& flow = world.system.flows[request.flow];
  if (flow.kind == TargetKind::socket) world.sockets[flow.target].record.messages.answered(world.now, latency, outcome);
  if (request.user == kNone) return;
  const auto think = draw(*flow.think, world.flows[request.flow].think, request.id);
  world.schedule(world.now + think, EventKind::userReady, request.flow, request.user);
}

}  // namespace virga::simulator
