#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

bool synchronous(const Invocation& invocation) {
  const auto kind = invocation.caller.kind;
  return kind == Caller::Kind::request || kind == Caller::Kind::strand || kind == Caller::Kind::connection ||
         kind == Caller::Kind::delivery || kind == Caller::Kind::schedule;
}

bool admitted(World& world, const CompiledFunction& function, FunctionState& state, const Invocation& invocation) {
  if (invocation.hops > kMostHops) return false;
  if (function.role != Role::function) return true;
  // Provisioned instances are the function's own: neither the others' load nor the account's limits keep it from them.
  if (function.reserved < 0 && function.instanceConcurrency == 1 && state.pool.hasProvisionedIdle()) return true;
  const bool reserved = function.reserved >= 0;
  if (synchronous(invocation) && !(reserved ? state.requestRate : world.accountRequestRate).take(world.now)) return false;
  if (reserved) return state.busy < function.reserved;
  return world.system.accountConcurrency < 0 || world.accountBusy < world.system.accountConcurrency;
}

void setBusy(World& world, const CompiledFunction& function, FunctionState& state, std::int64_t change, bool provisioned) {
  state.busy += change;
  state.record.busy.set(world.now, state.busy);
  const bool own =
      function.role != Role::function || function.reserved >= 0 || (provisioned && function.instanceConcurrency == 1);
  if (!own) world.accountBusy += change;
  if (state.scaling) demandChanged(world, static_cast<std::uint32_t>(&state - world.functions.data()));
}

// Whether the invocation gets past the faults at its function. One that fails does its steps first, as code does that ends
// with an error.
bool passesFaults(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  auto& state = world.functions[invocation.function];
  const auto& function = world.system.functions[invocation.function];
  const auto fault = faultEffect(function.faults, world.now, state.streams.faults, invocation.id, invocation.attempt);
  if (fault.silent && synchronous(invocation)) {
    // Nobody answers: the caller gives up by its own timeout, at the latest when the function would have been ended.
    world.schedule(world.now + function.timeout, EventKind::invocationLost, index, invocation.ticket);
    return false;
  }
  if (fault.outcome == Outcome::throttled) {
    refuse(world, index);
    return false;
  }
  if (fault.refused || fault.silent) {
    fail(world, index);
    return false;
  }
  invocation.fails = fault.outcome == Outcome::error;
  return true;
}

std::uint32_t startInstance(World& world, const CompiledFunction& function, FunctionState& state, Invocation& invocation) {
  const auto time = drawColdStart(function, state.streams, invocation.id, invocation.attempt);
  const auto index = state.pool.create(world.now, world.now + time.provision + time.init);
  beginStart(state, state.pool[index], time);
  invocation.cold = true;
  invocation.init = function.start.initBilled ? time.init : 0;
  state.record.coldStart(world.now, time.provision + time.init);
  state.record.instances.set(world.now, state.pool.live());
  return index;
}

// The errors of such a batch are those of its messages, each by itself.
bool failsByMessage(const World& world, const Caller& caller) {
  return caller.kind == Caller::Kind::batch && world.system.consumers[world.batches[caller.index].consumer].partialFailures;
}

// Ends an invocation that has no instance.
void turnAway(World& world, std::uint32_t index, Outcome outcome) {
  const auto caller = world.invocations[index].caller;
  if (world.tracer) [[unlikely]]
    world.tracer->invocationEnds(world, index, outcome);
  world.invocations.release(index);
  answer(world, caller, outcome);
}

// An instance is billed as active from its first execution to the end of the last one at once; the first time, where its
// start is billed, with its initialisation.
void becomeActive(const World& world, const CompiledFunction& function, Instance& instance) {
  const bool first = instance.activeSince < 0;
  instance.activeSince = std::max(world.now, instance.readyAt);
  if (first && function.start.initBilled)
    instance.activeSince = std::max<std::int64_t>(0, instance.activeSince - instance.init);
}

