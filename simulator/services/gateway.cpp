#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

// The request is answered with a timeout when the API's integration timeout has passed.
void awaitTimeout(World& world, std::uint32_t requestIndex, std::uint32_t ticket) {
  const auto apiIndex = world.requests[requestIndex].api;
  auto& state = world.apis[apiIndex];
  const auto deadline = world.now + world.system.apis[apiIndex].timeout;
  state.timeouts.push({deadline, requestIndex, ticket});
  state.timeouts.compact([&world](const DeadlineFifo::Entry& e) { return world.requests[e.index].ticket == e.ticket; });
  if (state.timeoutPending) return;
  state.timeoutPending = true;
  world.schedule(deadline, EventKind::requestsDue, apiIndex);
}

}  // namespace

void requestApi(World& world, std::uint32_t requestIndex, std::uint32_t route, std::uint64_t id, std::int64_t bytes,
                std::uint16_t hops) {
  auto& request = world.requests[requestIndex];
  const auto ticket = request.ticket;
  // The API is known from the flow or from the caller's edge; both have set it.
  const auto apiIndex = request.api;
  const auto& api = world.system.apis[apiIndex];
  auto& state = world.apis[apiIndex];
  // A throttled request isn't charged (API Gateway Developer Guide, "API Gateway pricing", 2026).
  const bool passes = state.throttle.take(world.now);
  // Nor, by assumption, is one that is turned away for its size.
  const bool fits = bytes <= api.payloadMax;
  state.record.requested(world.now,
                         passes && fits ? std::max<std::int64_t>(1, (bytes + api.meteredSize - 1) / api.meteredSize) : 0);
  if (!passes) return answerRequest(world, requestIndex, Outcome::throttled);
  auto delay = draw(api.latency, state.latency, id);
  if (!fits) {
    world.schedule(world.now + delay, EventKind::requestFailed, requestIndex, ticket);  // 413
    return;
  }
  // The answer of the gateway itself or of its user directory, where that isn't a yes.
  const auto stops = [&](const FaultEffect& fault) {
    delay += fault.latency;
    if (fault.outcome == Outcome::ok) return false;
    if (fault.silent)
      awaitTimeout(world, requestIndex, ticket);
    else
      world.schedule(world.now + delay,
                     fault.outcome == Outcome::throttled ? EventKind::requestThrottled : EventKind::requestFailed,
                     requestIndex, ticket);
    return true;
  };
  if (!api.faults.empty() && stops(faultEffect(api.faults, world.now, state.faults, id, 0))) return;
  if (api.auth != kNone) {
    auto& auth = world.auths[api.auth];
    ++auth.verifications;
    delay += draw(world.system.auths[api.auth].latency, auth.latency, id);
    const auto& faults = world.system.auths[api.auth].faults;
    if (!faults.empty() && stops(faultEffect(faults, world.now, auth.faults, id, 0))) return;
  }
  awaitTimeout(world, requestIndex, ticket);
  invoke(world, api.routes[route].function, id, {Caller::Kind::request, requestIndex, ticket}, delay, delay, 0, hops);
}

void requestsDue(World& world, std::uint32_t apiIndex) {
  auto& state = world.apis[apiIndex];
  while (!state.timeouts.empty()) {
    const auto entry = state.timeouts.front();
    const bool live = world.requests[entry.index].ticket == entry.ticket;
    if (live && entry.deadline > world.now) break;
    state.timeouts.pop();
    if (live) answerRequest(world, entry.index, Outcome::timeout);  // 504; the function runs on
  }
  state.timeoutPending = !state.timeouts.empty();
  if (state.timeoutPending) world.schedule(state.timeouts.front().deadline, EventKind::requestsDue, apiIndex);
}

void answerRequest(World& world, std::uint32_t index, Outcome outcome) {
  const auto request = world.requests[index];
  world.requests.release(index);
  const auto latency = world.now - request.sentAt;
  if (request.api != kNone) world.apis[request.api].record.answered(world.now, latency, outcome);
  if (request.flow == kNone) return answer(world, request.caller, outcome);
  world.flows[request.flow].record.answered(world.now, latency, outcome);
  if (request.user == kNone) return;
  const auto& flow = world.system.flows[request.flow];
  const auto think = draw(*flow.think, world.flows[request.flow].think, request.id);
  world.schedule(world.now + think, EventKind::userReady, request.flow, request.user);
}

}  // namespace virga::simulator
