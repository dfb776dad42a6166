#include "simulator/platform/look_ahead.h"

#include "simulator/kernel/prefetch.h"
#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

void prefetchFunction(const World& world, std::uint32_t index, bool ends) {
  const auto& state = world.functions[index];
  state.pool.prefetch();
  const void* const end = ends ? static_cast<const void*>(&state.record.coldStarts) : &state.record.duration;
  prefetchRange(&state.timeouts, end);
  const auto& compiled = world.system.functions[index];
  const void* const read = ends ? static_cast<const void*>(&compiled.reserved) : &compiled.start.provision;
  prefetchRange(&compiled.role, read);
}

std::uint32_t flowOf(const World& world, const Invocation& invocation) {
  return invocation.caller.kind == Caller::Kind::request ? world.requests[invocation.caller.index].flow : kNone;
}

const Invocation& invocationOf(const World& world, const Event& event) {
  return world.invocations[world.strands[event.target].invocation];
}

}  // namespace

LookAhead::LookAhead(const World& world) : world_(world) {
  functionOfFlow_.reserve(world.system.flows.size());
  for (const auto& flow : world.system.flows)
    functionOfFlow_.push_back(flow.kind == TargetKind::function ? flow.target : kNone);
}

void LookAhead::named(const Event& event) const {
  const auto& world = world_;
  switch (static_cast<EventKind>(event.type())) {
    case EventKind::arrival: {
      const auto& state = world.flows[event.target];
      prefetchRange(&state, &state.record.latency);
      __builtin_prefetch(&world.system.flows[event.target]);
      const auto function = functionOfFlow_[event.target];
      if (function != kNone) prefetchFunction(world, function, false);
      return;
    }
    case EventKind::stepOk: {
      const auto& invocation = invocationOf(world, event);
      prefetchFunction(world, invocation.function, true);
      const auto flow = flowOf(world, invocation);
      if (flow != kNone) prefetchRange(&world.flows[flow], &world.flows[flow].record.failed);
      return;
    }
    default: return;
  }
}

void LookAhead::referred(const Event& event) const {
  const auto& world = world_;
  switch (static_cast<EventKind>(event.type())) {
    case EventKind::arrival: {
      const auto function = functionOfFlow_[event.target];
      if (function == kNone) return;
      const auto& state = world.functions[function];
      state.pool.prefetchNewest();
      state.timeouts.prefetch();
      const auto& compiled = world.system.functions[function];
      __builtin_prefetch(compiled.program.data());
      if (!compiled.samplers.empty()) prefetchObject(compiled.samplers.front());
      return;
    }
    case EventKind::stepOk: {
      const auto& invocation = invocationOf(world, event);
      const auto& state = world.functions[invocation.function];
      state.pool.prefetch(invocation.instance);
      state.record.duration.prefetch(event.time - invocation.startedAt);
      state.record.latency.prefetch(event.time - invocation.arrivedAt);
      const auto flow = flowOf(world, invocation);
      if (flow == kNone) return;
      const auto& request = world.requests[invocation.caller.index];
      world.flows[flow].record.latency.prefetch(event.time - request.sentAt);
      return;
    }
    default: return;
  }
}

}  // namespace virga::simulator
