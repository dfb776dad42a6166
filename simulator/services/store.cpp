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

}  // namespace

// The answer is drawn when the call starts; the caller learns it after the latency.
ServiceAnswer callService(World& world, std::uint32_t index, model::Operation operation, std::int64_t bytes,
                          std::uint64_t id, std::uint32_t number) {
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
  ServiceAnswer reply{draw(latencyOf(service, operation), state.latency, id, number), Outcome::ok};
  double errors = service.errors;
  if (!service.faults.empty())
    if (const auto* fault = activeFault(service.faults, world.now)) {
      errors = 1 - (1 - errors) * (1 - fault->errors);
      if (fault->latency) reply.latency += fault->latency->nanoseconds(state.latency.uniforms(id, number).second);
    }
  if (errors > 0 || service.hits < 1) {
    const auto [failure, hit] = state.errors.uniforms(id, number);
    if (failure < errors) {
      reply.outcome = Outcome::error;
    } else if (isRead(operation) && hit >= service.hits) {
      ++state.record.misses;
      if (service.origin != kNone) {
        const auto origin = callService(world, service.origin, operation, bytes, id, number);
        reply.latency += origin.latency;
        reply.outcome = origin.outcome;
      }
    }
  }
  state.record.answered(world.now, reply.latency, reply.outcome);
  return reply;
}

}  // namespace virga::simulator
