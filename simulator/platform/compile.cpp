#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "model/checks/route_match.h"
#include "simulator/kernel/slot_pool.h"
#include "simulator/platform/compile_program.h"
#include "simulator/platform/compiled_system.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {
namespace {

using namespace model;

// A bucket width that gives at most this many, from a row of widths that people read well on a time axis.
constexpr std::int64_t kMostBuckets = 720;

std::int64_t bucketWidth(std::int64_t duration) {
  constexpr std::int64_t ms = 1'000'000, s = 1000 * ms;
  for (const std::int64_t width :
       {10 * ms, 50 * ms, 100 * ms, 500 * ms, s,        2 * s,    5 * s,    10 * s,    15 * s,    30 * s,   60 * s,
        120 * s, 300 * s, 600 * s,  900 * s,  1800 * s, 3600 * s, 7200 * s, 21600 * s, 43200 * s, 86400 * s})
    if (duration <= width * kMostBuckets) return width;
  return (duration + kMostBuckets - 1) / kMostBuckets;
}

std::optional<std::int64_t> fixedValue(const Distribution& law) {
  if (const auto* constant = std::get_if<Constant>(&law)) return constant->value.nanoseconds;
  return std::nullopt;
}

class Compiler {
 public:
  Compiler(const Architecture& architecture, const Scenario& scenario, const Catalog& catalog,
           const std::filesystem::path& folder)
      : architecture_(architecture), catalog_(catalog), folder_(folder) {
    for (const auto& settings : architecture.providers)
      if (settings.provider == catalog.provider) settings_ = settings;
    system_.architecture = &architecture;
    system_.scenario = scenario;
    system_.duration = scenario.duration.nanoseconds;
    system_.warmup = scenario.warmup.nanoseconds;
    system_.bucket = bucketWidth(system_.duration);
  }

  tl::expected<CompiledSystem, Problems> run() {
    const auto& scenario = system_.scenario;
    if (system_.duration <= 0) problem("duration", "the scenario's duration is zero", "state how long the run is, e.g. 1 h");
    if (scenario.duration > kLongestRun)
      problem("duration", fmt::format("a run of {} is too long", toText(scenario.duration)),
              "at most " + toText(kLongestRun));
    if (system_.warmup >= system_.duration)
      problem("warmup", "the warm-up isn't shorter than the run", "shorten the warm-up or lengthen the duration");
    number();
    for (std::uint32_t i = 0; i < architecture_.components.size(); ++i)
      std::visit([&](const auto& kind) { add(i, architecture_.components[i].id, kind); }, architecture_.components[i].kind);
    limits();
    if (system_.flows.empty())
      problem("components", "nothing sends requests", "give a client at least one flow under `sends`");
    if (hasErrors(problems_)) return tl::unexpected(std::move(problems_));
    return std::move(system_);
  }

 private:
  void problem(std::string path, std::string message, std::string hint) {
    problems_.push_back(
        {Severity::error, "cannot-simulate", {}, 0, 0, std::move(path), std::move(message), std::move(hint)});
  }

  // Every component's index among its kind, before any edge is compiled.
  void number() {
    std::uint32_t functions = 0, queues = 0, services = 0, apis = 0, auths = 0;
    for (const auto& component : architecture_.components) {
      EdgeTarget target{TargetKind::service, 0};
      if (std::holds_alternative<Function>(component.kind))
        target = {TargetKind::function, functions++};
      else if (std::holds_alternative<Queue>(component.kind))
        target = {TargetKind::queue, queues++};
      else if (std::holds_alternative<HttpApi>(component.kind))
        target = {TargetKind::api, apis++};
      else if (std::holds_alternative<Auth>(component.kind)) {
        authIndex_[component.id] = auths++;
        continue;
      } else if (std::holds_alternative<Client>(component.kind))
        continue;
      else
        target = {TargetKind::service, services++};
      targets_[component.id] = target;
    }
  }

