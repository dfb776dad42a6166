#include "simulator/experiment/meter.h"

#include <algorithm>

#include "model/units/quantity.h"

namespace virga::simulator {
namespace {

using model::Decimal;

// Metered usage of the time after the warm-up.
class Meter {
 public:
  explicit Meter(const World& world)
      : world_(world), measuredHours_(Decimal(world.now - world.system.warmup) / Decimal(3'600'000'000'000)) {}

  std::vector<model::UsageItem> run() {
    const auto& components = world_.system.architecture->components;
    for (std::size_t i = 0; i < components.size(); ++i)
      std::visit([&](const auto& kind) { add(components[i].id, kind, world_.system.parts[i].index); }, components[i].kind);
    return std::move(items_);
  }

 private:
  Decimal months() const { return measuredHours_ / Decimal(730); }
  static Decimal gibibytes(model::ByteSize size) { return Decimal(size.bytes) / Decimal(1073741824); }

  static Decimal exact(Int128 count) {
    constexpr std::int64_t kPart = 1'000'000'000'000'000'000;
    return Decimal(static_cast<std::int64_t>(count / kPart)) * Decimal(kPart) +
           Decimal(static_cast<std::int64_t>(count % kPart));
  }

  void add(const std::string& component, const char* kind, const char* item, const char* variant, Decimal quantity) {
    items_.push_back({component, kind, item, variant, std::move(quantity)});
  }

