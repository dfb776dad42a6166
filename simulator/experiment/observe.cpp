#include "simulator/experiment/observe.h"

#include <algorithm>
#include <limits>

namespace virga::simulator {
namespace {

using model::Decimal;

class Observer {
 public:
  explicit Observer(World& world)
      : world_(world), duration_(world.system.duration), measured_(world.system.duration - world.system.warmup) {}

  Observed function(std::size_t i) {
    const auto& compiled = world_.system.functions[i];
    auto& state = world_.functions[i];
    auto& record = state.record;
    Observed out{compiled.name, "function", {}, {}};
    count(out, "invocations", record.invocations);
    count(out, "cold_starts", record.coldStarts);
    ratio(out, "cold_start_share", record.coldStarts, record.invocations);
    count(out, "throttles", record.throttles);
    count(out, "errors", record.errors);
    count(out, "timeouts", record.timeouts);
    count(out, "retries", record.retries);
    count(out, "dropped", record.dropped);
    times(out, "latency_ms", record.latency.total());
    times(out, "duration_ms", record.duration);
    times(out, "init_ms", record.init);
    const double busy = record.busy.mean(duration_), live = record.instances.mean(duration_);
    value(out, "concurrency.mean", busy);
    value(out, "concurrency.max", static_cast<double>(record.busy.max()));
    value(out, "instances.mean", live);
    value(out, "instances.max", static_cast<double>(record.instances.max()));
    value(out, "instances.idle_mean", live - (state.pool.slotsPerInstance() > 1 ? record.occupied.mean(duration_) : busy));
    perSecond(out, "requests_per_s", record.requestSeries);
    quantiles(out, "latency", record.latency);
    counts(out, "cold_starts", record.coldSeries);
    counts(out, "throttles", record.throttleSeries);
    counts(out, "errors", record.errorSeries);
    out.series.push_back({"concurrency", "1", record.busy.buckets(duration_)});
    out.series.push_back({"instances", "1", record.instances.buckets(duration_)});
    return out;
  }

  Observed queue(std::size_t i) {
    const auto& compiled = world_.system.queues[i];
    auto& record = world_.queues[i].record;
    Observed out{compiled.name, "queue", {}, {}};
    count(out, "sent", record.sent);
    count(out, "received", record.received);
    count(out, "deleted", record.deleted);
    count(out, "dead_lettered", record.deadLettered);
    count(out, "expired", record.expired);
    count(out, "errors", record.errors);
    value(out, "depth.mean", record.depth.mean(duration_));
    value(out, "depth.max", static_cast<double>(record.depth.max()));
    times(out, "age_ms", record.age.total());
    perSecond(out, "requests_per_s", record.sentSeries);
    out.series.push_back({"depth", "1", record.depth.buckets(duration_)});
    quantiles(out, "age", record.age);
    counts(out, "dead_lettered", record.deadSeries);
    return out;
  }

  Observed service(std::size_t i, const std::string& kind) {
    const auto& compiled = world_.system.services[i];
    auto& record = world_.services[i].record;
    Observed out{compiled.name, kind, {}, {}};
    count(out, "requests", record.reads + record.writes);
    count(out, "reads", record.reads);
    count(out, "writes", record.writes);
    count(out, "errors", record.errors);
    count(out, "throttles", record.throttles);
    count(out, "retries", record.retries);
    if (kind == "cache") ratio(out, "hit_share", record.reads - std::min(record.reads, record.misses), record.reads);
    times(out, "latency_ms", record.latency.total());
    value(out, "concurrency.mean", static_cast<double>(record.latency.total().sum()) / static_cast<double>(measured_));
    perSecond(out, "requests_per_s", record.requestSeries);
    quantiles(out, "latency", record.latency);
    counts(out, "throttles", record.throttleSeries);
    counts(out, "errors", record.errorSeries);
    return out;
  }

  Observed requests(const std::string& name, const std::string& kind, RequestRecorder& record) {
    Observed out{name, kind, {}, {}};
    count(out, "requests", record.requests);
    count(out, "succeeded", record.succeeded);
    count(out, "failed", record.failed);
    count(out, "timeouts", record.timeouts);
    count(out, kind.empty() ? "throttled" : "throttles", record.throttled);
    times(out, "latency_ms", record.latency.total());
    perSecond(out, "requests_per_s", record.requestSeries);
    quantiles(out, "latency", record.latency);
    counts(out, "throttles", record.throttleSeries);
    counts(out, "errors", record.errorSeries);
    return out;
  }