  const EdgeTarget* find(const std::string& id, std::initializer_list<TargetKind> allowed, const std::string& path) {
    const auto found = targets_.find(id);
    if (found == targets_.end() || std::find(allowed.begin(), allowed.end(), found->second.kind) == allowed.end()) {
      problem(path, fmt::format("'{}' can't be reached this way", id), "see `virga check`");
      return nullptr;
    }
    return &found->second;
  }

  std::vector<FaultWindow> faults(const std::string& id) {
    std::vector<FaultWindow> windows;
    for (const auto& fault : system_.scenario.faults)
      if (fault.component.id == id)
        windows.push_back({fault.from.nanoseconds, fault.to.nanoseconds, fault.errors.value,
                           fault.latency ? std::optional<Sampler>(law(*fault.latency, "faults")) : std::nullopt});
    return windows;
  }

  // A law's sampler; a file that it names is read first.
  Sampler law(const Distribution& distribution, const std::string& path) {
    auto read = readDistribution(distribution, folder_);
    if (read) return Sampler(*read);
    problem(path, read.error(), "");
    return Sampler();
  }
  Sampler sampler(const char* key) { return Sampler(catalog_.distribution(key)); }
  Sampler sampler(const std::optional<Distribution>& own, const char* key, const std::string& path) {
    return own ? law(*own, path) : sampler(key);
  }
  static TokenBucket bucketOf(const std::optional<Throttle>& throttle) {
    return throttle ? TokenBucket(throttle->rate.perSecond, throttle->burst) : TokenBucket();
  }

  void add(std::uint32_t, const std::string& id, const Client& client) {
    for (std::size_t i = 0; i < client.sends.size(); ++i) {
      const auto& flow = client.sends[i];
      const auto path = fmt::format("{}.sends.{}", id, i);
      const auto* target = find(flow.to.id, {TargetKind::api, TargetKind::function, TargetKind::queue}, path + ".to");
      if (!target) continue;
      CompiledFlow compiled;
      compiled.name = fmt::format("{} → {}{}{}", id, flow.to.id, flow.route.empty() ? "" : " ", flow.route);
      // Results name a flow by this, so that two alike are told apart by number.
      const auto alike = ++flowsNamed_[compiled.name];
      if (alike > 1) compiled.name += fmt::format(" ({})", alike);
      compiled.client = fmt::format("{}/{}", id, i);
      compiled.path = path;
      compiled.kind = target->kind;
      compiled.target = target->index;
      compiled.payload = flow.payload.bytes;
      compiled.arrivals = flow.arrivals;
      if (const auto* closed = std::get_if<ClosedArrivals>(&flow.arrivals))
        compiled.think.emplace(law(closed->think, path + ".arrivals.closed.think"));
      if (target->kind == TargetKind::api) {
        const auto& routes = std::get<HttpApi>(architecture_.find(flow.to.id)->kind).routes;
        const auto match =
            std::find_if(routes.begin(), routes.end(), [&](const Route& r) { return routeAnswers(r.route, flow.route); });
        if (match == routes.end())
          problem(path + ".route", fmt::format("'{}' has no route '{}'", flow.to.id, flow.route),
                  "name one of the API's routes");
        else
          compiled.route = static_cast<std::uint32_t>(match - routes.begin());
      }
      system_.flows.push_back(std::move(compiled));
    }
  }

  void add(std::uint32_t component, const std::string& id, const HttpApi& api) {
    CompiledApi compiled;
    compiled.name = id;
    compiled.component = component;
    for (std::size_t i = 0; i < api.routes.size(); ++i)
      if (const auto* target = find(api.routes[i].to.id, {TargetKind::function}, fmt::format("{}.routes.{}.to", id, i)))
        compiled.routes.push_back({api.routes[i].route, target->index});
    compiled.throttle = api.throttle ? bucketOf(api.throttle)
                                     : TokenBucket(catalog_.rate("http-api.throttle-rate").perSecond,
                                                   catalog_.number("http-api.throttle-burst"));
    compiled.latency = sampler("http-api.latency");
    compiled.auth = api.auth ? authIndex_.at(api.auth->with.id) : kNone;
    compiled.timeout = (api.timeout ? *api.timeout : catalog_.duration("http-api.timeout-max")).nanoseconds;
    compiled.meteredSize = catalog_.size("http-api.metered-size").bytes;
    compiled.payloadMax =
        std::min(catalog_.size("http-api.payload-max").bytes, catalog_.size("function.sync-payload-max").bytes);
    compiled.faults = faults(id);
    system_.apis.push_back(std::move(compiled));
  }

