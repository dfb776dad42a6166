#include "simulator/platform/tracer.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

SpanOutcome spanOutcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::ok: return SpanOutcome::ok;
    case Outcome::error: return SpanOutcome::error;
    case Outcome::throttled: return SpanOutcome::throttled;
    case Outcome::timeout: break;
  }
  return SpanOutcome::timeout;
}

std::string_view operationText(model::Operation operation) {
  switch (operation) {
    case model::Operation::read: return "read";
    case model::Operation::write: return "write";
    case model::Operation::query: return "query";
    case model::Operation::remove: break;
  }
  return "remove";
}

const std::string& nameOf(const CompiledSystem& system, Target target) {
  static const std::string none;
  switch (target.kind) {
    case TargetKind::service: return system.services[target.index].name;
    case TargetKind::database: return system.databases[target.index].name;
    case TargetKind::function: return system.functions[target.index].name;
    case TargetKind::queue: return system.queues[target.index].name;
    case TargetKind::stream: return system.streams[target.index].name;
    case TargetKind::topic: return system.topics[target.index].name;
    case TargetKind::api: return system.apis[target.index].name;
    case TargetKind::socket: return system.sockets[target.index].name;
    case TargetKind::auth: return system.auths[target.index].name;
    case TargetKind::schedule: return system.schedules[target.index].name;
    case TargetKind::client: break;
  }
  return none;
}

// The values of faas.trigger: OpenTelemetry semantic conventions, "FaaS attributes".
std::string triggerOf(Caller::Kind kind) {
  switch (kind) {
    case Caller::Kind::request:
    case Caller::Kind::connection: return "http";
    case Caller::Kind::batch:
    case Caller::Kind::stream:
    case Caller::Kind::delivery: return "pubsub";
    case Caller::Kind::schedule: return "timer";
    case Caller::Kind::none:
    case Caller::Kind::strand:
    case Caller::Kind::async: break;
  }
  return "other";
}

bool isWaitedFor(Caller::Kind kind) {
  return kind == Caller::Kind::request || kind == Caller::Kind::strand || kind == Caller::Kind::connection;
}

Cause waitCause(Outcome outcome) { return outcome == Outcome::throttled ? Cause::throttle : Cause::backOff; }

}  // namespace

Tracer::Tracer(const std::vector<ChosenRequest>& chosen) : chosen_(chosen) {
  for (const auto& request : chosen) {
    wanted_.emplace(request.id, static_cast<std::uint32_t>(traces_.size()));
    auto& trace = traces_.emplace_back();
    trace.flow = request.flow;
    trace.id = request.id;
    trace.slowest = request.slowest;
    trace.failed = request.failed;
    trace.random = request.random;
  }
}

const Tracer::Places* Tracer::find(std::uint64_t id) const {
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : &found->second;
}

Tracer::Places Tracer::open(const Places& parents, const What& what, std::int64_t from) {
  Places made;
  for (const auto& parent : parents) {
    auto& trace = traces_[parent.trace];
    if (trace.spans.size() >= kMostSpans) {
      ++trace.droppedSpans;
      continue;
    }
    const auto id = static_cast<std::uint32_t>(trace.spans.size());
    auto& span = trace.spans.emplace_back();
    span.id = id;
    span.parent = parent.span;
    span.component = what.component;
    span.peer = what.peer;
    span.operation = what.operation;
    span.cause = what.cause;
    span.kind = what.kind;
    span.startNs = from;
    made.push_back({parent.trace, id, parent.message});
  }
  return made;
}

void Tracer::close(Places& places, std::int64_t to, SpanOutcome outcome) {
  for (const auto& place : places) {
    at(place).endNs = to;
    at(place).outcome = outcome;
  }
  places.clear();
}

void Tracer::add(const Places& parents, const What& what, std::int64_t from, std::int64_t to, SpanOutcome outcome) {
  if (to <= from) return;
  auto made = open(parents, what, from);
  close(made, to, outcome);
}

void Tracer::makeAsynchronous(const Places& places) {
  for (const auto& place : places) at(place).asynchronous = true;
}

void Tracer::derive(std::uint64_t parent, std::uint64_t child) {
  if (parent == child) return;
  if (const auto* places = find(parent)) {
    auto copy = *places;
    known_[child] = std::move(copy);
  }
}

void Tracer::requestSent(const World& world, std::uint32_t index) {
  const auto& request = world.requests[index];
  const auto found = wanted_.find(request.id);
  if (found == wanted_.end()) return;
  auto& trace = traces_[found->second];
  if (world.system.flows[request.flow].name != trace.flow) return;
  trace.startNs = trace.endNs = world.now;
  const auto& chosen = chosen_[found->second];
  known_[request.id] =
      open({{found->second, kNoSpan}}, {chosen.client, "request", Cause::overhead, SpanKind::client}, world.now);
}