  void add(const std::string&, const model::Function& function, std::size_t i) {
    const auto& compiled = world_.system.functions[i];
    const auto& record = world_.functions[i].record;
    const char* variant = function.architecture == model::CpuArchitecture::arm64 ? "arm64" : "x86_64";
    const Decimal perUnit = Decimal(compiled.billingGranularity) * gibibytes(function.memory) / Decimal(1'000'000'000);
    add(compiled.name, "function", "requests", "", Decimal(record.invocations));
    add(compiled.name, "function", "compute", variant, Decimal(record.billedUnits) * perUnit);
    if (compiled.provisioned > 0) {
      add(compiled.name, "function", "provisioned-reserved", variant,
          Decimal(compiled.provisioned) * gibibytes(function.memory) * measuredHours_ * Decimal(3600));
      add(compiled.name, "function", "provisioned-compute", variant, Decimal(record.billedProvisionedUnits) * perUnit);
    }
  }

  void add(const std::string& id, const model::Workflow& workflow, std::size_t i) {
    const auto& record = world_.functions[i].record;
    if (workflow.type == model::WorkflowType::standard)
      return add(id, "workflow", "transitions", "standard", Decimal(record.transitions));
    const auto& compiled = world_.system.functions[i];
    add(id, "workflow", "requests", "express", Decimal(record.invocations));
    add(id, "workflow", "compute", "express",
        Decimal(record.billedUnits + record.billedProvisionedUnits) * Decimal(compiled.billingGranularity) *
            gibibytes({compiled.memory}) / Decimal(3'600'000'000'000));
  }

  void add(const std::string& id, const model::ContainerService& service, std::size_t i) {
    const auto hours = exact(world_.functions[i].record.instances.area(world_.now)) / Decimal(3'600'000'000'000);
    add(id, "container-service", "vcpu-hours", "", hours * Decimal(service.vcpus));
    add(id, "container-service", "gb-hours", "", hours * gibibytes(service.memory));
  }

  void add(const std::string& id, const model::HttpApi&, std::size_t i) {
    add(id, "http-api", "requests", "", Decimal(world_.apis[i].record.chunks));
  }
  void add(const std::string& id, const model::WebsocketApi&, std::size_t i) {
    const auto& record = world_.sockets[i].record;
    add(id, "websocket-api", "messages", "", Decimal(record.messages.chunks + record.pushChunks));
    add(id, "websocket-api", "connection-minutes", "", exact(record.connections.area(world_.now)) / Decimal(60'000'000'000));
  }
  void add(const std::string& id, const model::Auth& auth, std::size_t) {
    add(id, "auth", "active-users", "", Decimal(auth.monthlyActiveUsers));
  }
  void add(const std::string&, const auto&, std::size_t) {}

  void add(const std::string&, const model::Queue&, std::size_t i) {
    const auto& compiled = world_.system.queues[i];
    const auto& record = world_.queues[i].record;
    // Idle pollers go on receiving; calls that brought messages take the place of empty ones.
    const auto idle = static_cast<std::uint64_t>(compiled.idleReceivesPerSecond *
                                                 static_cast<double>(world_.now - world_.system.warmup) * 1e-9);
    const auto empty = idle > record.receiveCalls ? idle - record.receiveCalls : 0;
    add(compiled.name, "queue", "requests", "", Decimal(record.meteredRequests + empty));
  }

  void add(const std::string& name, const model::Topic&, std::size_t i) {
    add(name, "topic", "requests", "", Decimal(world_.topics[i].record.chunks));
    add(name, "topic", "calls", "", Decimal(world_.topics[i].record.calls));
  }
  void add(const std::string& name, const model::EventBus&, std::size_t i) {
    add(name, "event-bus", "events", "", Decimal(world_.topics[i].record.chunks));
  }

  void add(const std::string& name, const model::Stream& stream, std::size_t i) {
    const auto& record = world_.streams[i].record;
    if (stream.billing == model::Capacity::provisioned) {
      add(name, "stream", "shard-hours", "provisioned", Decimal(stream.shards) * measuredHours_);
      add(name, "stream", "put-units", "provisioned", Decimal(record.putUnits));
    } else {
      const auto gigabytes = [&](std::uint64_t units) {
        return Decimal(units) * gibibytes({world_.system.streams[i].onDemandUnit});
      };
      add(name, "stream", "stream-hours", "on-demand", measuredHours_);
      add(name, "stream", "ingested", "on-demand", gigabytes(record.ingested));
      add(name, "stream", "retrieved", "on-demand", gigabytes(record.retrieved));
    }
  }

  void add(const std::string& name, const model::Schedule&, std::size_t i) {
    add(name, "schedule", "invocations", "", Decimal(world_.schedules[i].record.attempts));
  }

  void add(const std::string& name, const model::NosqlDb& table, std::size_t i) {
    const auto& record = world_.services[i].record;
    if (table.billing == model::Capacity::onDemand) {
      // Eventually consistent reads, the SDKs' default, take half a unit (DynamoDB Developer Guide, 2026).
      add(name, "nosql-db", "read-units", "on-demand", Decimal(record.readUnits) / Decimal(2));
      add(name, "nosql-db", "write-units", "on-demand", Decimal(record.writeUnits));
    } else {
      add(name, "nosql-db", "read-unit-hours", "provisioned", Decimal(table.readUnits.value_or(0)) * measuredHours_);
      add(name, "nosql-db", "write-unit-hours", "provisioned", Decimal(table.writeUnits.value_or(0)) * measuredHours_);
    }
    add(name, "nosql-db", "storage", "", gibibytes(table.storage) * months());
  }

  void add(const std::string& name, const model::SqlDb& database, std::size_t) {
    add(name, "sql-db", "capacity-hours", "", Decimal(model::plainText(database.capacity)) * measuredHours_);
    add(name, "sql-db", "storage", "", gibibytes(database.storage) * months());
  }

  void add(const std::string& name, const model::SecretStore& store, std::size_t i) {
    add(name, "secret-store", "secrets", "", Decimal(store.secrets) * months());
    add(name, "secret-store", "requests", "", Decimal(world_.services[i].record.reads + world_.services[i].record.writes));
  }

  void add(const std::string& name, const model::ObjectStore& store, std::size_t i) {
    add(name, "object-store", "reads", "", Decimal(world_.services[i].record.reads));
    add(name, "object-store", "writes", "", Decimal(world_.services[i].record.writes));
    add(name, "object-store", "storage", "", gibibytes(store.storage) * months());
  }

  void add(const std::string& name, const model::Cache& cache, std::size_t i) {
    const auto& record = world_.services[i].record;
    add(name, "cache", "requests", "", Decimal(record.readUnits + record.writeUnits));
    add(name, "cache", "storage", "",
        gibibytes({std::max(cache.storage.bytes, world_.system.services[i].smallestStorage)}) * measuredHours_);
  }

  const World& world_;
  Decimal measuredHours_;
  std::vector<model::UsageItem> items_;
};

}  // namespace

std::vector<model::UsageItem> meter(const World& world) { return Meter(world).run(); }

}  // namespace virga::simulator
