#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

bool isRead(model::Operation operation) {
  return operation == model::Operation::read || operation == model::Operation::query;
}

const Sampler& latencyOf(const CompiledService& service, model::Operation operation) {
  switch (operation) {
    case model::Operation::read: return service.read;
    case model::Operation::query: return service.query;
    case model::Operation::write:
    case model::Operation::remove: break;
  }
  return service.write;
}

// Tells of a write or removal that will be done after `latency`.
void announce(World& world, std::uint32_t index, model::Operation operation, std::int64_t bytes, std::uint64_t id,
              std::int64_t latency, std::uint16_t hops) {
  const auto& service = world.system.services[index];
  auto& state = world.services[index];
  if (service.changes != kNone)
    deliver(world, {TargetKind::service, index}, kNone, id, bytes,
            latency + draw(service.changesLatency, state.filters, id, 0x20000u), static_cast<std::uint16_t>(hops + 1));
  for (std::uint32_t i = 0; i < service.notifications.size(); ++i) {
    const auto& [receiver, on] = service.notifications[i];
    if (on != operation || (receiver.share < 1 && state.filters.uniform(id, i) >= receiver.share)) continue;
    if (hops >= kMostHops) {
      ++state.record.notificationsDropped;
      continue;
    }
    ++state.record.announced;
    ++state.record.underway;
    if (world.tracer) [[unlikely]]
      world.tracer->derive(id, childId(id, i));
    deliver(world, {TargetKind::service, index}, i, childId(id, i), bytes,
            latency + draw(service.notificationLatency, state.filters, id, 0x10000u + i),
            static_cast<std::uint16_t>(hops + 1));
  }
}

// The answer is drawn when the call starts; the caller learns it after the latency.
ServiceAnswer answerCall(World& world, std::uint32_t index, model::Operation operation, std::int64_t bytes, std::uint64_t id,
                         std::uint32_t number, std::uint16_t hops) {
  const auto& service = world.system.services[index];
  auto& state = world.services[index];
  const bool reads = isRead(operation);
  const auto block = reads ? service.readBlock : service.writeBlock;
  state.record.called(world.now, reads, bytes, block);
  auto& units = reads ? state.readUnits : state.writeUnits;
  const double perBlock = reads ? service.perReadBlock : service.perWriteBlock;
  const double cost =
      perBlock > 0 ? perBlock * static_cast<double>(std::max<std::int64_t>(1, (bytes + block - 1) / block)) : 1.0;
  if (!state.throttle.take(world.now) || !units.take(world.now, cost)) {
    state.record.throttled(world.now);
    return {0, Outcome::throttled};
  }
  FaultEffect fault;
  if (!service.faults.empty()) {
    fault = faultEffect(service.faults, world.now, state.faults, id, number);
    if (fault.outcome == Outcome::throttled) {
      state.record.throttled(world.now);
      return {0, Outcome::throttled};
    }
    if (fault.refused) {
      state.record.unanswered(world.now);
      return {0, Outcome::error};
    }
    if (fault.silent) {
      state.record.unanswered(world.now);
      return {0, Outcome::timeout, true};
    }
  }
  ServiceAnswer reply{draw(latencyOf(service, operation), state.latency, id, number) + fault.latency, fault.outcome};
  if (service.errors > 0 || service.hits < 1) {
    const auto [failure, hit] = state.errors.uniforms(id, number);
    if (failure < service.errors) reply.outcome = Outcome::error;
    if (reply.outcome == Outcome::ok && isRead(operation) && hit >= service.hits) {
      ++state.record.misses;
      if (service.origin != kNone) {
        if (world.tracer) [[unlikely]]
          world.tracer->originAsked(reply.latency);
        const auto origin = callService(world, service.origin, operation, bytes, id, number, hops);
        reply.latency += origin.latency;
        reply.outcome = origin.outcome;
        reply.silent = origin.silent;
      }
    }
  }
  if (reply.silent) {
    state.record.unanswered(world.now);
    return reply;
  }
  state.record.answered(world.now, reply.latency, reply.outcome);
  if (reply.outcome == Outcome::ok && !reads && (service.changes != kNone || !service.notifications.empty()))
    announce(world, index, operation, bytes, childId(id, number), reply.latency, hops);
  return reply;
}

}  // namespace

ServiceAnswer callService(World& world, std::uint32_t index, model::Operation operation, std::int64_t bytes,
                          std::uint64_t id, std::uint32_t number, std::uint16_t hops) {
  if (world.tracer) [[unlikely]]
    world.tracer->serviceCalled(world, index, operation, id, childId(id, number));
  const auto reply = answerCall(world, index, operation, bytes, id, number, hops);
  if (world.tracer) [[unlikely]]
    world.tracer->serviceAnswers(reply);
  return reply;
}

}  // namespace virga::simulator
