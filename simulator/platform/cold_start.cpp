#include "simulator/platform/cold_start.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

constexpr std::uint32_t kRestart = 0x40000u;  // apart from the draws of first starts

void joinMemory(World& world, std::uint32_t index, Instance& instance) {
  auto& invocation = world.invocations[index];
  invocation.nextInInstance = instance.firstExecution;
  if (instance.firstExecution != kNone) world.invocations[instance.firstExecution].previousInInstance = index;
  instance.firstExecution = index;
  ++instance.executions;
}

// Memory that the instance would use, in bytes.
std::int64_t memoryOf(const CompiledFunction& function, const Instance& instance) {
  return function.memoryUsed + function.memoryPerInvocation * std::int64_t{instance.executions};
}

// Ends all executions of the instance, which takes no more.
void endInstance(World& world, FunctionState& state, std::uint32_t index) {
  state.pool.endAfterThese(index);
  const auto ticket = state.pool[index].ticket;
  while (state.pool[index].ticket == ticket && state.pool[index].firstExecution != kNone)
    finishInvocation(world, state.pool[index].firstExecution, Outcome::error);
}

// Whether the execution finds its instance alive and with memory for it; if not, it has failed.
bool findsRoom(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  const auto& function = world.system.functions[invocation.function];
  auto& state = world.functions[invocation.function];
  auto& instance = state.pool[invocation.instance];
  if (instance.startFails && !instance.ends) state.pool.endAfterThese(invocation.instance);
  if (instance.ends) {
    if (!instance.startFails) ++state.record.outOfMemory;
    finishInvocation(world, index, Outcome::error);
    return false;
  }
  if (!function.limitsMemory()) return true;
  joinMemory(world, index, instance);
  const auto wanted = memoryOf(function, instance);
  state.record.memoryUsed = std::max(state.record.memoryUsed, std::min(wanted, function.memory));
  if (wanted <= function.memory) return true;
  state.record.outOfMemory += instance.executions;
  // Initialised anew within its next invocation, under that one's timeout alone: Lambda Developer Guide, "Failures during
  // the invoke phase", 2026.
  if (instance.provisioned) {
    const auto time = drawColdStart(function, state.streams, invocation.id, kRestart + invocation.attempt);
    instance.again = std::max(time.init, time.again);
  }
  endInstance(world, state, invocation.instance);
  return false;
}

}  // namespace

ColdStartTime drawColdStart(const CompiledFunction& function, const FunctionStreams& streams, std::uint64_t n,
                            std::uint32_t k) {
  const auto& start = function.start;
  ColdStartTime time{};
  if (start.provision.isConstant() && start.init.isConstant()) {
    time = {start.provision.nanoseconds(0.5), start.init.nanoseconds(0.5)};
  } else {
    const auto [first, second] = streams.coldStart.uniforms(n, k);
    time = {start.provision.nanoseconds(first), start.init.nanoseconds(second)};
  }
  time.provision += start.attach;
  if (start.extraInit) time.init += draw(*start.extraInit, streams.coldStart, n, 0x10000u + k);
  if (start.initTimeout >= 0 && time.init > start.initTimeout) {
    if (start.retriesInInvocation)
      time.again = time.init;
    else
      time.fails = true;
    time.init = start.initTimeout;
  }
  return time;
}

void beginStart(FunctionState& state, Instance& instance, const ColdStartTime& time) {
  instance.again = time.again;
  instance.init = time.init;
  instance.startFails = time.fails;
  state.record.starting.addArea(instance.createdAt, instance.readyAt, 1);
  if (time.again > 0 || time.fails) ++state.record.initTimeouts;
}

void executionStarts(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  invocation.startedAt = world.now;
  if (world.tracer) [[unlikely]]
    world.tracer->executionStarts(world, index);
  if (!findsRoom(world, index)) return;
  startTimeout(world, index);
  // What the runtime loads at the first call is loaded once: executions that begin meanwhile wait for the same.
  auto& instance = world.functions[invocation.function].pool[invocation.instance];
  if (instance.warmAt < 0)
    instance.warmAt = world.now + instance.again + world.system.functions[invocation.function].start.firstCall;
  if (instance.warmAt > world.now)
    world.schedule(instance.warmAt, EventKind::stepsBegin, index, invocation.ticket);
  else
    startSteps(world, index);
}

void leaveMemory(World& world, std::uint32_t index) {
  const auto& invocation = world.invocations[index];
  if (!world.system.functions[invocation.function].limitsMemory()) return;
  auto& instance = world.functions[invocation.function].pool[invocation.instance];
  const auto previous = invocation.previousInInstance, next = invocation.nextInInstance;
  if (previous == kNone && instance.firstExecution != index) return;  // it has never taken any
  (previous != kNone ? world.invocations[previous].nextInInstance : instance.firstExecution) = next;
  if (next != kNone) world.invocations[next].previousInInstance = previous;
  --instance.executions;
}

bool isEnding(const Instance& instance) { return instance.ends && !instance.provisioned; }

}  // namespace virga::simulator
