#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

EventKind kindOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::ok: return EventKind::stepOk;
    case Outcome::error: return EventKind::stepError;
    case Outcome::throttled: return EventKind::stepThrottled;
    case Outcome::timeout: break;
  }
  return EventKind::stepTimeout;
}

// The wait before the next attempt, ns.
std::int64_t backoffOf(const World& world, const Invocation& invocation, const Strand& strand, const CompiledEdge& edge,
                       const Op& op) {
  const auto& retry = *edge.retry;
  auto wait = retry.growth == model::BackoffGrowth::constant ? retry.backoff
                                                             : retry.backoff << std::min<std::uint32_t>(strand.attempt, 20);
  if (retry.cap >= 0) wait = std::min(wait, retry.cap);
  if (retry.jitter == model::Jitter::none || wait == 0) return wait;
  const auto subject = subjectOf(world, invocation, strand, op.perMessage);
  const double u = world.functions[invocation.function].streams.backoff.uniform(
      subject.id, drawNumber(op.ordinal, subject.attempt, strand.attempt));
  const double fixed = retry.jitter == model::Jitter::equal ? 0.5 : 0.0;
  return static_cast<std::int64_t>(static_cast<double>(wait) * (fixed + (1 - fixed) * u));
}

bool mayRetry(EdgeMemory* memory, const CompiledEdge& edge, std::uint32_t attempt) {
  if (!edge.retry || attempt >= edge.retry->attempts) return false;
  if (edge.retry->budget < 0) return true;
  if (static_cast<double>(memory->retries + 1) > edge.retry->budget * static_cast<double>(memory->firstAttempts))
    return false;
  ++memory->retries;
  return true;
}

// After the last attempt.
void callFails(World& world, std::uint32_t index, const CompiledEdge& edge) {
  if (world.tracer) [[unlikely]]
    world.tracer->stepEnds(world, index, Outcome::error);
  auto& strand = world.strands[index];
  if (edge.caught == kNone) return strandFails(world, index);
  ++strand.ticket;
  strand.attempt = 0;
  strand.pc = edge.caught;
  advance(world, index);
}

}  // namespace

void startCall(World& world, std::uint32_t strandIndex, const Op& op) {
  auto& strand = world.strands[strandIndex];
  const auto& invocation = world.invocations[strand.invocation];
  const auto& edge = world.system.functions[invocation.function].edges[op.arg];
  const auto ticket = strand.ticket;
  const auto subject = subjectOf(world, invocation, strand, op.perMessage);
  const auto number = drawNumber(op.ordinal, subject.attempt, strand.attempt);
  const auto hops = static_cast<std::uint16_t>(invocation.hops + 1);
  if (world.tracer) [[unlikely]]
    world.tracer->attemptStarts(world, strandIndex, op, edge, childId(subject.id, number));
  if (edge.memory != kNone) {
    auto& memory = edgeMemory(world, invocation, edge.memory);
    if (strand.attempt == 0) ++memory.firstAttempts;
    if (edge.breaker && !breakerPasses(memory, edge, world.now)) return callFails(world, strandIndex, edge);
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
      if (edge.copy != kNone) {
        const auto from = edgeMemory(world, invocation, edge.copy).copyFrom;
        if (from >= 0 && from <= world.now && world.now - from <= world.system.services[edge.target].copyAge) {
          ++world.services[edge.target].record.cached;
          return answeredAfter(0, Outcome::ok);
        }
      }
      const auto reply = callService(world, edge.target, edge.operation, edge.size, subject.id, number, hops);
      if (reply.silent)
        timesOut();
      else
        answeredAfter(reply.latency, reply.outcome);
      if (edge.copy != kNone && reply.outcome == Outcome::ok && (edge.timeout < 0 || reply.latency <= edge.timeout))
        edgeMemory(world, invocation, edge.copy).copyFrom = world.now + reply.latency;
      return;
    }
    case TargetKind::function:
      timesOut();
      invoke(world, edge.target, childId(subject.id, number), {Caller::Kind::strand, strandIndex, ticket}, 0, 0, 0, hops);
      return;
    case TargetKind::api: {
      timesOut();
      const auto request = world.requests.makeNew();
      auto& made = world.requests[request];
      made.sentAt = world.now;
      made.id = childId(subject.id, number);
      made.api = edge.target;
      made.caller = {Caller::Kind::strand, strandIndex, ticket};
      requestApi(world, request, 0, made.id, edge.size, hops);
      return;
    }
    case TargetKind::database:
      timesOut();
      query(world, edge.target, edge.operation, strandIndex, subject.id, number);
      return;
    case TargetKind::client:
    case TargetKind::queue:
    case TargetKind::stream:
    case TargetKind::topic:
    case TargetKind::socket:
    case TargetKind::auth:
    case TargetKind::schedule: return;  // compile() lets nothing call these
  }
}

void callAnswered(World& world, std::uint32_t index, const Op& op, Outcome outcome) {
  auto& strand = world.strands[index];
  const auto& invocation = world.invocations[strand.invocation];
  const auto& function = world.system.functions[invocation.function];
  const auto& edge = function.edges[op.arg];
  auto* const memory = edge.memory != kNone ? &edgeMemory(world, invocation, edge.memory) : nullptr;
  if (edge.breaker) breakerLearns(*memory, edge, world.now, outcome == Outcome::ok);
  if (world.tracer) [[unlikely]] {
    world.tracer->attemptEnds(world, index, outcome);
    if (outcome == Outcome::ok) world.tracer->stepEnds(world, index, outcome);
  }
  if (outcome == Outcome::ok) return nextStep(world, index, op);
  if (!mayRetry(memory, edge, strand.attempt)) return callFails(world, index, edge);
  ++strand.ticket;
  const auto wait = backoffOf(world, invocation, strand, edge, op);
  if (world.tracer) [[unlikely]]
    world.tracer->backsOff(world, index, outcome);
  ++strand.attempt;
  if (edge.kind == TargetKind::service) ++world.services[edge.target].record.retries;
  if (edge.kind == TargetKind::database) ++world.databases[edge.target].record.retries;
  if (edge.kind == TargetKind::function) ++world.functions[edge.target].record.retries;
  world.schedule(world.now + wait, EventKind::callAgain, index, strand.ticket);
}

void callAgain(World& world, std::uint32_t index) {
  const auto& strand = world.strands[index];
  startCall(world, index, world.system.functions[world.invocations[strand.invocation].function].program[strand.pc]);
}

}  // namespace virga::simulator
