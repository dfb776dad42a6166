#include "simulator/platform/scaling.h"

#include <algorithm>
#include <limits>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

using model::Scaling;

void setWaiting(World& world, ScalingState& scaling) {
  scaling.record.waiting.set(world.now, static_cast<std::int64_t>(scaling.line.size()));
}

// Instances in use or on the way to it.
std::uint32_t present(const FunctionState& state) {
  return state.pool.live() - static_cast<std::uint32_t>(state.scaling->spare.size()) - state.scaling->spareStarting;
}

void makeAvailable(World& world, std::uint32_t functionIndex, std::uint32_t index) {
  auto& state = world.functions[functionIndex];
  state.pool.becomeIdle(index, world.now);
  goneIdle(world, functionIndex, index, state.scaling->started++);
}

bool startInstance(World& world, std::uint32_t functionIndex, bool spare) {
  constexpr std::uint32_t kDraw = 0x20000u;  // apart from the attempts of invocations
  const auto& function = world.system.functions[functionIndex];
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  if (state.pool.live() >= function.scaling.maxInstances || !takeAccountMemory(world, state)) return false;
  if (!state.scaleOut.take(world.now)) {
    giveBackAccountMemory(world, state);
    return false;
  }
  const auto time = drawColdStart(function, state.streams, scaling.started++, kDraw);
  const auto index = state.pool.addStarting(world.now, world.now + time.provision + time.init);
  beginStart(state, state.pool[index], time);
  state.pool[index].spare = spare;
  if (spare) {
    ++scaling.spareStarting;
    ++scaling.record.prewarmed;
  } else {
    ++scaling.starting;
    state.record.coldStart(world.now, time.provision + time.init);
  }
  state.record.instances.set(world.now, state.pool.live());
  world.schedule(state.pool[index].readyAt, EventKind::instanceReady, functionIndex, index);
  return true;
}

void keepSpares(World& world, std::uint32_t functionIndex) {
  auto& scaling = *world.functions[functionIndex].scaling;
  while (scaling.spare.size() + scaling.spareStarting < world.system.functions[functionIndex].scaling.prewarmed)
    if (!startInstance(world, functionIndex, true)) return;
}

// One more: a spare one at once, if there is one, whose place a new one then takes.
bool addInstance(World& world, std::uint32_t functionIndex) {
  auto& state = world.functions[functionIndex];
  auto& spare = state.scaling->spare;
  if (spare.empty()) return startInstance(world, functionIndex, false);
  const auto index = spare.back();
  spare.pop_back();
  state.pool[index].spare = false;
  makeAvailable(world, functionIndex, index);
  keepSpares(world, functionIndex);
  return true;
}

void lookAt(World& world, std::uint32_t functionIndex, std::int64_t time) {
  auto& scaling = *world.functions[functionIndex].scaling;
  if (scaling.lookPending) return;
  scaling.lookPending = true;
  world.schedule(time, EventKind::scalerLooks, functionIndex);
}

std::int64_t backlog(const World& world, const CompiledScaling& rule) {
  std::int64_t messages = 0;
  for (const auto consumer : rule.pulls) messages += world.queues[world.system.consumers[consumer].queue].resident;
  return messages;
}

// Azure: the scale controller adds a step of instances at most once an interval while the load wants more. Sources:
// "Event-driven scaling in Azure Functions" (new instances at most once a second for HTTP triggers, once every 30 s for
// others) and "Target-based scaling" (desired = backlog / target executions per instance, at most four at a time), 2026.
void controllerDecides(World& world, std::uint32_t functionIndex) {
  const auto& rule = world.system.functions[functionIndex].scaling;
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  const auto load = static_cast<double>(scaling.demand.level());
  const auto wanted = std::min(rule.maxInstances,
                               std::max(instancesFor(load, rule.perInstance),
                                        instancesFor(static_cast<double>(backlog(world, rule)), rule.backlogPerInstance)));
  if (wanted <= present(state)) return;
  if (world.now < scaling.nextDecision) return lookAt(world, functionIndex, scaling.nextDecision);
  scaling.nextDecision = world.now + rule.interval;
  for (std::uint32_t added = 0; added < rule.step && present(state) < wanted; ++added)
    if (!addInstance(world, functionIndex)) break;
  if (present(state) < wanted) lookAt(world, functionIndex, scaling.nextDecision);
}

// Google Cloud Run: waiting requests start instances at once; besides, enough are kept that the concurrency and the CPU of
// the last minute fill them to the target. Source: cloud.google.com/run/docs/about-instance-autoscaling, 2026.
void startForTheLine(World& world, std::uint32_t functionIndex) {
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  const auto slots = std::size_t{state.pool.slotsPerInstance()};
  while (scaling.line.size() > scaling.starting * slots)
    if (!addInstance(world, functionIndex)) return;
}