// No time is billed twice: where a period begins in the shortest billed time of the one before, what that lacks is billed. A
// shortest time of one step is but rounding, which each period has for itself.
void endActive(const World& world, const CompiledFunction& function, FunctionState& state, std::uint32_t index) {
  auto& instance = state.pool[index];
  const auto granularity = function.billingGranularity;
  const auto from = std::max(instance.activeSince, instance.billedUntil);
  const auto until = instance.activeSince + std::max(world.now - instance.activeSince, function.billingMinimum);
  if (until <= from) return;
  if (function.billingMinimum > granularity) instance.billedUntil = until;
  state.record.active((until - from + granularity - 1) / granularity, instance.provisioned);
}

}  // namespace

std::uint32_t takeWarm(World&, const CompiledFunction& function, FunctionState& state, const Invocation& invocation) {
  const std::uint64_t word =
      function.reuse == model::Reuse::random ? state.streams.reuse.words(invocation.id, invocation.attempt).first : 0;
  return state.pool.takeWarm(word);
}

void keepUntil(World& world, std::uint32_t functionIndex, std::uint32_t index, std::int64_t until) {
  auto& instance = world.functions[functionIndex].pool[index];
  instance.expiresAt = until;
  // One pending check an instance: it looks again when the instance has been used since, and only an earlier end needs
  // an event of its own.
  if (instance.checkAt < 0 || instance.expiresAt < instance.checkAt) {
    instance.checkAt = instance.expiresAt;
    world.schedule(instance.checkAt, EventKind::leaves, functionIndex, index);
  }
}

void goneIdle(World& world, std::uint32_t functionIndex, std::uint32_t index, std::uint64_t n) {
  const auto& function = world.system.functions[functionIndex];
  if (!function.keepAlive) return;
  auto& state = world.functions[functionIndex];
  if (state.pool[index].provisioned) return;
  keepUntil(world, functionIndex, index, world.now + draw(*function.keepAlive, state.streams.keepAlive, n));
}

void leave(World& world, FunctionState& state, std::uint32_t index, std::int64_t at) {
  closeSessions(world, state.pool[index].sessions, at);
  state.pool.remove(index);
  state.record.instances.set(at, state.pool.live());
  if (state.scaling) giveBackAccountMemory(world, state);
}

bool takeAccountMemory(World& world, const FunctionState& state) {
  if (world.system.accountMemory < 0) return true;
  if (world.accountMemory + state.accountMemory > world.system.accountMemory) return false;
  world.accountMemory += state.accountMemory;
  return true;
}

void giveBackAccountMemory(World& world, const FunctionState& state) {
  if (world.system.accountMemory >= 0) world.accountMemory -= state.accountMemory;
}

void refuse(World& world, std::uint32_t index) {
  world.functions[world.invocations[index].function].record.throttled(world.now);
  turnAway(world, index, Outcome::throttled);
}

void fail(World& world, std::uint32_t index) {
  world.functions[world.invocations[index].function].record.failed(world.now);
  turnAway(world, index, Outcome::error);
}

void expireIdle(World& world, FunctionState& state) {
  std::int64_t leftAt = 0;
  for (auto index = state.pool.popExpired(world.now, leftAt); index != kNone;
       index = state.pool.popExpired(world.now, leftAt))
    leave(world, state, index, leftAt);
}

void keepAliveCheck(World& world, std::uint32_t functionIndex, std::uint32_t index) {
  auto& state = world.functions[functionIndex];
  auto& instance = state.pool[index];
  if (instance.checkAt != world.now) return;  // another check, or another instance, has taken its place
  instance.checkAt = -1;
  if (!instance.idle) return;
  if (instance.expiresAt > world.now) {
    instance.checkAt = instance.expiresAt;
    world.schedule(instance.checkAt, EventKind::leaves, functionIndex, index);
    return;
  }
  leave(world, state, index, world.now);
}

void invoke(World& world, std::uint32_t function, std::uint64_t id, Caller caller, std::int64_t delay, std::int64_t before,
            std::uint16_t attempt, std::uint16_t hops) {
  const auto index = world.invocations.makeNew();
  auto& invocation = world.invocations[index];
  const auto ticket = invocation.ticket;
  invocation.arrivedAt = world.now + before;
  invocation.id = id;
  invocation.function = function;
  invocation.caller = caller;
  invocation.attempt = attempt;
  invocation.hops = hops;
  if (world.tracer) [[unlikely]]
    world.tracer->invocationMade(world, index);
  const auto& compiled = world.system.functions[function];
  const auto& streams = world.functions[function].streams;
  auto door = draw(compiled.invokeLatency, streams.latency, id, attempt);
  if (!compiled.faults.empty()) door += faultEffect(compiled.faults, world.now, streams.faults, id, attempt).latency;
  if (delay + door > 0)
    world.schedule(world.now + delay + door, EventKind::invocationBegins, index, ticket);
  else
    invocationBegins(world, index);
}