  void add(std::uint32_t component, const std::string& id, const Auth& auth) {
    system_.auths.push_back({id, component, sampler(auth.latency, "auth.latency", id + ".latency"), faults(id)});
  }

  void add(std::uint32_t component, const std::string& id, const Function& function) {
    CompiledFunction compiled;
    compiled.name = id;
    compiled.component = component;
    compiled.vcpus = catalog_.vcpus(function.memory);
    compiled.stretch = 1.0 / std::min(1.0, compiled.vcpus);
    compiled.timeout = function.timeout.nanoseconds;
    compiled.memory = function.memory.bytes;
    compiled.billingGranularity = std::max<std::int64_t>(1, catalog_.duration("function.billing-granularity").nanoseconds);
    compiled.billingMinimum = catalog_.duration("function.billing-minimum").nanoseconds;
    compiled.errors = function.errors.value;
    const double defaultSlots =
        settings_.instanceConcurrency ? *settings_.instanceConcurrency : catalog_.number("function.instance-concurrency");
    compiled.instanceConcurrency = static_cast<std::uint32_t>(function.instanceConcurrency ? *function.instanceConcurrency
                                                                                           : static_cast<int>(defaultSlots));
    if (function.reservedConcurrency) compiled.reserved = *function.reservedConcurrency;
    if (function.provisionedConcurrency) compiled.provisioned = static_cast<std::uint32_t>(*function.provisionedConcurrency);
    const auto keepAlive = settings_.keepAlive ? *settings_.keepAlive : catalog_.distribution("function.keep-alive");
    if (const auto fixed = fixedValue(keepAlive))
      compiled.fixedKeepAlive = std::min(*fixed, Sampler::kLongest);
    else
      compiled.keepAlive.emplace(law(keepAlive, "providers." + catalog_.provider + ".keep-alive"));
    compiled.reuse = settings_.reuse ? *settings_.reuse : reuseOf(catalog_.text("function.reuse"));
    compiled.invokeLatency = sampler("function.invoke-latency");
    if (settings_.coldStart) {
      compiled.provision = Sampler(Constant{});
      compiled.init = law(*settings_.coldStart, "providers." + catalog_.provider + ".cold-start");
    } else {
      const auto coldStart = catalog_.coldStart(function);
      compiled.provision = Sampler(coldStart.provision);
      compiled.init = Sampler(coldStart.init);
      compiled.initBilled = coldStart.initBilled;
    }
    if (function.extraInit) compiled.extraInit.emplace(law(*function.extraInit, id + ".extra-init"));
    if (const auto instances = catalog_.optionalNumber("function.scale-out-instances"))
      compiled.scaleOut = TokenBucket(*instances / catalog_.duration("function.scale-out-window").seconds(), *instances);
    if (const auto perUnit = catalog_.optionalNumber("function.requests-per-concurrency");
        perUnit && compiled.reserved >= 0) {
      const double rate = *perUnit * static_cast<double>(compiled.reserved);
      compiled.requestRate = TokenBucket(rate, rate);
    }
    compiled.asyncRetries = static_cast<std::uint32_t>(catalog_.number("function.async-retries"));
    compiled.asyncRetryWait = catalog_.duration("function.async-retry-wait").nanoseconds;
    compiled.asyncMaxAge = catalog_.duration("function.async-max-age").nanoseconds;
    compiled.asyncBackoffMin = catalog_.duration("function.async-throttle-backoff-min").nanoseconds;
    compiled.asyncBackoffMax = catalog_.duration("function.async-throttle-backoff-max").nanoseconds;
    compiled.faults = faults(id);
    const auto resolve = [this](const std::string& name, bool sends, const std::string& path) {
      return sends ? find(name, {TargetKind::queue, TargetKind::function}, path)
                   : find(name, {TargetKind::service, TargetKind::function, TargetKind::api}, path);
    };
    const auto work = [this](const Distribution& distribution, const std::string& path) { return law(distribution, path); };
    compileProgram(function.steps, id, resolve, work, compiled);
    system_.functions.push_back(std::move(compiled));
  }