void Tracer::gatewayReached(const World& world, std::uint32_t index, const std::string& component,
                            std::string_view operation) {
  const auto id = world.requests[index].id;
  const auto* places = find(id);
  if (!places) return;
  const auto made = open(*places, {component, operation, Cause::overhead, SpanKind::server}, world.now);
  gateways_[index] = made;
  known_[id] = made;
}

void Tracer::gatewayStage(std::uint32_t index, const std::string& component, std::string_view operation, std::int64_t from,
                          std::int64_t to) {
  if (const auto found = gateways_.find(index); found != gateways_.end())
    add(found->second, {component, operation}, from, to);
}

void Tracer::requestAnswered(const World& world, std::uint32_t index, Outcome outcome) {
  if (const auto found = gateways_.find(index); found != gateways_.end()) {
    close(found->second, world.now, spanOutcome(outcome));
    gateways_.erase(found);
  }
  const auto& request = world.requests[index];
  if (request.flow == kNone) return;
  const auto found = wanted_.find(request.id);
  if (found == wanted_.end() || traces_[found->second].spans.empty()) return;
  auto& trace = traces_[found->second];
  trace.endNs = world.now;
  trace.outcome = spanOutcome(outcome);
  Places root = {{found->second, 0}};
  close(root, world.now, trace.outcome);
}

void Tracer::invocationMade(const World& world, std::uint32_t index) {
  const auto& invocation = world.invocations[index];
  const auto* places = find(invocation.id);
  if (!places) return;
  const auto kind = invocation.caller.kind;
  const auto& function = world.system.functions[invocation.function];
  const bool consumes = kind == Caller::Kind::batch || kind == Caller::Kind::stream;
  auto& spans = invocations_[index] = {};
  spans.whole =
      open(*places, {function.name, "invocation", Cause::overhead, consumes ? SpanKind::consumer : SpanKind::server},
           invocation.arrivedAt);
  if (!isWaitedFor(kind)) makeAsynchronous(spans.whole);
  for (const auto& place : spans.whole)
    if (function.role == Role::function) at(place).attributes.push_back({"faas.trigger", triggerOf(kind)});
  if (!consumes) return;
  for (const auto& place : spans.whole)
    for (const auto& link : batches_[invocation.id])
      if (link.trace != place.trace || link.span != at(place).parent) at(place).links.push_back(link);
}

void Tracer::invocationBegins(const World& world, std::uint32_t index) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end()) return;
  const auto& invocation = world.invocations[index];
  add(found->second.whole, {world.system.functions[invocation.function].name, "invoke"}, invocation.arrivedAt, world.now);
}

void Tracer::joinsLine(const World& world, std::uint32_t index) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end()) return;
  const auto& name = world.system.functions[world.invocations[index].function].name;
  found->second.waiting = open(found->second.whole, {name, "wait for an instance", Cause::queueing}, world.now);
}

void Tracer::leavesLine(const World& world, std::uint32_t index, std::int64_t startedAt, std::int64_t readyAt) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end() || found->second.waiting.empty()) return;
  const auto& name = world.system.functions[world.invocations[index].function].name;
  const auto from = std::max(startedAt, at(found->second.waiting.front()).startNs);
  add(found->second.waiting, {name, "start of an instance", Cause::coldStart}, from, readyAt);
  close(found->second.waiting, world.now, SpanOutcome::ok);
}

void Tracer::occupies(const World& world, std::uint32_t index, std::int64_t readyAt) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end() || readyAt <= world.now) return;
  const auto& invocation = world.invocations[index];
  const auto& function = world.system.functions[invocation.function];
  const auto& state = world.functions[invocation.function];
  auto initFrom = world.now;
  // The draws are addressed by the invocation, so they are the same once more.
  if (invocation.cold && !state.scaling) {
    initFrom += drawColdStart(function, state.streams, invocation.id, invocation.attempt).provision;
    add(found->second.whole, {function.name, "provision", Cause::coldStart}, world.now, initFrom);
  }
  add(found->second.whole, {function.name, invocation.cold ? "initialise" : "start of an instance", Cause::coldStart},
      initFrom, readyAt);
}

void Tracer::executionStarts(const World& world, std::uint32_t index) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end()) return;
  const auto& invocation = world.invocations[index];
  const auto& function = world.system.functions[invocation.function];
  found->second.execution = open(found->second.whole, {function.name, "execution", Cause::execution}, world.now);
  if (function.role == Role::function)
    for (const auto& place : found->second.whole) at(place).attributes.push_back({"faas.coldstart", invocation.cold});
}