void invocationBegins(World& world, std::uint32_t index) {
  auto& invocation = world.invocations[index];
  const auto& function = world.system.functions[invocation.function];
  auto& state = world.functions[invocation.function];
  if (world.tracer) [[unlikely]]
    world.tracer->invocationBegins(world, index);
  expireIdle(world, state);
  if (!function.faults.empty() && !passesFaults(world, index)) return;
  if (function.role == Role::container) return requestServer(world, index);
  if (state.prewarming) endIdlePeriod(world, invocation.function);
  if (!admitted(world, function, state, invocation)) return refuse(world, index);
  if (state.scaling) return requestInstance(world, index);
  if (!takeAccountMemory(world, state)) return refuse(world, index);
  auto instance = takeWarm(world, function, state, invocation);
  if (instance == kNone) {
    if (!state.scaleOut.take(world.now)) {
      giveBackAccountMemory(world, state);
      return refuse(world, index);
    }
    instance = startInstance(world, function, state, invocation);
  }
  occupy(world, index, instance);
}

void occupy(World& world, std::uint32_t index, std::uint32_t instance) {
  auto& invocation = world.invocations[index];
  const auto& function = world.system.functions[invocation.function];
  auto& state = world.functions[invocation.function];
  invocation.instance = instance;
  state.record.invoked(world.now, state.pool[instance].provisioned);
  setBusy(world, function, state, 1, state.pool[instance].provisioned);
  if (function.billing == Billing::activeInstances && state.pool[instance].busy == 1)
    becomeActive(world, function, state.pool[instance]);
  if (state.pool.slotsPerInstance() > 1 && state.pool[instance].busy == 1)
    state.record.occupied.set(world.now, state.record.occupied.level() + 1);
  const auto readyAt = state.pool[instance].readyAt;
  if (world.tracer) [[unlikely]]
    world.tracer->occupies(world, index, readyAt);
  if (readyAt > world.now)
    world.schedule(readyAt, EventKind::executionStarts, index, invocation.ticket);
  else
    executionStarts(world, index);
}

void invocationLost(World& world, std::uint32_t index) {
  world.functions[world.invocations[index].function].record.failed(world.now);
  turnAway(world, index, Outcome::timeout);
}

void startTimeout(World& world, std::uint32_t index) {
  const auto& invocation = world.invocations[index];
  auto& state = world.functions[invocation.function];
  const auto deadline = world.now + world.system.functions[invocation.function].timeout;
  state.timeouts.push({deadline, index, invocation.ticket});
  state.timeouts.compact([&world](const DeadlineFifo::Entry& e) { return world.invocations[e.index].ticket == e.ticket; });
  if (!state.timeoutPending) {
    state.timeoutPending = true;
    world.schedule(deadline, EventKind::executionsDue, invocation.function);
  }
}

void executionsDue(World& world, std::uint32_t functionIndex) {
  auto& fifo = world.functions[functionIndex].timeouts;
  while (!fifo.empty()) {
    const auto entry = fifo.front();
    const bool live = world.invocations[entry.index].ticket == entry.ticket;
    if (live && entry.deadline > world.now) break;
    fifo.pop();
    if (live) finishInvocation(world, entry.index, Outcome::timeout);
  }
  auto& state = world.functions[functionIndex];
  state.timeoutPending = !fifo.empty();
  if (state.timeoutPending) world.schedule(fifo.front().deadline, EventKind::executionsDue, functionIndex);
}