  void add(std::uint32_t component, const std::string& id, const Queue& queue) {
    CompiledQueue compiled;
    compiled.name = id;
    compiled.component = component;
    compiled.visibility = queue.visibility.nanoseconds;
    compiled.retention = queue.retention.nanoseconds;
    compiled.maxReceives = static_cast<std::uint32_t>(queue.maxReceives);
    compiled.deadLetter = kNone;
    if (queue.deadLetter)
      if (const auto* target = find(queue.deadLetter->id, {TargetKind::queue}, id + ".dead-letter"))
        compiled.deadLetter = target->index;
    compiled.sendLatency = sampler("queue.send-latency");
    compiled.receiveLatency = sampler("queue.receive-latency");
    compiled.meteredSize = catalog_.size("queue.metered-size").bytes;
    compiled.faults = faults(id);
    const auto index = static_cast<std::uint32_t>(system_.queues.size());
    for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
      const auto& consumer = queue.consumers[i];
      const auto* target = find(consumer.to.id, {TargetKind::function}, fmt::format("{}.consumers.{}.to", id, i));
      if (!target) continue;
      CompiledConsumer poller;
      poller.queue = index;
      poller.function = target->index;
      poller.batch = static_cast<std::uint32_t>(consumer.batch);
      poller.window = consumer.window.nanoseconds;
      const auto most = catalog_.number("queue.poller-max");
      poller.maxPollers = static_cast<std::uint32_t>(consumer.maxConcurrency ? *consumer.maxConcurrency : most);
      poller.startPollers = std::min(poller.maxPollers, static_cast<std::uint32_t>(catalog_.number("queue.poller-start")));
      const double perMinute = catalog_.number("queue.poller-per-minute");
      poller.growthInterval = perMinute > 0 ? static_cast<std::int64_t>(60e9 / perMinute) : 0;
      if (poller.growthInterval == 0) poller.startPollers = poller.maxPollers;
      compiled.consumers.push_back(static_cast<std::uint32_t>(system_.consumers.size()));
      system_.consumers.push_back(poller);
    }
    const double longPoll = catalog_.duration("queue.long-poll").seconds();
    if (!queue.consumers.empty() && longPoll > 0)
      compiled.idleReceivesPerSecond = catalog_.number("queue.idle-pollers") / longPoll;
    system_.queues.push_back(std::move(compiled));
  }

  CompiledService service(std::uint32_t component, const std::string& id, Sampler read, Sampler write) {
    CompiledService compiled;
    compiled.name = id;
    compiled.component = component;
    compiled.query = read;
    compiled.read = std::move(read);
    compiled.write = std::move(write);
    compiled.origin = kNone;
    compiled.faults = faults(id);
    return compiled;
  }

  void add(std::uint32_t component, const std::string& id, const NosqlDb& table) {
    auto compiled = service(component, id, sampler(table.readLatency, "nosql-db.read-latency", id + ".read-latency"),
                            sampler(table.writeLatency, "nosql-db.write-latency", id + ".write-latency"));
    if (!table.readLatency) compiled.query = sampler("nosql-db.query-latency");
    compiled.readBlock = catalog_.size("nosql-db.read-unit-size").bytes;
    compiled.writeBlock = catalog_.size("nosql-db.write-unit-size").bytes;
    compiled.perReadBlock = 0.5;  // eventually consistent, the SDKs' default (DynamoDB Developer Guide, 2026)
    compiled.perWriteBlock = 1;
    if (table.billing == Capacity::provisioned) {
      // DynamoDB keeps up to five minutes of unused capacity for bursts (Developer Guide, "Burst and adaptive capacity").
      constexpr double burstSeconds = 300;
      if (table.readUnits) compiled.readUnits = TokenBucket(*table.readUnits, *table.readUnits * burstSeconds);
      if (table.writeUnits) compiled.writeUnits = TokenBucket(*table.writeUnits, *table.writeUnits * burstSeconds);
    }
    system_.services.push_back(std::move(compiled));
  }