// True while there is anything to look at.
bool autoscalerLooks(World& world, std::uint32_t functionIndex) {
  const auto& function = world.system.functions[functionIndex];
  const auto& rule = function.scaling;
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  scaling.demandWindow.look(world.now, scaling.demand, rule.window);
  scaling.cpuWindow.look(world.now, scaling.cpu, rule.window);
  const double load = scaling.demandWindow.mean(rule.window);
  auto wanted = instancesFor(load, rule.perInstance);
  if (rule.vcpusPerInstance > 0)
    wanted = std::max(
        wanted, instancesFor(scaling.cpuWindow.mean(rule.window) * std::min(1.0, function.vcpus), rule.vcpusPerInstance));
  wanted = std::min(wanted, rule.maxInstances);
  while (present(state) < wanted)
    if (!addInstance(world, functionIndex)) break;
  startForTheLine(world, functionIndex);
  return load > 0 || scaling.demand.level() > 0;
}

void removeIdle(World& world, std::uint32_t functionIndex, std::uint32_t wanted) {
  auto& state = world.functions[functionIndex];
  while (present(state) > wanted) {
    const auto index = state.pool.takeOldestIdle();
    if (index == kNone) return;
    leave(world, state, index, world.now);
  }
}

bool knativeLooks(World& world, std::uint32_t functionIndex) {
  const auto& rule = world.system.functions[functionIndex].scaling;
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  scaling.demandWindow.look(world.now, scaling.demand, rule.window);
  const double stable = scaling.demandWindow.mean(rule.window), urgent = scaling.demandWindow.mean(rule.panicWindow);
  const auto ready = present(state) - scaling.starting;
  auto wanted = std::min(rule.maxInstances, knativeDesired(rule.knative, scaling.panic, world.now, stable, urgent, ready));
  if (scaling.demand.level() > 0) wanted = std::max(wanted, 1u);
  while (present(state) < wanted)
    if (!addInstance(world, functionIndex)) break;
  removeIdle(world, functionIndex, wanted);
  return stable > 0 || scaling.demand.level() > 0 || state.pool.hasOwnIdle();
}

void decide(World& world, std::uint32_t functionIndex) {
  const auto& rule = world.system.functions[functionIndex].scaling;
  switch (rule.kind) {
    case Scaling::perRequest: return;
    case Scaling::controller: return controllerDecides(world, functionIndex);
    case Scaling::autoscaler: return startForTheLine(world, functionIndex);
    case Scaling::knative:  // the activator wakes a service that sleeps; the rest waits for the next look
      if (present(world.functions[functionIndex]) == 0) addInstance(world, functionIndex);
  }
}

void begin(World& world, std::uint32_t index, std::uint32_t instance) {
  auto& invocation = world.invocations[index];
  auto& state = world.functions[invocation.function];
  if (state.pool[instance].createdAt >= invocation.joinedAt) invocation.cold = true;
  state.scaling->record.wait.record(world.now - invocation.joinedAt);
  if (world.tracer) [[unlikely]]
    world.tracer->leavesLine(world, index, state.pool[instance].createdAt, state.pool[instance].readyAt);
  occupy(world, index, instance);
}

// Azure's dynamic concurrency: an instance begins with one message at once and takes one more, or one fewer, by whether it
// is healthy. Source: "Concurrency in Azure Functions", 2026, which names CPU, not its bound nor the pace: 80 %, every 10 s.
constexpr std::int64_t kAdjustEvery = 10'000'000'000;
void adjustConcurrency(World& world, std::uint32_t functionIndex) {
  constexpr double kBusyCpu = 0.8;
  const auto& function = world.system.functions[functionIndex];
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  scaling.cpuWindow.look(world.now, scaling.cpu, kAdjustEvery);
  const auto ready = std::max(1u, present(state) - scaling.starting);
  const double used = scaling.cpuWindow.mean(kAdjustEvery) * std::min(1.0, function.vcpus) / (ready * function.vcpus);
  scaling.perInstance = used < kBusyCpu ? std::min(scaling.perInstance + 1, state.pool.slotsPerInstance())
                                        : std::max(scaling.perInstance - 1, 1u);
}

// The instance hasn't got ready: as many of the line as it would have taken get an error instead.
void instanceFails(World& world, std::uint32_t functionIndex, std::uint32_t index) {
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  const bool spare = state.pool[index].spare;
  --(spare ? scaling.spareStarting : scaling.starting);
  leave(world, state, index, world.now);
  for (std::uint32_t slot = 0; !spare && slot < state.pool.slotsPerInstance() && !scaling.line.empty(); ++slot) {
    const auto waiting = scaling.line.front().index;
    scaling.line.pop();
    setWaiting(world, scaling);
    fail(world, waiting);
  }
  demandChanged(world, functionIndex);
  if (spare) keepSpares(world, functionIndex);
  decide(world, functionIndex);
}

}  // namespace

void concurrencyLooks(World& world, std::uint32_t functionIndex) {
  auto& scaling = *world.functions[functionIndex].scaling;
  adjustConcurrency(world, functionIndex);
  if (scaling.pulled > 0)
    world.schedule(world.now + kAdjustEvery, EventKind::concurrencyLooks, functionIndex);
  else
    scaling.adjusting = false;
  serveLine(world, functionIndex);
}