void finishInvocation(World& world, std::uint32_t index, Outcome outcome) {
  endStrands(world, index);
  closeSessions(world, world.invocations[index].sessions, world.now);
  auto& invocation = world.invocations[index];
  const auto functionIndex = invocation.function;
  const auto& function = world.system.functions[functionIndex];
  auto& state = world.functions[functionIndex];
  if (outcome == Outcome::ok) {
    if (invocation.fails)
      outcome = Outcome::error;
    else if (function.errors > 0 && !failsByMessage(world, invocation.caller) &&
             state.streams.errors.uniform(invocation.id, invocation.attempt) < function.errors)
      outcome = Outcome::error;
  }
  if (world.tracer) [[unlikely]]
    world.tracer->invocationEnds(world, index, outcome);
  if (function.role == Role::container) return requestEnds(world, index, outcome);
  leaveMemory(world, index);
  const auto duration = world.now - invocation.startedAt;
  const auto granularity = function.billingGranularity;
  const bool neverRan = state.pool[invocation.instance].startFails;
  const auto billed = neverRan ? invocation.init : std::max(duration + invocation.init, function.billingMinimum);
  const auto units = (billed + granularity - 1) / granularity;
  const bool provisioned = state.pool[invocation.instance].provisioned;
  state.record.finished(world.now, world.now - invocation.arrivedAt, duration, outcome, units, provisioned);
  if (world.log && function.role == Role::function) [[unlikely]]
    world.log->add({.id = invocation.id,
                    .function = functionIndex,
                    .attempt = invocation.attempt,
                    .outcome = outcome,
                    .isCold = invocation.cold,
                    .startedAt = invocation.startedAt,
                    .endedAt = world.now,
                    .init = invocation.cold ? state.pool[invocation.instance].init : 0,
                    .billed = units * granularity,
                    .memoryUsed = function.memoryUsed});

  const auto instance = invocation.instance;
  const auto caller = invocation.caller;
  const auto id = invocation.id;
  world.invocations.release(index);
  // After a timeout AWS resets the environment (Lambda Developer Guide, "Runtime environment", 2026), if nothing else
  // runs in it.
  const bool reset =
      isEnding(state.pool[instance]) || (outcome == Outcome::timeout && !provisioned && state.pool.slotsPerInstance() == 1);
  const bool idle = state.pool.giveBack(instance, world.now);
  if (idle) {
    if (function.billing == Billing::activeInstances) endActive(world, function, state, instance);
    if (state.pool.slotsPerInstance() > 1) state.record.occupied.set(world.now, state.record.occupied.level() - 1);
    if (state.pool[instance].cpu != kNone) {
      world.cpus.release(state.pool[instance].cpu);
      state.pool[instance].cpu = kNone;
    }
    if (reset)
      leave(world, state, instance, world.now);
    else if (!state.prewarming)
      goneIdle(world, functionIndex, instance, id);
  }
  setBusy(world, function, state, -1, provisioned);
  if (state.prewarming && idle && !reset && !provisioned) beginIdlePeriod(world, functionIndex, instance);
  if (!state.scaling) giveBackAccountMemory(world, state);
  answer(world, caller, outcome);
  if (!state.scaling) return;
  serveLine(world, functionIndex);
  if (reset && !state.scaling->line.empty()) backlogWaits(world, functionIndex);
}

void answer(World& world, const Caller& caller, Outcome outcome) {
  switch (caller.kind) {
    case Caller::Kind::none: return;
    case Caller::Kind::request:
      if (world.requests[caller.index].ticket == caller.ticket) answerRequest(world, caller.index, outcome);
      return;
    case Caller::Kind::strand:
      if (world.strands[caller.index].ticket == caller.ticket) answerStep(world, caller.index, outcome);
      return;
    case Caller::Kind::batch: batchAnswered(world, caller.index, outcome); return;
    case Caller::Kind::connection:
      if (world.connections[caller.index].ticket == caller.ticket) connectAnswered(world, caller.index, outcome);
      return;
    case Caller::Kind::async: asyncAnswered(world, caller.index, outcome); return;
    case Caller::Kind::stream: recordsAnswered(world, caller.index, outcome); return;
    case Caller::Kind::delivery:
      if (world.deliveries[caller.index].ticket == caller.ticket) deliveryAnswered(world, caller.index, outcome);
      return;
    case Caller::Kind::schedule: scheduleAnswered(world, caller.index, outcome); return;
  }
}

}  // namespace virga::simulator