  void add(std::uint32_t component, const std::string& id, const ObjectStore& store) {
    auto compiled = service(component, id, sampler(store.readLatency, "object-store.read-latency", id + ".read-latency"),
                            sampler(store.writeLatency, "object-store.write-latency", id + ".write-latency"));
    if (const auto rate = catalog_.optionalNumber("object-store.reads-per-second"))
      compiled.readUnits = TokenBucket(*rate, *rate);
    if (const auto rate = catalog_.optionalNumber("object-store.writes-per-second"))
      compiled.writeUnits = TokenBucket(*rate, *rate);
    system_.services.push_back(std::move(compiled));
  }

  void add(std::uint32_t component, const std::string& id, const Cache& cache) {
    const auto latency = sampler(cache.latency, "cache.latency", id + ".latency");
    auto compiled = service(component, id, latency, latency);
    compiled.readBlock = compiled.writeBlock = catalog_.size("cache.unit-size").bytes;
    compiled.smallestStorage = catalog_.size("cache.storage-min").bytes;
    compiled.hits = cache.hits.value;
    if (cache.origin)
      if (const auto* target = find(cache.origin->id, {TargetKind::service}, id + ".origin"))
        compiled.origin = target->index;
    system_.services.push_back(std::move(compiled));
  }

  void add(std::uint32_t component, const std::string& id, const External& external) {
    const auto latency = law(external.latency, id + ".latency");
    auto compiled = service(component, id, latency, latency);
    compiled.errors = external.errors.value;
    compiled.throttle = bucketOf(external.throttle);
    system_.services.push_back(std::move(compiled));
  }

  static Reuse reuseOf(const std::string& word) {
    if (word == "least-recent") return Reuse::leastRecent;
    if (word == "newest") return Reuse::newest;
    if (word == "oldest") return Reuse::oldest;
    if (word == "random") return Reuse::random;
    return Reuse::mostRecent;
  }

  // Reserved concurrency is taken out of the account's for the others; provisioned concurrency likewise, where it isn't
  // part of a reserved one. Source: AWS Lambda Developer Guide, "Lambda function scaling", 2026.
  void limits() {
    std::optional<double> limit = catalog_.optionalNumber("function.account-concurrency");
    if (settings_.concurrencyLimit) limit = *settings_.concurrencyLimit;
    if (limit) {
      double shared = *limit;
      for (const auto& function : system_.functions)
        if (function.reserved >= 0)
          shared -= static_cast<double>(function.reserved);
        else if (function.instanceConcurrency == 1)
          shared -= static_cast<double>(function.provisioned);
      if (shared < 0)
        problem("components",
                fmt::format("reserved and provisioned concurrency add up to more than the account's {}", *limit),
                "lower it or raise providers." + catalog_.provider + ".concurrency-limit");
      system_.accountConcurrency = static_cast<std::int64_t>(std::max(0.0, shared));
      if (const auto perUnit = catalog_.optionalNumber("function.requests-per-concurrency"))
        system_.accountRequestRate = TokenBucket(*perUnit * shared, *perUnit * shared);
    }
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::filesystem::path& folder_;
  ProviderSettings settings_;
  std::map<std::string, EdgeTarget> targets_;
  std::map<std::string, std::uint32_t> authIndex_;
  std::map<std::string, int> flowsNamed_;
  CompiledSystem system_;
  Problems problems_;
};

}  // namespace

tl::expected<CompiledSystem, Problems> compile(const Architecture& architecture, const Scenario& scenario,
                                               const Catalog& catalog, const std::filesystem::path& projectFolder) {
  return Compiler(architecture, scenario, catalog, projectFolder).run();
}

}  // namespace virga::simulator
