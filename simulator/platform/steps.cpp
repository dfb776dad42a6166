#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

std::uint32_t makeStrand(World& world, std::uint32_t invocation, std::uint32_t parent, std::uint32_t pc) {
  const auto index = world.strands.make();
  auto& strand = world.strands[index];
  const auto ticket = strand.ticket;
  strand = Strand{};
  strand.ticket = ticket;
  strand.invocation = invocation;
  strand.parent = parent;
  strand.pc = pc;
  auto& first = world.invocations[invocation].firstStrand;
  strand.next = first;
  if (first != kNone) world.strands[first].previous = index;
  first = index;
  return index;
}

void freeStrand(World& world, std::uint32_t index) {
  const auto& strand = world.strands[index];
  if (strand.previous != kNone)
    world.strands[strand.previous].next = strand.next;
  else
    world.invocations[strand.invocation].firstStrand = strand.next;
  if (strand.next != kNone) world.strands[strand.next].previous = strand.previous;
  world.strands.release(index);
}

const std::vector<std::uint32_t>* batchOf(const World& world, const Invocation& invocation) {
  return invocation.caller.kind == Caller::Kind::batch ? &world.batches[invocation.caller.index].messages : nullptr;
}

// Whose draws a step takes: the invocation's, or those of the message at hand.
struct Subject {
  std::uint64_t id;
  std::uint32_t attempt;
};
Subject subjectOf(const World& world, const Invocation& invocation, const Strand& strand, bool perMessage) {
  if (perMessage)
    if (const auto* batch = batchOf(world, invocation)) {
      const auto& message = world.messages[(*batch)[strand.iteration]];
      return {message.id, message.receives};
    }
  return {invocation.id, invocation.attempt};
}
std::uint32_t drawNumber(std::uint32_t ordinal, std::uint32_t eventAttempt, std::uint32_t callAttempt) {
  return (ordinal & 0xFFFFu) | (eventAttempt & 0xFFu) << 16 | (callAttempt & 0xFFu) << 24;
}

std::int64_t workOf(const World& world, const Invocation& invocation, const Op& op, const FunctionState& state,
                    const CompiledFunction& function) {
  const auto& law = function.samplers[op.arg];
  if (op.perMessage)
    if (const auto* batch = batchOf(world, invocation)) {
      std::int64_t work = 0;
      for (const auto index : *batch) {
        const auto& message = world.messages[index];
        work += draw(law, state.streams.work, message.id, drawNumber(op.ordinal, message.receives, 0));
      }
      return work;
    }
  return draw(law, state.streams.work, invocation.id, drawNumber(op.ordinal, invocation.attempt, 0));
}

void reschedule(World& world, std::uint32_t index) {
  auto& cpu = world.cpus[index];
  ++cpu.turn;
  if (!cpu.jobs.empty()) world.schedule(cpu.nextDone(), EventKind::computed, index, cpu.turn);
}

void computeShared(World& world, std::uint32_t strandIndex, const Invocation& invocation, std::int64_t work) {
  auto& instance = world.functions[invocation.function].pool[invocation.instance];
  if (instance.cpu == kNone) {
    instance.cpu = world.cpus.make();
    auto& made = world.cpus[instance.cpu];
    made.jobs.clear();
    made.virtualNow = 0;
    made.updatedAt = world.now;
    made.vcpus = world.system.functions[invocation.function].vcpus;
    made.function = invocation.function;
    made.instance = invocation.instance;
  }
  auto& cpu = world.cpus[instance.cpu];
  cpu.advance(world.now);
  cpu.add({cpu.virtualNow + static_cast<double>(work), strandIndex, world.strands[strandIndex].ticket});
  reschedule(world, instance.cpu);
}

enum class Gate { pass, refuse };

BreakerState& breakerOf(World& world, const Invocation& invocation, const CompiledEdge& edge) {
  const auto each = world.system.functions[invocation.function].breakers;
  auto& breakers = world.functions[invocation.function].breakers;
  const auto index = std::size_t{invocation.instance} * each + edge.breakerIndex;
  if (index >= breakers.size()) breakers.resize((std::size_t{invocation.instance} + 1) * each);
  auto& breaker = breakers[index];
  // The slot of an instance that has left is used again: a new instance knows nothing yet.
  const auto created = world.functions[invocation.function].pool[invocation.instance].createdAt;
  if (breaker.since != created) {
    breaker.seen = breaker.next = 0;
    breaker.openUntil = breaker.probeSince = -1;
    breaker.since = created;
  }
  return breaker;
}

Gate breakerGate(World& world, BreakerState& breaker, const CompiledEdge& edge) {
  if (breaker.openUntil < 0) return Gate::pass;
  if (world.now < breaker.openUntil) return Gate::refuse;
  // Half open: one probe at a time; a probe whose caller was ended gives no answer, so it counts for one open time.
  if (breaker.probeSince >= 0 && world.now < breaker.probeSince + edge.breaker->open) return Gate::refuse;
  breaker.probeSince = world.now;
  return Gate::pass;
}