void Tracer::invocationEnds(const World& world, std::uint32_t index, Outcome outcome) {
  const auto found = invocations_.find(index);
  if (found == invocations_.end()) return;
  for (auto* places : {&found->second.waiting, &found->second.execution, &found->second.whole})
    close(*places, world.now, spanOutcome(outcome));
  invocations_.erase(found);
}

void Tracer::strandMade(const World& world, std::uint32_t index) {
  const auto& strand = world.strands[index];
  const auto invocation = invocations_.find(strand.invocation);
  if (invocation == invocations_.end()) return;
  StrandSpans made;
  if (strand.parent == kNone) {
    made.base = invocation->second.execution;
  } else {
    const auto parent = strands_.find(strand.parent);
    if (parent == strands_.end()) return;
    const auto& name = world.system.functions[world.invocations[strand.invocation].function].name;
    made.base = open(parent->second.step, {name, "branch", Cause::execution}, world.now);
    made.isBranch = true;
  }
  strands_[index] = std::move(made);
}

void Tracer::strandEnds(const World& world, std::uint32_t index, SpanOutcome outcome) {
  const auto found = strands_.find(index);
  if (found == strands_.end()) return;
  close(found->second.attempt, world.now, outcome);
  close(found->second.step, world.now, outcome);
  if (found->second.isBranch) close(found->second.base, world.now, outcome);
  strands_.erase(found);
}

void Tracer::stepStarts(const World& world, std::uint32_t index, OpType type) {
  const auto found = strands_.find(index);
  if (found == strands_.end()) return;
  What what{world.system.functions[world.invocations[world.strands[index].invocation].function].name, "compute",
            Cause::execution};
  if (type == OpType::pause) what.operation = "wait";
  if (type == OpType::fork) what.operation = "parallel";
  if (type == OpType::repeat) what.operation = "repeat";
  if (type == OpType::transition) {
    what.operation = "transition";
    what.cause = Cause::overhead;
  }
  found->second.step = open(found->second.base, what, world.now);
  if (type == OpType::fork || type == OpType::repeat)
    for (const auto& place : found->second.step) at(place).parallel = true;
}

void Tracer::stepEnds(const World& world, std::uint32_t index, Outcome outcome) {
  const auto found = strands_.find(index);
  if (found == strands_.end()) return;
  close(found->second.attempt, world.now, spanOutcome(outcome));
  close(found->second.step, world.now, spanOutcome(outcome));
}

void Tracer::attemptStarts(const World& world, std::uint32_t index, const Op& op, const CompiledEdge& edge,
                           std::uint64_t id) {
  const auto found = strands_.find(index);
  if (found == strands_.end()) return;
  auto& spans = found->second;
  const auto& strand = world.strands[index];
  const auto& invocation = world.invocations[strand.invocation];
  const bool sends = op.type == OpType::send;
  What what{world.system.functions[invocation.function].name, sends ? "send" : "call", Cause::call,
            sends ? SpanKind::producer : SpanKind::client, nameOf(world.system, {edge.kind, edge.target})};
  close(spans.attempt, world.now, SpanOutcome::ok);  // the back-off before it
  if (strand.attempt == 0) spans.step = open(spans.base, what, world.now);
  what.operation = "attempt";
  what.kind = SpanKind::internal;
  spans.attempt = open(spans.step, what, world.now);
  auto below = spans.attempt;
  if (op.perMessage)
    if (const auto* batch = batchOf(world, invocation)) {
      const auto message = world.messages[(*batch)[strand.iteration]].id;
      std::erase_if(below, [message](const Place& place) { return place.message != 0 && place.message != message; });
    }
  known_[id] = std::move(below);
}

void Tracer::attemptEnds(const World& world, std::uint32_t index, Outcome outcome) {
  const auto found = strands_.find(index);
  if (found != strands_.end()) close(found->second.attempt, world.now, spanOutcome(outcome));
}

void Tracer::backsOff(const World& world, std::uint32_t index, Outcome outcome) {
  const auto found = strands_.find(index);
  if (found == strands_.end() || found->second.step.empty()) return;
  const auto& call = at(found->second.step.front());
  const What what{call.component, "back-off", waitCause(outcome), SpanKind::internal, call.peer};
  found->second.attempt = open(found->second.step, what, world.now);
}

void Tracer::serviceCalled(const World& world, std::uint32_t index, model::Operation operation, std::uint64_t id,
                           std::uint64_t ownId) {
  ServiceSpans made;
  const What what{world.system.services[index].name, operationText(operation), Cause::call, SpanKind::server};
  if (!services_.empty()) {
    made.offset = services_.back().offset;
    made.spans = open(services_.back().spans, what, world.now + made.offset);
  } else {
    if (!find(ownId)) derive(id, ownId);
    if (const auto* places = find(ownId)) made.spans = open(*places, what, world.now);
  }
  services_.push_back(std::move(made));
}

