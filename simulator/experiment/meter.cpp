#include "simulator/experiment/meter.h"

#include <algorithm>
#include <type_traits>

#include "model/units/quantity.h"

namespace virga::simulator {
namespace {

// Metered usage since the counters began, in the items that the provider charges for: exact for a bill, and as doubles
// where it is read again and again.
template <class Decimal>
class Meter {
  static constexpr bool kExact = std::is_same_v<Decimal, model::Decimal>;
  using Item = std::conditional_t<kExact, model::UsageItem, MeterReading>;

 public:
  Meter(const World& world, std::int64_t since)
      : world_(world), measured_(world.now - since), measuredHours_(Decimal(measured_) / Decimal(3'600'000'000'000)) {}

  std::vector<Item> run() {
    const auto& components = world_.system.architecture->components;
    for (std::size_t i = 0; i < components.size(); ++i) {
      const auto first = items_.size();
      std::visit([&](const auto& kind) { add(components[i].id, kind, world_.system.parts[i].index); }, components[i].kind);
      // A component of which nothing is charged for is one that the catalog has no price of: its bill shall say so.
      if (items_.size() == first) items_.insert(items_.end(), uncharged_.begin(), uncharged_.end());
      uncharged_.clear();
      level_ = nullptr;
    }
    return std::move(items_);
  }

