#include "simulator/platform/look_ahead.h"

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

// What a request and its execution do with a function begins with its timeouts and ends with its latency.
void prefetchFunction(const World& world, std::uint32_t index, bool ends) {
  const auto& state = world.functions[index];
  prefetchObject(state.pool);
  const void* const end = ends ? static_cast<const void*>(&state.record.coldStarts) : &state.record.duration;
  prefetchRange(&state.timeouts, end);
  __builtin_prefetch(&state.scaling);
  const auto& compiled = world.system.functions[index];
  prefetchRange(&compiled.role, &compiled.edges);
  prefetchRange(&compiled.sharesCpu, &compiled.provisioned);
  if (ends) return;
  prefetchRange(&compiled.idleRange, &compiled.start);
  __builtin_prefetch(&compiled.start.firstCall);
  __builtin_prefetch(&compiled.faults);
}

std::uint32_t flowOf(const World& world, const Invocation& invocation) {
  return invocation.caller.kind == Caller::Kind::request ? world.requests[invocation.caller.index].flow : kNone;
}

const Invocation& invocationOf(const World& world, const Event& event) {
  return world.invocations[world.strands[event.target].invocation];
}

}  // namespace

void prefetchNamed(const World& world, const Event& event) {
  switch (static_cast<EventKind>(event.type())) {
    case EventKind::arrival: {
      const auto& state = world.flows[event.target];
      prefetchRange(&state, &state.record.latency);
      const auto& flow = world.system.flows[event.target];
      if (flow.kind == TargetKind::function) prefetchFunction(world, flow.target, false);
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

void prefetchReferred(const World& world, const Event& event) {
  switch (static_cast<EventKind>(event.type())) {
    case EventKind::arrival: {
      const auto& flow = world.system.flows[event.target];
      if (flow.kind != TargetKind::function) return;
      const auto& state = world.functions[flow.target];
      state.pool.prefetchNewest();
      state.timeouts.prefetch();
      const auto& compiled = world.system.functions[flow.target];
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
