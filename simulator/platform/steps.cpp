#include <algorithm>
#include <array>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

std::uint32_t makeStrand(World& world, std::uint32_t invocation, std::uint32_t parent, std::uint32_t pc,
                         std::uint64_t drawId) {
  const auto index = world.strands.makeNew();
  auto& strand = world.strands[index];
  strand.invocation = invocation;
  strand.parent = parent;
  strand.pc = pc;
  strand.drawId = drawId;
  if (parent != kNone) strand.parentTicket = world.strands[parent].ticket;
  auto& first = world.invocations[invocation].firstStrand;
  strand.next = first;
  if (first != kNone) world.strands[first].previous = index;
  first = index;
  if (world.tracer) [[unlikely]]
    world.tracer->strandMade(world, index);
  return index;
}

void freeStrand(World& world, std::uint32_t index, SpanOutcome outcome) {
  if (world.tracer) [[unlikely]]
    world.tracer->strandEnds(world, index, outcome);
  const auto& strand = world.strands[index];
  if (strand.previous != kNone)
    world.strands[strand.previous].next = strand.next;
  else
    world.invocations[strand.invocation].firstStrand = strand.next;
  if (strand.next != kNone) world.strands[strand.next].previous = strand.previous;
  world.strands.release(index);
}

// A branch whose step has gone on without it may run on.
bool isWatched(const World& world, const Strand& strand) {
  return strand.parent != kNone && world.strands[strand.parent].ticket == strand.parentTicket;
}

std::int64_t workOf(const World& world, const Invocation& invocation, const Strand& strand, const Op& op,
                    const FunctionState& state, const CompiledFunction& function) {
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
  return draw(law, state.streams.work, strand.drawId, drawNumber(op.ordinal, invocation.attempt, 0));
}

void reschedule(World& world, std::uint32_t index) {
  auto& cpu = world.cpus[index];
  ++cpu.turn;
  if (auto* scaling = world.functions[cpu.function].scaling.get()) {
    const auto inUse = cpu.vcpusInUse();
    scaling->cpu.change(world.now, inUse - cpu.counted);
    cpu.counted = inUse;
  }
  if (!cpu.jobs.empty()) world.schedule(cpu.nextDone(), EventKind::computed, index, cpu.turn);
}