void pulls(World& world, std::uint32_t functionIndex) {
  auto& scaling = *world.functions[functionIndex].scaling;
  ++scaling.pulled;
  if (!world.system.functions[functionIndex].scaling.dynamicConcurrency || scaling.adjusting) return;
  scaling.adjusting = true;
  scaling.cpuWindow.clear();
  scaling.cpuWindow.look(world.now, scaling.cpu, kAdjustEvery);
  world.schedule(world.now + kAdjustEvery, EventKind::concurrencyLooks, functionIndex);
}

void standBy(FunctionState& state) {
  const auto index = state.pool.addStarting(0, 0);
  state.pool[index].spare = true;
  state.scaling->spare.push_back(index);
}

void requestInstance(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  const auto functionIndex = invocation.function;
  const auto& function = world.system.functions[functionIndex];
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  invocation.joinedAt = world.now;
  if (scaling.line.empty())
    if (const auto instance = takeWarm(world, function, state, invocation); instance != kNone)
      return begin(world, index, instance);
  constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
  const auto deadline = function.scaling.maxWait < 0 ? kNever : world.now + function.scaling.maxWait;
  scaling.line.push({deadline, index, invocation.ticket});
  if (world.tracer) [[unlikely]]
    world.tracer->joinsLine(world, index);
  setWaiting(world, scaling);
  demandChanged(world, functionIndex);
  if (deadline != kNever && !scaling.waitPending) {
    scaling.waitPending = true;
    world.schedule(deadline, EventKind::waitsDue, functionIndex);
  }
  decide(world, functionIndex);
  serveLine(world, functionIndex);
}

void instanceReady(World& world, std::uint32_t functionIndex, std::uint32_t index) {
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  if (state.pool[index].startFails) return instanceFails(world, functionIndex, index);
  if (state.pool[index].spare) {
    --scaling.spareStarting;
    scaling.spare.push_back(index);
    return decide(world, functionIndex);
  }
  --scaling.starting;
  makeAvailable(world, functionIndex, index);
  serveLine(world, functionIndex);
}

void scalerLooks(World& world, std::uint32_t functionIndex) {
  const auto& rule = world.system.functions[functionIndex].scaling;
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  scaling.lookPending = false;
  expireIdle(world, state);
  bool more = false;
  switch (rule.kind) {
    case Scaling::perRequest: return;
    case Scaling::controller: controllerDecides(world, functionIndex); break;
    case Scaling::autoscaler: more = autoscalerLooks(world, functionIndex); break;
    case Scaling::knative: more = knativeLooks(world, functionIndex); break;
  }
  serveLine(world, functionIndex);
  if (more) return lookAt(world, functionIndex, world.now + rule.interval);
  scaling.demandWindow.clear();
  scaling.cpuWindow.clear();
}

void waitsDue(World& world, std::uint32_t functionIndex) {
  auto& scaling = *world.functions[functionIndex].scaling;
  scaling.waitPending = false;
  while (!scaling.line.empty() && scaling.line.front().deadline <= world.now) {
    const auto index = scaling.line.front().index;
    scaling.line.pop();
    setWaiting(world, scaling);
    refuse(world, index);
  }
  demandChanged(world, functionIndex);
  if (scaling.line.empty() || scaling.waitPending) return;
  scaling.waitPending = true;
  world.schedule(scaling.line.front().deadline, EventKind::waitsDue, functionIndex);
}

void serveLine(World& world, std::uint32_t functionIndex) {
  const auto& function = world.system.functions[functionIndex];
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  if (scaling.serving) return;  // at work further up the stack, where the change will be seen
  scaling.serving = true;
  while (!scaling.line.empty()) {
    const auto index = scaling.line.front().index;
    const auto instance = takeWarm(world, function, state, world.invocations[index]);
    if (instance == kNone) break;
    scaling.line.pop();
    setWaiting(world, scaling);
    begin(world, index, instance);
  }
  scaling.serving = false;
  for (const auto consumer : function.scaling.pulls) pollQueue(world, consumer);
}

void backlogWaits(World& world, std::uint32_t functionIndex) { decide(world, functionIndex); }

void demandChanged(World& world, std::uint32_t functionIndex) {
  const auto& rule = world.system.functions[functionIndex].scaling;
  auto& state = world.functions[functionIndex];
  auto& scaling = *state.scaling;
  scaling.demand.set(world.now, state.busy + static_cast<std::int64_t>(scaling.line.size()));
  if (scaling.lookPending || (rule.kind != Scaling::autoscaler && rule.kind != Scaling::knative)) return;
  scaling.demandWindow.look(world.now, scaling.demand, rule.window);
  scaling.cpuWindow.look(world.now, scaling.cpu, rule.window);
  lookAt(world, functionIndex, world.now + rule.interval);
}

bool pullsMore(const World& world, std::uint32_t functionIndex) {
  const auto& state = world.functions[functionIndex];
  const auto& scaling = *state.scaling;
  const auto ready = present(state) - scaling.starting;
  const auto slots =
      world.system.functions[functionIndex].scaling.dynamicConcurrency ? scaling.perInstance : state.pool.slotsPerInstance();
  return scaling.pulled < std::uint64_t{ready} * slots;
}

}  // namespace virga::simulator