void Tracer::originAsked(std::int64_t latency) { services_.back().offset += latency; }

void Tracer::serviceAnswers(const ServiceAnswer& answer) {
  auto& called = services_.back();
  // Where nobody answers, its caller's patience ends the wait.
  if (!called.spans.empty()) {
    const auto start = at(called.spans.front()).startNs;
    close(called.spans, start + answer.latency, answer.silent ? SpanOutcome::unfinished : spanOutcome(answer.outcome));
  }
  services_.pop_back();
}

void Tracer::queryRuns(const World& world, std::uint32_t index, std::int64_t until) {
  const auto& query = world.queries[index];
  if (query.caller.kind != Caller::Kind::strand || world.strands[query.caller.index].ticket != query.caller.ticket) return;
  const auto found = strands_.find(query.caller.index);
  if (found == strands_.end()) return;
  const auto& name = world.system.databases[query.database].name;
  const bool onProxy = query.session == kNone;
  add(found->second.attempt,
      {name, onProxy ? "wait for a connection" : "connect", onProxy ? Cause::queueing : Cause::overhead}, query.calledAt,
      world.now);
  add(found->second.attempt, {name, query.reads ? "read" : "write", Cause::call, SpanKind::server}, world.now, until,
      spanOutcome(query.outcome));
}

void Tracer::handedOver(const World& world, Target target, std::uint64_t id, const HandedOver& handed) {
  const auto* places = find(id);
  if (!places || handed.silent) return;
  add(*places, {nameOf(world.system, target), "accept", Cause::call, SpanKind::server}, world.now,
      world.now + handed.latency, spanOutcome(handed.outcome));
}

void Tracer::endWait(const Places& places, std::int64_t to) {
  for (const auto& place : places) {
    if (at(place).endNs >= 0) continue;
    at(place).endNs = to;
    at(place).outcome = SpanOutcome::ok;
  }
}

void Tracer::messageWaits(const World& world, const std::string& component, std::uint64_t id) {
  const auto* places = find(id);
  if (!places) return;
  auto& waiting = messages_[id];
  endWait(waiting, world.now);
  waiting = open(*places, {component, "message", Cause::queueing, SpanKind::producer}, world.now);
  makeAsynchronous(waiting);
}

void Tracer::batchTaken(const World& world, const std::string& component, const Batch& batch, std::uint64_t id,
                        std::int64_t wait) {
  Places parents;
  std::vector<SpanLink> links;
  for (const auto index : batch.messages) {
    const auto message = world.messages[index].id;
    const auto found = messages_.find(message);
    if (found == messages_.end()) continue;
    endWait(found->second, world.now);
    for (const auto& place : found->second) {
      parents.push_back({place.trace, place.span, message});
      links.push_back({place.trace, place.span});
    }
  }
  if (parents.empty()) {
    known_.erase(id);
    return;
  }
  add(parents, {component, "deliver"}, world.now, world.now + wait);
  batches_[id] = std::move(links);
  known_[id] = std::move(parents);
}

void Tracer::deliverySent(const World& world, std::uint32_t index) {
  const auto& delivery = world.deliveries[index];
  const auto* places = find(delivery.id);
  if (!places) return;
  const auto made =
      open(*places, {nameOf(world.system, delivery.from), "deliver", Cause::overhead, SpanKind::producer}, world.now);
  makeAsynchronous(made);
  // A table's change keeps the id of its write, which notifications are made from too.
  if (delivery.receiver != kNone) known_[delivery.id] = made;
  deliveries_[index] = made;
}

void Tracer::deliveryBacksOff(const World& world, std::uint32_t index, std::int64_t wait) {
  const auto found = deliveries_.find(index);
  if (found == deliveries_.end()) return;
  add(found->second, {nameOf(world.system, world.deliveries[index].from), "back-off", Cause::backOff}, world.now,
      world.now + wait);
}

void Tracer::deliveryEnds(const World& world, std::uint32_t index, Outcome outcome) {
  const auto found = deliveries_.find(index);
  if (found == deliveries_.end()) return;
  close(found->second, world.now, spanOutcome(outcome));
  deliveries_.erase(found);
}

void Tracer::asyncBacksOff(const World& world, const std::string& component, std::uint64_t id, std::int64_t wait,
                           Outcome outcome) {
  const auto* places = find(id);
  if (!places) return;
  auto made = open(*places, {component, "back-off", waitCause(outcome)}, world.now);
  makeAsynchronous(made);
  close(made, world.now + wait, SpanOutcome::ok);
}

std::vector<Trace> Tracer::finish(const World& world) {
  for (auto& trace : traces_)
    for (auto& span : trace.spans)
      if (span.endNs < 0) span.endNs = world.now;
  return std::move(traces_);
}

}  // namespace virga::simulator