void breakerLearns(World& world, BreakerState& breaker, const CompiledEdge& edge, bool ok) {
  const auto& rule = *edge.breaker;
  if (ok) {
    if (breaker.probeSince >= 0) {
      breaker.openUntil = breaker.probeSince = -1;
      breaker.seen = 0;
    }
    return;
  }
  if (breaker.openUntil >= 0) {
    if (breaker.probeSince >= 0) {
      breaker.openUntil = world.now + rule.open;
      breaker.probeSince = -1;
    }
    return;
  }
  breaker.failures.resize(rule.failures);
  breaker.failures[breaker.next] = world.now;
  breaker.next = (breaker.next + 1) % rule.failures;
  if (breaker.seen < rule.failures) ++breaker.seen;
  if (breaker.seen == rule.failures && world.now - breaker.failures[breaker.next] <= rule.within) {
    breaker.openUntil = world.now + rule.open;
    breaker.seen = 0;
  }
}

EventKind kindOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::ok: return EventKind::stepOk;
    case Outcome::error: return EventKind::stepError;
    case Outcome::throttled: return EventKind::stepThrottled;
    case Outcome::timeout: break;
  }
  return EventKind::stepTimeout;
}

// Starts one attempt of the call or send at the strand's place. The answer comes as an event or, where it takes no time,
// through the call stack; in both cases to answerStep.
void startCall(World& world, std::uint32_t strandIndex, const Op& op, const CompiledEdge& edge) {
  auto& strand = world.strands[strandIndex];
  const auto& invocation = world.invocations[strand.invocation];
  const auto ticket = strand.ticket;
  const auto subject = subjectOf(world, invocation, strand, op.perMessage);
  const auto number = drawNumber(op.ordinal, subject.attempt, strand.attempt);
  const auto hops = static_cast<std::uint16_t>(invocation.hops + 1);
  if (edge.breaker && breakerGate(world, breakerOf(world, invocation, edge), edge) == Gate::refuse) {
    finishInvocation(world, strand.invocation, Outcome::error);
    return;
  }
  const auto timesOut = [&] {
    if (edge.timeout >= 0) world.schedule(world.now + edge.timeout, EventKind::stepTimeout, strandIndex, ticket);
  };
  const auto answeredAfter = [&](std::int64_t latency, Outcome outcome) {
    if (edge.timeout >= 0 && latency > edge.timeout)
      timesOut();
    else
      world.schedule(world.now + latency, kindOf(outcome), strandIndex, ticket);
  };
  if (op.type == OpType::send) {
    const auto handed = handOver(world, {edge.kind, edge.target}, childId(subject.id, number), edge.size, hops);
    if (!handed.silent) world.schedule(world.now + handed.latency, kindOf(handed.outcome), strandIndex, ticket);
    return;
  }
  switch (edge.kind) {
    case TargetKind::service: {
      const auto reply = callService(world, edge.target, edge.operation, edge.size, subject.id, number);
      if (reply.silent)
        timesOut();
      else
        answeredAfter(reply.latency, reply.outcome);
      return;
    }
    case TargetKind::function:
      timesOut();
      invoke(world, edge.target, childId(subject.id, number), {Caller::Kind::strand, strandIndex, ticket}, 0, 0, 0, hops);
      return;
    case TargetKind::api: {
      timesOut();
      const auto request = world.requests.make();
      auto& made = world.requests[request];
      const auto requestTicket = made.ticket;
      made = Request{};
      made.ticket = requestTicket;
      made.sentAt = world.now;
      made.id = childId(subject.id, number);
      made.api = edge.target;
      made.caller = {Caller::Kind::strand, strandIndex, ticket};
      requestApi(world, request, 0, made.id, edge.size, hops);
      return;
    }
    case TargetKind::client:
    case TargetKind::database:
    case TargetKind::queue:
    case TargetKind::stream:
    case TargetKind::topic:
    case TargetKind::socket:
    case TargetKind::auth:
    case TargetKind::schedule: return;  // compile() lets nothing call these
  }
}

void advance(World& world, std::uint32_t index);

// The step at the strand's place is done for the message at hand, or altogether.
void nextStep(World& world, std::uint32_t index, const Op& op) {
  auto& strand = world.strands[index];
  ++strand.ticket;
  strand.attempt = 0;
  if (op.perMessage && op.type != OpType::compute)
    if (const auto* batch = batchOf(world, world.invocations[strand.invocation]))
      if (++strand.iteration < batch->size()) return advance(world, index);
  strand.iteration = 0;
  ++strand.pc;
  advance(world, index);
}