 private:
  Decimal months() const { return measuredHours_ / Decimal(world_.system.hoursPerMonth); }
  Decimal measuredSeconds() const { return Decimal(measured_) / Decimal(1'000'000'000); }
  static Decimal gibibytes(model::ByteSize size) { return Decimal(size.bytes) / Decimal(1073741824); }
  static Decimal gibibytes(std::uint64_t chunks, std::int64_t size) { return Decimal(chunks) * gibibytes({size}); }
  static Decimal plain(double value) {
    if constexpr (kExact)
      return Decimal(model::plainText(value));
    else
      return value;
  }

  static Decimal exact(Int128 count) {
    if constexpr (!kExact) return static_cast<double>(count);
    constexpr std::int64_t kPart = 1'000'000'000'000'000'000;
    return Decimal(static_cast<std::int64_t>(count / kPart)) * Decimal(kPart) +
           Decimal(static_cast<std::int64_t>(count % kPart));
  }

  const model::Function* functionAt(const Target& target) const {
    if (target.kind != TargetKind::function) return nullptr;
    const auto component = world_.system.functions[target.index].component;
    return std::get_if<model::Function>(&world_.system.architecture->components[component].kind);
  }

  // Bytes of the answers that clients have had from the api or function. What a split hands to another target is taken to
  // be answered as the route's own target does.
  Decimal egress(TargetKind kind, std::size_t index) const {
    Decimal bytes = 0;
    const auto& flows = world_.system.flows;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      if (flows[i].kind != kind || flows[i].target != index) continue;
      const auto to = kind == TargetKind::api ? world_.system.apis[index].routes[flows[i].route].to
                                              : Target{kind, static_cast<std::uint32_t>(index)};
      if (const auto* function = functionAt(to))
        bytes += Decimal(world_.flows[i].record.succeeded) * Decimal(function->response.bytes);
    }
    return bytes / Decimal(1073741824);
  }

  // Also nothing, so that all replications have the same items; merged() leaves it out.
  void addEgress(const std::string& component, const char* kind, const Decimal& quantity) {
    addCharged(component, kind, "egress", quantity);
  }

  // So much of the last item would accrue in as long a time without traffic.
  void evenWithoutTraffic([[maybe_unused]] const char* item, [[maybe_unused]] const Decimal& quantity) {
    if constexpr (kExact)
      if (!items_.empty() && items_.back().item == item) items_.back().withoutTraffic = quantity;
  }

  // Hours for which the level has been 1; what the items from here on are a multiple of.
  Decimal hoursOf(const Level& level) {
    level_ = &level;
    return exact(level.area(world_.now)) / Decimal(3'600'000'000'000);
  }

  Item itemOf([[maybe_unused]] const std::string& component, [[maybe_unused]] const char* kind,
              [[maybe_unused]] const char* item, [[maybe_unused]] const char* variant, Decimal quantity) const {
    if constexpr (kExact)
      return {component, kind, item, variant, std::move(quantity)};
    else
      return {quantity, level_};
  }

  // Of what every execution that began has written; most designs state none.
  void addLogs(const std::string& component, const char* kind, const std::optional<model::ByteSize>& each, std::size_t i) {
    if (each && each->bytes > 0)
      addCharged(component, kind, "logs", Decimal(world_.functions[i].record.invocations) * gibibytes(*each));
  }

  bool charged(const char* kind, const char* item) const { return world_.system.charged.has(kind, item); }

  // Stated unless the provider's price list leaves it out.
  void add(const std::string& component, const char* kind, const char* item, const char* variant, Decimal quantity) {
    auto& items = world_.system.charged.leavesOut(kind, item) ? uncharged_ : items_;
    items.push_back(itemOf(component, kind, item, variant, std::move(quantity)));
  }
  // Stated where the provider's price list names it.
  void addCharged(const std::string& component, const char* kind, const char* item, const Decimal& quantity) {
    if (charged(kind, item)) items_.push_back(itemOf(component, kind, item, "", quantity));
  }

  void add(const std::string& id, const model::Function& function, std::size_t i) {
    if (world_.system.functions[i].billing == Billing::instances)
      addInstances(id, i);
    else
      addExecutions(function, i);
    addEgress(id, "function", egress(TargetKind::function, i));
    addLogs(id, "function", function.logs, i);
  }

  void addExecutions(const model::Function& function, std::size_t i) {
    const auto& compiled = world_.system.functions[i];
    const auto& record = world_.functions[i].record;
    const auto& name = compiled.name;
    const char* variant = function.architecture == model::CpuArchitecture::arm64 ? "arm64" : "x86_64";
    const bool active = compiled.billing == Billing::activeInstances;
    const Decimal seconds = Decimal(compiled.billingGranularity) / Decimal(1'000'000'000);
    const Decimal provisioned = Decimal(active ? record.activeProvisionedUnits : record.billedProvisionedUnits) * seconds;
    const Decimal other = Decimal(active ? record.activeUnits : record.billedUnits) * seconds;
    const Decimal kept = Decimal(compiled.provisioned) * measuredSeconds();
    const Decimal memory = gibibytes({compiled.billedMemory});
    const Decimal vcpus = plain(compiled.vcpus);

    const bool apart = charged("function", "provisioned-requests");
    const auto requests = apart ? record.invocations - record.provisionedInvocations : record.invocations;
    add(name, "function", "requests", "", Decimal(requests));
    // Where instances that are kept have prices of their own, so have the executions in them.
    const bool reserves = !world_.system.charged.leavesOut("function", "provisioned-compute");
    const Decimal executed = reserves ? other : Decimal(other + provisioned);
    add(name, "function", "compute", variant, executed * memory);
    addCharged(name, "function", "vcpu", executed * vcpus);
    if (compiled.billedGigahertz) addCharged(name, "function", "ghz", executed * plain(*compiled.billedGigahertz));
    if (compiled.provisioned == 0) return;
    addCharged(name, "function", "provisioned-requests", Decimal(record.provisionedInvocations));
    add(name, "function", "provisioned-reserved", variant, kept * memory);
    add(name, "function", "provisioned-compute", variant, provisioned * memory);
    const Decimal idle = std::max(Decimal(0), Decimal(kept - provisioned));
    addCharged(name, "function", "idle-compute", idle * memory);
    evenWithoutTraffic("idle-compute", kept * memory);
    addCharged(name, "function", "idle-vcpu", idle * vcpus);
    evenWithoutTraffic("idle-vcpu", kept * vcpus);
  }

  void addInstances(const std::string& name, std::size_t i) {
    const auto& compiled = world_.system.functions[i];
    const auto hours = hoursOf(world_.functions[i].record.instances);
    const auto kept = Decimal(compiled.provisioned) * measuredHours_;
    add(name, "function", "vcpu-hours", "", hours * plain(compiled.vcpus));
    evenWithoutTraffic("vcpu-hours", kept * plain(compiled.vcpus));
    add(name, "function", "gb-hours", "", hours * gibibytes({compiled.billedMemory}));
    evenWithoutTraffic("gb-hours", kept * gibibytes({compiled.billedMemory}));
    level_ = nullptr;
  }

  void add(const std::string& id, const model::Workflow& workflow, std::size_t i) {
    const auto& record = world_.functions[i].record;
    // Most providers have but one type.
    if (workflow.type == model::WorkflowType::standard || world_.system.charged.leavesOut("workflow", "requests"))
      return add(id, "workflow", "transitions", "standard", Decimal(record.transitions));
    const auto& compiled = world_.system.functions[i];
    add(id, "workflow", "requests", "express", Decimal(record.invocations));
    add(id, "workflow", "compute", "express",
        Decimal(record.billedUnits + record.billedProvisionedUnits) * Decimal(compiled.billingGranularity) *
            gibibytes({compiled.memory}) / Decimal(3'600'000'000'000));
  }

  void add(const std::string& id, const model::ContainerService& service, std::size_t i) {
    addCharged(id, "container-service", "requests", Decimal(world_.functions[i].record.invocations));
    const auto hours = hoursOf(world_.functions[i].record.instances);
    add(id, "container-service", "vcpu-hours", "", hours * Decimal(service.vcpus));
    add(id, "container-service", "gb-hours", "", hours * gibibytes(service.memory));
    level_ = nullptr;
    addLogs(id, "container-service", service.logs, i);
  }

  void add(const std::string& id, const model::HttpApi&, std::size_t i) {
    add(id, "http-api", "requests", "", Decimal(world_.apis[i].record.chunks));
    addEgress(id, "http-api", egress(TargetKind::api, i));
  }
  void add(const std::string& id, const model::WebsocketApi&, std::size_t i) {
    const auto& record = world_.sockets[i].record;
    add(id, "websocket-api", "messages", "", Decimal(record.messages.chunks + record.pushChunks));
    add(id, "websocket-api", "connection-minutes", "", hoursOf(record.connections) * Decimal(60));
    level_ = nullptr;
    addEgress(id, "websocket-api", gibibytes(record.pushedBytes, 1));
  }
  void add(const std::string& id, const model::Auth& auth, std::size_t) {
    add(id, "auth", "active-users", "", Decimal(auth.monthlyActiveUsers));
  }
  void add(const std::string&, const auto&, std::size_t) {}

  void add(const std::string&, const model::Queue&, std::size_t i) {
    const auto& compiled = world_.system.queues[i];
    const auto& record = world_.queues[i].record;
    // Idle pollers go on receiving; calls that brought messages take the place of empty ones.
    const auto idle = static_cast<std::uint64_t>(compiled.idleReceivesPerSecond * static_cast<double>(measured_) * 1e-9);
    const auto empty = idle > record.receiveCalls ? idle - record.receiveCalls : 0;
    add(compiled.name, "queue", "requests", "", Decimal(record.meteredRequests + empty));
    evenWithoutTraffic("requests", Decimal(idle));
    addCharged(compiled.name, "queue", "throughput",
               gibibytes(record.sentChunks + record.receivedChunks, compiled.meteredSize));
  }

  void add(const std::string& name, const model::Topic&, std::size_t i) {
    const auto& record = world_.topics[i].record;
    add(name, "topic", "requests", "", Decimal(record.chunks));
    addCharged(name, "topic", "deliveries", Decimal(record.deliveredChunks));
    add(name, "topic", "calls", "", Decimal(record.calls));
    addCharged(name, "topic", "throughput",
               gibibytes(record.chunks + record.deliveredChunks, world_.system.topics[i].meteredSize));
  }
  void add(const std::string& name, const model::EventBus&, std::size_t i) {
    const auto& record = world_.topics[i].record;
    add(name, "event-bus", "events", "", Decimal(record.chunks));
    addCharged(name, "event-bus", "deliveries", Decimal(record.deliveredChunks));
  }

  void add(const std::string& name, const model::Stream& stream, std::size_t i) {
    const auto& record = world_.streams[i].record;
    const auto unit = world_.system.streams[i].onDemandUnit;
    if (stream.billing == model::Capacity::provisioned) {
      add(name, "stream", "shard-hours", "provisioned", Decimal(stream.shards) * measuredHours_);
      add(name, "stream", "put-units", "provisioned", Decimal(record.putUnits));
    } else {
      add(name, "stream", "stream-hours", "on-demand", measuredHours_);
      add(name, "stream", "ingested", "on-demand", gibibytes(record.ingested, unit));
      add(name, "stream", "retrieved", "on-demand", gibibytes(record.retrieved, unit));
    }
    addCharged(name, "stream", "throughput", gibibytes(record.ingested + record.retrieved, unit));
    const Decimal retentionHours = Decimal(stream.retention.nanoseconds) / Decimal(3'600'000'000'000);
    addCharged(name, "stream", "storage", gibibytes(record.ingested, unit) * retentionHours);
  }

  void add(const std::string& name, const model::Schedule&, std::size_t i) {
    add(name, "schedule", "invocations", "", Decimal(world_.schedules[i].record.attempts));
    addCharged(name, "schedule", "jobs", months());
  }

  void add(const std::string& name, const model::NosqlDb& table, std::size_t i) {
    const auto& record = world_.services[i].record;
    if (table.billing == model::Capacity::onDemand) {
      add(name, "nosql-db", "read-units", "on-demand", Decimal(record.readUnits) * Decimal(world_.system.readUnitShare));
      add(name, "nosql-db", "write-units", "on-demand", Decimal(record.writeUnits));
    } else {
      add(name, "nosql-db", "read-unit-hours", "provisioned", Decimal(table.readUnits.value_or(0)) * measuredHours_);
      add(name, "nosql-db", "write-unit-hours", "provisioned", Decimal(table.writeUnits.value_or(0)) * measuredHours_);
    }
    add(name, "nosql-db", "storage", "", gibibytes(table.storage) * months());
  }

  void add(const std::string& name, const model::SqlDb& database, std::size_t) {
    add(name, "sql-db", "capacity-hours", "", plain(database.capacity) * measuredHours_);
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
  std::int64_t measured_;  // ns
  Decimal measuredHours_;
  const Level* level_ = nullptr;  // that the items at hand follow
  std::vector<Item> items_;
  std::vector<Item> uncharged_;  // of the component at hand
};

}  // namespace

std::vector<model::UsageItem> meter(const World& world) { return Meter<model::Decimal>(world, world.system.warmup).run(); }

std::vector<MeterReading> readMeters(const World& world, std::int64_t since) { return Meter<double>(world, since).run(); }

}  // namespace virga::simulator