 private:
  static void value(Observed& out, std::string name, std::optional<double> value) {
    out.figures.push_back({std::move(name), value});
  }
  static void count(Observed& out, std::string name, std::uint64_t n) {
    value(out, std::move(name), static_cast<double>(n));
  }
  static void ratio(Observed& out, std::string name, std::uint64_t part, std::uint64_t whole) {
    value(out, std::move(name),
          whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt);
  }
  static void times(Observed& out, const std::string& name, const LatencyHistogram& histogram) {
    const auto milliseconds = [](std::optional<double> ns) { return ns ? std::optional(*ns * 1e-6) : std::nullopt; };
    value(out, name + ".mean", milliseconds(histogram.mean()));
    value(out, name + ".p50", milliseconds(histogram.quantile(0.5)));
    value(out, name + ".p90", milliseconds(histogram.quantile(0.9)));
    value(out, name + ".p95", milliseconds(histogram.quantile(0.95)));
    value(out, name + ".p99", milliseconds(histogram.quantile(0.99)));
    value(out, name + ".p999", milliseconds(histogram.quantile(0.999)));
    value(out, name + ".max", milliseconds(histogram.quantile(1)));
  }
  void perSecond(Observed& out, std::string name, const CountSeries& series) const {
    out.series.push_back({std::move(name), "1/s", series.perSecond(duration_)});
  }
  static void counts(Observed& out, std::string name, const CountSeries& series) {
    out.series.push_back({std::move(name), "1", std::vector<double>(series.counts().begin(), series.counts().end())});
  }
  static void quantiles(Observed& out, const std::string& name, QuantileSeries& series) {
    constexpr std::array names{"_p50_ms", "_p95_ms", "_p99_ms"};
    for (std::size_t line = 0; line < names.size(); ++line) {
      auto values = series.line(line);
      for (auto& v : values) v *= 1e-6;
      out.series.push_back({name + names[line], "ms", std::move(values)});
    }
  }

  World& world_;
  std::int64_t duration_, measured_;
};

// Metered usage of the time after the warm-up.
class Meter {
 public:
  explicit Meter(const World& world)
      : world_(world), measuredHours_(Decimal(world.system.duration - world.system.warmup) / Decimal(3'600'000'000'000)) {}

  std::vector<model::UsageItem> run() {
    for (std::size_t i = 0; i < world_.functions.size(); ++i) function(i);
    for (std::size_t i = 0; i < world_.apis.size(); ++i)
      add(world_.system.apis[i].name, "http-api", "requests", "", Decimal(world_.apis[i].record.chunks));
    for (std::size_t i = 0; i < world_.queues.size(); ++i) queue(i);
    std::size_t service = 0;
    for (const auto& component : world_.system.architecture->components) {
      if (const auto* auth = std::get_if<model::Auth>(&component.kind))
        add(component.id, "auth", "active-users", "", Decimal(auth->monthlyActiveUsers));
      if (const auto* table = std::get_if<model::NosqlDb>(&component.kind))
        nosql(*table, service++);
      else if (const auto* store = std::get_if<model::ObjectStore>(&component.kind))
        objects(*store, service++);
      else if (const auto* cache = std::get_if<model::Cache>(&component.kind))
        cached(*cache, service++);
      else if (std::holds_alternative<model::External>(component.kind))
        ++service;
    }
    return std::move(items_);
  }

 private:
  Decimal months() const { return measuredHours_ / Decimal(730); }
  static Decimal gibibytes(model::ByteSize size) { return Decimal(size.bytes) / Decimal(1073741824); }

  void add(const std::string& component, const char* kind, const char* item, const char* variant, Decimal quantity) {
    items_.push_back({component, kind, item, variant, std::move(quantity)});
  }

  void function(std::size_t i) {
    const auto& compiled = world_.system.functions[i];
    const auto& record = world_.functions[i].record;
    const auto& function = std::get<model::Function>(world_.system.architecture->components[compiled.component].kind);
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

  void queue(std::size_t i) {
    const auto& compiled = world_.system.queues[i];
    const auto& record = world_.queues[i].record;
    // Idle pollers go on receiving; calls that brought messages take the place of empty ones.
    const auto idle = static_cast<std::uint64_t>(compiled.idleReceivesPerSecond *
                                                 static_cast<double>(world_.system.duration - world_.system.warmup) * 1e-9);
    const auto empty = idle > record.receiveCalls ? idle - record.receiveCalls : 0;
    add(compiled.name, "queue", "requests", "", Decimal(record.meteredRequests + empty));
  }

  void nosql(const model::NosqlDb& table, std::size_t i) {
    const auto& name = world_.system.services[i].name;
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

  void objects(const model::ObjectStore& store, std::size_t i) {
    const auto& name = world_.system.services[i].name;
    add(name, "object-store", "reads", "", Decimal(world_.services[i].record.reads));
    add(name, "object-store", "writes", "", Decimal(world_.services[i].record.writes));
    add(name, "object-store", "storage", "", gibibytes(store.storage) * months());
  }

  void cached(const model::Cache& cache, std::size_t i) {
    const auto& name = world_.system.services[i].name;
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

ReplicationResult observe(World& world) {
  ReplicationResult result;
  Observer observer(world);
  std::size_t functions = 0, queues = 0, services = 0, apis = 0, auths = 0;
  for (const auto& component : world.system.architecture->components) {
    const std::string kind(model::kindName(component.kind));
    if (kind == "client") continue;
    if (kind == "function")
      result.components.push_back(observer.function(functions++));
    else if (kind == "queue")
      result.components.push_back(observer.queue(queues++));
    else if (kind == "http-api") {
      result.components.push_back(observer.requests(component.id, kind, world.apis[apis].record));
      ++apis;
    } else if (kind == "auth") {
      Observed out{component.id, kind, {}, {}};
      out.figures.push_back({"verifications", static_cast<double>(world.auths[auths++].verifications)});
      result.components.push_back(std::move(out));
    } else {
      result.components.push_back(observer.service(services++, kind));
    }
  }
  for (std::size_t i = 0; i < world.flows.size(); ++i)
    result.flows.push_back(observer.requests(world.system.flows[i].name, "", world.flows[i].record));
  result.usage = Meter(world).run();
  return result;
}

}  // namespace virga::simulator
