#include <map>

#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

namespace {

CompiledService service(Compilation& c, std::uint32_t component, const std::string& id, Sampler read, Sampler write) {
  CompiledService compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.query = read;
  compiled.read = std::move(read);
  compiled.write = std::move(write);
  compiled.origin = kNone;
  compiled.faults = c.faults(id);
  return compiled;
}

}  // namespace

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const NosqlDb& table) {
  auto compiled = service(c, component, id, c.sampler(table.readLatency, "nosql-db.read-latency", id + ".read-latency"),
                          c.sampler(table.writeLatency, "nosql-db.write-latency", id + ".write-latency"));
  if (!table.readLatency) compiled.query = c.sampler("nosql-db.query-latency");
  compiled.readBlock = c.catalog.size("nosql-db.read-unit-size").bytes;
  compiled.writeBlock = c.catalog.size("nosql-db.write-unit-size").bytes;
  compiled.perReadBlock = 0.5;  // eventually consistent, the SDKs' default (DynamoDB Developer Guide, 2026)
  compiled.perWriteBlock = 1;
  if (table.billing == Capacity::provisioned) {
    // DynamoDB keeps up to five minutes of unused capacity for bursts (Developer Guide, "Burst and adaptive capacity").
    constexpr double burstSeconds = 300;
    if (table.readUnits) compiled.readUnits = TokenBucket(*table.readUnits, *table.readUnits * burstSeconds);
    if (table.writeUnits) compiled.writeUnits = TokenBucket(*table.writeUnits, *table.writeUnits * burstSeconds);
  }
  c.system.services.push_back(std::move(compiled));
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const ObjectStore& store) {
  auto compiled = service(c, component, id, c.sampler(store.readLatency, "object-store.read-latency", id + ".read-latency"),
                          c.sampler(store.writeLatency, "object-store.write-latency", id + ".write-latency"));
  if (const auto rate = c.catalog.optionalNumber("object-store.reads-per-second"))
    compiled.readUnits = TokenBucket(*rate, *rate);
  if (const auto rate = c.catalog.optionalNumber("object-store.writes-per-second"))
    compiled.writeUnits = TokenBucket(*rate, *rate);
  compiled.notificationLatency = c.sampler("object-store.notification-latency");
  compiled.delivery = deliveryPolicy(c, "topic");  // no platform states one of its own for notifications
  for (std::size_t i = 0; i < store.notifications.size(); ++i) {
    const auto& told = store.notifications[i];
    if (const auto receiver = compileReceiver(c, told.to, told.filter, fmt::format("{}.notifications.{}.to", id, i)))
      compiled.notifications.push_back({*receiver, told.on == ObjectEvent::write ? Operation::write : Operation::remove});
  }
  c.system.services.push_back(std::move(compiled));
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Cache& cache) {
  const auto latency = c.sampler(cache.latency, "cache.latency", id + ".latency");
  auto compiled = service(c, component, id, latency, latency);
  compiled.readBlock = compiled.writeBlock = c.catalog.size("cache.unit-size").bytes;
  compiled.smallestStorage = c.catalog.size("cache.storage-min").bytes;
  compiled.hits = cache.hits.value;
  if (cache.origin)
    if (const auto* target = c.find(cache.origin->id, {TargetKind::service}, id + ".origin"))
      compiled.origin = target->index;
  c.system.services.push_back(std::move(compiled));
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const SecretStore& store) {
  const auto latency = c.sampler(store.latency, "secret-store.latency", id + ".latency");
  auto compiled = service(c, component, id, latency, latency);
  if (store.cache) compiled.copyAge = store.cache->nanoseconds;
  c.system.services.push_back(std::move(compiled));
}

void compileCopies(Compilation& c) {
  for (auto& function : c.system.functions) {
    if (function.role == Role::workflow) continue;  // the platform's: it has no memory to keep a secret in
    std::map<std::uint32_t, std::uint32_t> copies;  // of each store
    for (auto& edge : function.edges) {
      if (edge.kind != TargetKind::service || c.system.services[edge.target].copyAge < 0) continue;
      const auto [copy, isNew] = copies.emplace(edge.target, function.memories);
      if (isNew) ++function.memories;
      edge.copy = copy->second;
    }
  }
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const External& external) {
  const auto latency = c.law(external.latency, id + ".latency");
  auto compiled = service(c, component, id, latency, latency);
  compiled.errors = external.errors.value;
  compiled.throttle = bucketOf(external.throttle);
  c.system.services.push_back(std::move(compiled));
}

}  // namespace virga::simulator