// Runs operations until the strand waits or ends.
void advance(World& world, std::uint32_t index) {
  for (;;) {
    auto& strand = world.strands[index];
    const auto invocationIndex = strand.invocation;
    const auto& invocation = world.invocations[invocationIndex];
    const auto& function = world.system.functions[invocation.function];
    auto& state = world.functions[invocation.function];
    const Op op = function.program[strand.pc];
    switch (op.type) {
      case OpType::compute: {
        const auto work = workOf(world, invocation, op, state, function);
        if (work <= 0) {
          ++strand.pc;
          break;
        }
        if (function.sharesCpu) return computeShared(world, index, invocation, work);
        const auto time =
            function.stretch == 1.0 ? work : static_cast<std::int64_t>(static_cast<double>(work) * function.stretch + 0.5);
        world.schedule(world.now + time, EventKind::stepOk, index, strand.ticket);
        return;
      }
      case OpType::call:
      case OpType::send: return startCall(world, index, op, function.edges[op.arg]);
      case OpType::fork: {
        const auto& entries = function.forks[op.arg].entries;
        if (entries.empty()) {
          ++strand.pc;
          break;
        }
        strand.pending = static_cast<std::uint32_t>(entries.size());
        ++strand.pc;
        const auto ticket = strand.ticket;
        const auto invocationTicket = invocation.ticket;
        for (const auto entry : entries) {
          advance(world, makeStrand(world, invocationIndex, index, entry));
          // A branch that failed at once has ended the invocation, and this strand with it.
          if (world.invocations[invocationIndex].ticket != invocationTicket || world.strands[index].ticket != ticket) return;
        }
        return;
      }
      case OpType::choose: {
        const auto& table = function.choices[op.arg];
        const double u = state.streams.branch.uniform(invocation.id, drawNumber(op.ordinal, invocation.attempt, 0));
        strand.pc = table.after;
        for (const auto& option : table.options)
          if (u < option.cumulative) {
            strand.pc = option.entry;
            break;
          }
        break;
      }
      case OpType::jump: strand.pc = op.arg; break;
      case OpType::end: {
        const auto parent = strand.parent;
        if (parent == kNone) return finishInvocation(world, invocationIndex, Outcome::ok);
        freeStrand(world, index);
        if (--world.strands[parent].pending > 0) return;
        ++world.strands[parent].ticket;
        index = parent;  // all branches are done: go on behind the fork
        break;
      }
    }
  }
}

}  // namespace

void startSteps(World& world, std::uint32_t invocation) {
  const auto strand = makeStrand(world, invocation, kNone, 0);
  advance(world, strand);
}

void answerStep(World& world, std::uint32_t index, Outcome outcome) {
  auto& strand = world.strands[index];
  const auto& function = world.system.functions[world.invocations[strand.invocation].function];
  const Op op = function.program[strand.pc];
  if (op.type == OpType::compute) return nextStep(world, index, op);
  const auto& edge = function.edges[op.arg];
  if (edge.breaker)
    breakerLearns(world, breakerOf(world, world.invocations[strand.invocation], edge), edge, outcome == Outcome::ok);
  if (outcome == Outcome::ok) return nextStep(world, index, op);
  if (strand.attempt < edge.retries) {
    ++strand.ticket;
    const auto wait = edge.backoff << std::min<std::uint32_t>(strand.attempt, 20);
    ++strand.attempt;
    if (edge.kind == TargetKind::service) ++world.services[edge.target].record.retries;
    if (edge.kind == TargetKind::function) ++world.functions[edge.target].record.retries;
    world.schedule(world.now + wait, EventKind::callAgain, index, strand.ticket);
    return;
  }
  finishInvocation(world, strand.invocation, Outcome::error);
}

void callAgain(World& world, std::uint32_t index) {
  const auto& strand = world.strands[index];
  const auto& function = world.system.functions[world.invocations[strand.invocation].function];
  const Op op = function.program[strand.pc];
  startCall(world, index, op, function.edges[op.arg]);
}

void computed(World& world, std::uint32_t index) {
  auto& cpu = world.cpus[index];
  cpu.advance(world.now);
  const auto job = cpu.pop();
  cpu.virtualNow = std::max(cpu.virtualNow, job.mark);
  if (cpu.jobs.empty()) cpu.virtualNow = 0;
  reschedule(world, index);
  if (world.strands[job.strand].ticket == job.strandTicket) answerStep(world, job.strand, Outcome::ok);
}

void endStrands(World& world, std::uint32_t invocationIndex) {
  const auto& invocation = world.invocations[invocationIndex];
  const bool shared = world.system.functions[invocation.function].sharesCpu;
  auto index = invocation.firstStrand;
  while (index != kNone) {
    const auto next = world.strands[index].next;
    if (shared) {
      const auto cpuIndex = world.functions[invocation.function].pool[invocation.instance].cpu;
      if (cpuIndex != kNone) {
        auto& cpu = world.cpus[cpuIndex];
        const auto before = cpu.jobs.size();
        cpu.advance(world.now);
        cpu.drop(index);
        if (cpu.jobs.size() != before) reschedule(world, cpuIndex);
      }
    }
    world.strands.release(index);
    index = next;
  }
  world.invocations[invocationIndex].firstStrand = kNone;
}

}  // namespace virga::simulator