void computeShared(World& world, std::uint32_t strandIndex, const Invocation& invocation, std::int64_t work) {
  auto& instance = world.functions[invocation.function].pool[invocation.instance];
  if (instance.cpu == kNone) {
    instance.cpu = world.cpus.make();
    auto& made = world.cpus[instance.cpu];
    made.jobs.clear();
    made.virtualNow = 0;
    made.counted = 0;
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

// What the strand holds besides its record: its place on a shared processor.
void leaveCpu(World& world, std::uint32_t index) {
  const auto& invocation = world.invocations[world.strands[index].invocation];
  if (!world.system.functions[invocation.function].sharesCpu || invocation.instance == kNone) return;
  const auto cpuIndex = world.functions[invocation.function].pool[invocation.instance].cpu;
  if (cpuIndex == kNone) return;
  auto& cpu = world.cpus[cpuIndex];
  const auto before = cpu.jobs.size();
  cpu.advance(world.now);
  cpu.drop(index);
  if (cpu.jobs.size() != before) reschedule(world, cpuIndex);
}

bool isBelow(const World& world, std::uint32_t index, std::uint32_t ancestor) {
  for (auto at = index; isWatched(world, world.strands[at]); at = world.strands[at].parent)
    if (world.strands[at].parent == ancestor) return true;
  return false;
}

// Ends all strands that the strand has forked, directly or not. An invocation has few of them.
void endBelow(World& world, std::uint32_t ancestor) {
  std::vector<std::uint32_t> below;
  for (auto index = world.invocations[world.strands[ancestor].invocation].firstStrand; index != kNone;
       index = world.strands[index].next)
    if (isBelow(world, index, ancestor)) below.push_back(index);
  for (const auto index : below) {
    leaveCpu(world, index);
    freeStrand(world, index, SpanOutcome::cancelled);
  }
}

std::uint64_t roundId(const Strand& strand, const Op& op, std::uint32_t round) {
  return childId(strand.drawId, std::uint64_t{op.ordinal} << 32 | (round + 1));
}

constexpr std::size_t kBranchesAtOnce = 16;

enum class Went { on, waits };

// Starts all branches of a fork.
Went fork(World& world, std::uint32_t index, const ForkTable& table) {
  auto& strand = world.strands[index];
  if (table.entries.empty()) {
    ++strand.pc;
    return Went::on;
  }
  strand.pending = static_cast<std::uint32_t>(table.entries.size());
  strand.done = strand.failed = 0;
  if (world.tracer) [[unlikely]]
    world.tracer->stepStarts(world, index, OpType::fork);
  const auto ticket = strand.ticket;
  // All exist before the first one runs: one that is done at once may end the step, but keeps no other from starting.
  std::array<std::uint32_t, kBranchesAtOnce> made{}, tickets{};
  for (std::size_t from = 0; from < table.entries.size(); from += kBranchesAtOnce) {
    const auto count = std::min(kBranchesAtOnce, table.entries.size() - from);
    const auto invocation = world.strands[index].invocation;
    const auto drawId = world.strands[index].drawId;
    for (std::size_t i = 0; i < count; ++i) {
      made[i] = makeStrand(world, invocation, index, table.entries[from + i], drawId);
      tickets[i] = world.strands[made[i]].ticket;
    }
    for (std::size_t i = 0; i < count; ++i)
      if (world.strands[made[i]].ticket == tickets[i]) advance(world, made[i]);
    if (world.strands[index].ticket != ticket) break;
  }
  return Went::waits;
}

// Starts the first rounds of a repetition; each further one begins when one ends.
Went repeat(World& world, std::uint32_t index, const Op& op, const ForkTable& table) {
  auto& strand = world.strands[index];
  if (table.rounds == 0) {
    ++strand.pc;
    return Went::on;
  }
  strand.pending = strand.done = strand.started = 0;
  if (world.tracer) [[unlikely]]
    world.tracer->stepStarts(world, index, OpType::repeat);
  const auto ticket = strand.ticket;
  while (world.strands[index].ticket == ticket && world.strands[index].pending < table.atOnce &&
         world.strands[index].started < table.rounds) {
    auto& self = world.strands[index];
    ++self.pending;
    const auto id = roundId(self, op, self.started++);
    advance(world, makeStrand(world, self.invocation, index, table.entries.front(), id));
  }
  return Went::waits;
}

// The strand that goes on when a branch is done: the one that forked it once enough are done, the next round of a
// repetition, or none.
std::uint32_t afterBranch(World& world, std::uint32_t index) {
  const auto parent = world.strands[index].parent;
  const bool watched = isWatched(world, world.strands[index]);
  freeStrand(world, index, SpanOutcome::ok);
  if (!watched) return kNone;
  auto& strand = world.strands[parent];
  const auto& function = world.system.functions[world.invocations[strand.invocation].function];
  const Op op = function.program[strand.pc];
  const auto& table = function.forks[op.arg];
  --strand.pending;
  ++strand.done;
  if (op.type == OpType::repeat && strand.started < table.rounds) {
    ++strand.pending;
    const auto id = roundId(strand, op, strand.started++);
    return makeStrand(world, strand.invocation, parent, table.entries.front(), id);
  }
  if (strand.done < (op.type == OpType::repeat ? table.rounds : table.needed)) return kNone;
  if (world.tracer) [[unlikely]]
    world.tracer->stepEnds(world, parent, Outcome::ok);
  ++strand.ticket;
  ++strand.pc;
  return parent;
}

std::uint32_t chosen(const World& world, const Strand& strand, const Invocation& invocation, const Op& op,
                     const ChoiceTable& table) {
  const auto& streams = world.functions[invocation.function].streams;
  const double u = streams.branch.uniform(strand.drawId, drawNumber(op.ordinal, invocation.attempt, 0));
  double below = 0;
  for (const auto& option : table.options)
    if (u < (below += option.share.at(world.now))) return option.entry;
  return table.after;
}

}  // namespace

const std::vector<std::uint32_t>* batchOf(const World& world, const Invocation& invocation) {
  const auto kind = invocation.caller.kind;
  return kind == Caller::Kind::batch || kind == Caller::Kind::stream ? &world.batches[invocation.caller.index].messages
                                                                     : nullptr;
}

Subject subjectOf(const World& world, const Invocation& invocation, const Strand& strand, bool perMessage) {
  if (perMessage)
    if (const auto* batch = batchOf(world, invocation)) {
      const auto& message = world.messages[(*batch)[strand.iteration]];
      const auto id = strand.drawId == invocation.id ? message.id : childId(message.id, strand.drawId);
      return {id, message.receives};
    }
  return {strand.drawId, invocation.attempt};
}

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

void advance(World& world, std::uint32_t index) {
  for (;;) {
    // A loop of steps that take no time would never return: the run sees that time stands still, and ends.
    if (++world.stepsAtOnce > kMostStepsAtOnce) {
      world.stuckFunction = world.invocations[world.strands[index].invocation].function;
      return;
    }
    auto& strand = world.strands[index];
    const auto invocationIndex = strand.invocation;
    const auto& invocation = world.invocations[invocationIndex];
    const auto& function = world.system.functions[invocation.function];
    auto& state = world.functions[invocation.function];
    const Op op = function.program[strand.pc];
    switch (op.type) {
      case OpType::compute: {
        const auto work = workOf(world, invocation, strand, op, state, function);
        if (work <= 0) {
          ++strand.pc;
          break;
        }
        if (world.tracer) [[unlikely]]
          world.tracer->stepStarts(world, index, op.type);
        if (function.sharesCpu) return computeShared(world, index, invocation, work);
        const auto time =
            function.stretch == 1.0 ? work : static_cast<std::int64_t>(static_cast<double>(work) * function.stretch + 0.5);
        world.schedule(world.now + time, EventKind::stepOk, index, strand.ticket);
        return;
      }
      case OpType::call:
      case OpType::send: return startCall(world, index, op);
      case OpType::caught: {
        strand.pc = op.arg;
        return nextStep(world, index, function.program[op.arg]);
      }
      case OpType::pause:
      case OpType::transition: {
        if (op.type == OpType::transition) ++state.record.transitions;
        const auto& law = op.type == OpType::transition ? function.transitionLatency : function.samplers[op.arg];
        const auto time = draw(law, state.streams.latency, strand.drawId, drawNumber(op.ordinal, invocation.attempt, 0));
        if (time <= 0) {
          ++strand.pc;
          break;
        }
        if (world.tracer) [[unlikely]]
          world.tracer->stepStarts(world, index, op.type);
        world.schedule(world.now + time, EventKind::stepOk, index, strand.ticket);
        return;
      }
      case OpType::fork:
        if (fork(world, index, function.forks[op.arg]) == Went::waits) return;
        break;
      case OpType::repeat:
        if (repeat(world, index, op, function.forks[op.arg]) == Went::waits) return;
        break;
      case OpType::choose: strand.pc = chosen(world, strand, invocation, op, function.choices[op.arg]); break;
      case OpType::jump: strand.pc = op.arg; break;
      case OpType::end: {
        if (strand.parent == kNone) return finishInvocation(world, invocationIndex, Outcome::ok);
        index = afterBranch(world, index);
        if (index == kNone) return;
        break;
      }
    }
  }
}

void answerStep(World& world, std::uint32_t index, Outcome outcome) {
  const auto& strand = world.strands[index];
  const Op op = world.system.functions[world.invocations[strand.invocation].function].program[strand.pc];
  if (op.type == OpType::call || op.type == OpType::send) return callAnswered(world, index, op, outcome);
  if (world.tracer) [[unlikely]]
    world.tracer->stepEnds(world, index, outcome);
  nextStep(world, index, op);
}

void startSteps(World& world, std::uint32_t invocation) {
  const auto strand = makeStrand(world, invocation, kNone, 0, world.invocations[invocation].id);
  advance(world, strand);
}

void strandFails(World& world, std::uint32_t index) {
  for (;;) {
    const auto& strand = world.strands[index];
    const auto parent = strand.parent;
    if (world.tracer) [[unlikely]]
      world.tracer->stepEnds(world, index, Outcome::error);
    if (parent == kNone) return finishInvocation(world, strand.invocation, Outcome::error);
    endBelow(world, index);
    const bool watched = isWatched(world, world.strands[index]);
    freeStrand(world, index, SpanOutcome::error);
    if (!watched) return;
    auto& forked = world.strands[parent];
    const auto& function = world.system.functions[world.invocations[forked.invocation].function];
    const Op op = function.program[forked.pc];
    const auto& table = function.forks[op.arg];
    --forked.pending;
    if (op.type == OpType::fork && table.entries.size() - ++forked.failed >= table.needed) return;
    endBelow(world, parent);
    index = parent;
  }
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
  const auto& function = world.system.functions[invocation.function];
  auto index = invocation.firstStrand;
  while (index != kNone) {
    const auto next = world.strands[index].next;
    if (function.sharesCpu && function.program[world.strands[index].pc].type == OpType::compute) {
      const auto cpuIndex = world.functions[invocation.function].pool[invocation.instance].cpu;
      if (cpuIndex != kNone) {
        auto& cpu = world.cpus[cpuIndex];
        const auto before = cpu.jobs.size();
        cpu.advance(world.now);
        cpu.drop(index);
        if (cpu.jobs.size() != before) reschedule(world, cpuIndex);
      }
    }
    if (world.tracer) [[unlikely]]
      world.tracer->strandEnds(world, index, SpanOutcome::cancelled);
    world.strands.release(index);
    index = next;
  }
  world.invocations[invocationIndex].firstStrand = kNone;
}

}  // namespace virga::simulator
