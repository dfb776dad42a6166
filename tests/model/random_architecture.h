#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/architecture/architecture.h"

// Valid architectures at random, with every kind, step, arrival and law, and texts that are hard to quote.
namespace virga::model {

class RandomArchitecture {
 public:
  explicit RandomArchitecture(std::uint64_t seed) : engine_(seed) {}

  Architecture make() {
    Architecture a;
    a.name = line();
    a.description = chance() ? line() + "\n" + line() : line();
    if (chance()) a.target = {pick({"aws", "azure", "custom"}), pick({"", "us-east-1", "westeurope"})};
    const std::vector<std::pair<const char*, ComponentKind>> parts{
        {"c", client()},
        {"api", api()},
        {"sockets", websocketApi()},
        {"users", Auth{optionalLaw(), below(100'000)}},
        {"f", function()},
        {"g", function()},
        {"q", queue()},
        {"dead-letters", Queue{}},
        {"news", topic()},
        {"log", stream()},
        {"bus", bus()},
        {"clock", schedule()},
        {"files", objectStore()},
        {"t", table()},
        {"db", database()},
        {"cache-1", Cache{share(), chance() ? std::optional(ComponentRef{"t"}) : std::nullopt, size(), optionalLaw()}},
        {"w", workflow()},
        {"keys", SecretStore{1 + below(9), chance() ? std::optional(time()) : std::nullopt, optionalLaw()}},
        {"partner", External{law(), share(), throttle()}},
        {"s", service()}};
    for (const auto& [id, kind] : parts) a.components.push_back({id, chance() ? line() : "", kind});
    std::shuffle(a.components.begin(), a.components.end(), engine_);
    for (int i = 0; i < below(4); ++i) a.scenarios.push_back(scenario("s" + std::to_string(i) + name()));
    if (chance()) a.providers.push_back(customSettings());
    if (chance()) {
      a.providers.emplace_back();
      a.providers.back().provider = "azure";
      a.providers.back().plan = pick({"flex-consumption", "premium"});
    }
    for (const auto& component : a.components)
      if (chance()) a.layout.emplace_back(component.id, position());
    addProtection(a);
    addDrawing(a);
    return a;
  }

  void addProtection(Architecture& a) {
    if (chance()) a.protection = {static_cast<AuditLog>(below(3)), {"eu", line()}};
    if (chance()) a.checks.push_back({check(), ComponentRef{"q"}, std::nullopt, line()});
    if (chance()) a.checks.push_back({check(), std::nullopt, static_cast<Severity>(below(3)), ""});
    if (chance()) a.alarms.push_back({{"f"}, static_cast<AlarmMetric>(below(8)), line(), minutes(1 + below(5)), 2, 3});
    auto& f = std::get<Function>(a.find("f")->kind);
    f.duplicates = static_cast<Duplicates>(below(2));
    if (chance()) f.sinks = {Sink::html, Sink::sql};
    if (chance()) f.grants = {{ComponentRef{"t"}, {GrantedAccess::read, GrantedAccess::remove}}, {std::nullopt, {}}};
    auto& db = std::get<SqlDb>(a.find("db")->kind);
    db.encryption = static_cast<Encryption>(below(3));
    db.transport = static_cast<Transport>(below(2));
    db.exposure = static_cast<Exposure>(below(2));
    auto& partner = std::get<External>(a.find("partner")->kind);
    partner.transport = static_cast<Transport>(below(2));
    partner.location = pick({"", "eu", "us"});
    std::get<ObjectStore>(a.find("files")->kind).exposure = static_cast<Exposure>(below(2));
  }

  ProviderSettings customSettings() {
    ProviderSettings settings;
    settings.provider = "custom";
    settings.coldStart = optionalLaw();
    settings.keepAlive = optionalLaw();
    settings.concurrencyLimit = optionalCount();
    settings.instanceConcurrency = optionalCount();
    settings.reuse = Reuse::oldest;
    if (chance()) settings.keepAlivePolicy = KeepAlivePolicy::histogram;
    if (chance()) settings.idleRange = minutes(1 + below(600));
    if (chance()) settings.scaling = static_cast<Scaling>(below(4));
    if (chance()) settings.autoscaler = Autoscaler{{0.5}, minutes(2), seconds(5), 1.5, seconds(3), 10, 4};
    settings.maxInstances = optionalCount();
    if (chance()) settings.alwaysReady = below(5);
    if (chance()) settings.prewarmed = below(5);
    if (chance()) settings.messageConcurrency = MessageConcurrency::dynamic;
    if (chance()) settings.maxWait = seconds(1 + below(100));
    return settings;
  }

  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool chance() { return below(2) == 0; }

  // One line of text, odd more often than not, never empty.
  std::string line() {
    const std::string odd = pick({"plain words",
                                  "yes",
                                  "null",
                                  "~",
                                  "1.5",
                                  "0x1F",
                                  "1e3",
                                  "20:00",
                                  "2024-12-01",
                                  "- a",
                                  "a: b",
                                  "a #b",
                                  "#",
                                  "'",
                                  "\"",
                                  "\\",
                                  "{",
                                  "}",
                                  "[a]",
                                  "a, b",
                                  "&a",
                                  "*a",
                                  "!a",
                                  "|",
                                  ">",
                                  "%",
                                  "@",
                                  "`",
                                  "?",
                                  ":",
                                  "-",
                                  "--- x",
                                  "...",
                                  " lead",
                                  "trail ",
                                  "tab\there",
                                  "über",
                                  "日本",
                                  "🚀",
                                  "\xC2\x85",
                                  "\xE2\x80\xA8",
                                  "\xEF\xBB\xBF",
                                  "a:",
                                  "=",
                                  "<<",
                                  "true",
                                  "Off",
                                  "don't",
                                  "a\"b",
                                  "x\\n",
                                  "12 h",
                                  "_",
                                  "\xC2\xA0",
                                  "../data/a b.csv",
                                  "C:\\x",
                                  "é",
                                  "$x",
                                  "(a)",
                                  "a{b}"});
    return chance() ? odd : odd + std::to_string(below(100)) + pick({"", " ", ":", "#", "'", "\""}) + "z";
  }

  // A name, which can't have tabs.
  std::string name() {
    std::string text = line();
    std::erase(text, '\t');
    return text;
  }

  std::string check() { return pick({"no-dead-letter", "visibility-too-short", "null", "1.5"}); }

  std::string pick(std::vector<std::string> from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  Position position() { return {below(2000) - 1000, below(2000) - 1000}; }

  // Groups of some components, corners of lines between any two, and pinned cards.
  void addDrawing(Architecture& a) {
    for (const auto& component : a.components) {
      if (chance()) continue;
      if (a.groups.empty() || below(3) == 0) a.groups.push_back({name() + std::to_string(a.groups.size()), {}});
      a.groups.back().members.push_back(component.id);
      if (chance()) a.pinned.push_back(component.id);
      if (chance()) continue;
      a.bends.push_back({component.id, a.components[static_cast<std::size_t>(below(20))].id, {}});
      for (int i = below(12); i >= 0; --i) a.bends.back().points.push_back(position());
    }
  }

  Duration time() {
    static constexpr std::int64_t kScales[]{1, 1'000, 1'000'000, 1'000'000'000, 60'000'000'000, 3'600'000'000'000};
    return nanoseconds((1 + below(1000)) * kScales[below(6)]);
  }
  Duration shortTime() { return nanoseconds(1'000 + below(1'000'000'000)); }
  ByteSize size() { return bytes(chance() ? below(1'000'000'000) : std::int64_t{1024} * below(1'000'000)); }
  Share share() { return {chance() ? below(101) / 100.0 : static_cast<double>(engine_() >> 11) * 0x1p-53}; }
  Rate rate() { return {chance() ? below(1000) : static_cast<double>(1 + (engine_() >> 20)) * 0x1p-20}; }
  std::optional<int> optionalCount() { return chance() ? std::optional(1 + below(1000)) : std::nullopt; }
  std::optional<Distribution> optionalLaw() { return chance() ? std::optional(law()) : std::nullopt; }
  std::optional<Throttle> throttle() { return chance() ? std::optional(Throttle{rate(), 1 + below(100)}) : std::nullopt; }

  Distribution law() {
    const Duration a = shortTime();
    const Duration b = a * 2;
    switch (below(9)) {
      case 0: return Constant{time()};
      case 1: return Uniform{a, b};
      case 2: return Exponential{a};
      case 3: return LognormalMeanP95{a, b};
      case 4: return LognormalMedianP99{a, b};
      case 5: return LognormalMedianSigma{a, 0.01 + below(100) / 37.0};
      case 6: return Gamma{a, 0.1 + below(100) / 7.0};
      case 7: return Weibull{a, 0.5 + below(10) / 3.0};
      default: break;
    }
    if (chance()) return Empirical{{}, line()};
    return Empirical{{{Share{0.5}, a}, {Share{0.999}, b}, {Share{1}, b * 2}}, ""};
  }

  std::string cron() {
    return pick({"0 8 * * 1-5", "*/5 * * * *", "15,45 0-6/2 1 jan-mar sun", "0 0 29 2 *", "5/15 3 * * 7"});
  }
  std::string zone() { return pick({"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"}); }

  Arrivals arrivals() {
    switch (below(9)) {
      case 0: return ConstantArrivals{rate()};
      case 1: return PoissonArrivals{rate()};
      case 2: {
        ProfileArrivals profile;
        const int points = 1 + below(60);
        for (int i = 0; i < points; ++i) profile.points.push_back({minutes(i * 7), rate()});
        if (chance()) profile.repeat = hours(24);
        return profile;
      }
      case 3: return BurstyArrivals{rate(), chance() ? Rate{} : rate(), law(), law()};
      case 4: return EveryArrivals{time(), chance() ? Duration{} : time()};
      case 5: return CronArrivals{cron(), zone()};
      case 6: return ClosedArrivals{1 + below(100), law()};
      case 7: return TraceArrivals{line(), chance() ? line() : ""};
      default: return CountsArrivals{line(), chance() ? line() : "", Placement::random};
    }
  }

  Client client() {
    Client made;
    for (int i = 0; i < below(5); ++i) {
      Flow flow;
      flow.arrivals = arrivals();
      flow.payload = size();
      switch (below(3)) {
        case 0:
          flow.to = {"api"};
          flow.route = pick({"POST /orders", "GET /items/{id}", "ANY /"});
          break;
        case 1:
          flow.to = {"sockets"};
          flow.route = pick({"", "sendMessage", "$default"});
          flow.connection = Connection{law(), law()};
          break;
        default: flow.to = {pick({"f", "q", "news", "log", "bus", "files", "w", "s"})};
      }
      made.sends.push_back(flow);
    }
    return made;
  }
  Shift shift() { return {share(), time(), time()}; }
  std::optional<Shift> optionalShift() { return chance() ? std::optional(shift()) : std::nullopt; }
  HttpApi api() {
    HttpApi made;
    made.throttle = throttle();
    if (chance()) made.auth = ApiAuth{{"users"}};
    if (chance()) made.cors = Cors{{"https://shop.example", "*", line()}};
    if (chance()) made.timeout = seconds(29);
    for (int i = 0; i < below(4); ++i) {
      made.routes.push_back({pick({"GET /a", "ANY /{proxy+}", "DELETE /x/{id}"}), {pick({"f", "s", "partner"})}});
      if (chance()) made.routes.back().split = Split{{pick({"g", "s", "partner"})}, share(), optionalShift()};
    }
    return made;
  }
  WebsocketApi websocketApi() {
    WebsocketApi made;
    made.throttle = throttle();
    if (chance()) made.auth = ApiAuth{{"users"}};
    if (chance()) made.timeout = seconds(29);
    for (int i = 0; i < below(4); ++i)
      made.routes.push_back({pick({"$connect", "$disconnect", "$default", "sendMessage", "a:b"}), {pick({"f", "g"})}});
    return made;
  }
  Function function() {
    Function made;
    made.runtime = pick({"nodejs22", "python3.12", "true", "3", "a:b"});
    if (chance()) made.architecture = CpuArchitecture::arm64;
    made.memory = mebibytes(1 + below(10'000));
    if (chance()) made.timeout = time();
    if (chance()) made.packaging = Packaging::image;
    if (chance()) made.start = InstanceStart::snapshot;
    made.extraInit = optionalLaw();
    if (chance()) made.network = Network::vpc;
    if (chance()) made.memoryUsed = size();
    if (chance()) made.memoryPerInvocation = size();
    made.reservedConcurrency = optionalCount();
    made.provisionedConcurrency = optionalCount();
    made.errors = chance() ? Share{} : share();
    if (chance()) made.logs = size();
    made.steps = steps(3);
    return made;
  }
  Steps steps(int depth) {
    Steps made;
    for (int i = 0; i < below(4); ++i) made.push_back(step(depth));
    return made;
  }
  Retry retry() {
    Retry made{1 + below(100), time()};
    if (chance()) made.growth = BackoffGrowth::constant;
    if (chance()) made.cap = time();
    made.jitter = static_cast<Jitter>(below(3));
    if (chance()) made.budget = share();
    return made;
  }
  std::vector<Steps> branches(int least, int depth) {
    std::vector<Steps> made;
    for (int i = least + below(4 - least); i > 0; --i) made.push_back(steps(depth - 1));
    return made;
  }
  Step step(int depth) {
    const Per per = chance() ? Per::invocation : Per::message;
    switch (below(depth > 0 ? 9 : 4)) {
      case 0: return {ComputeStep{law(), per}};
      case 1: {
        CallStep call{{pick({"f", "t", "files", "cache-1", "partner", "db", "w", "keys", "s"})},
                      static_cast<Operation>(below(4)),
                      size(),
                      per,
                      {},
                      {},
                      {},
                      {}};
        if (chance()) call.timeout = time();
        if (chance()) call.retry = retry();
        if (chance()) call.breaker = Breaker{1 + below(9), time(), time(), 1 + below(3)};
        if (depth > 0 && chance()) call.caught = steps(depth - 1);
        return {call};
      }
      case 2: return {SendStep{{pick({"q", "dead-letters", "g", "sockets", "news", "log", "bus", "w"})}, size(), per}};
      case 3: return {WaitStep{law()}};
      case 4: return {ParallelStep{branches(0, depth)}};
      case 5: {
        WaitForStep waitFor;
        waitFor.branches = branches(1, depth);
        waitFor.count = 1 + below(static_cast<int>(waitFor.branches.size()));
        return {waitFor};
      }
      case 6: return {LoopStep{below(10), steps(depth - 1)}};
      case 7: return {MapStep{below(10), below(3), steps(depth - 1)}};
      default: {
        BranchStep branch;
        for (int i = 0; i < below(4); ++i)
          branch.options.push_back({Share{below(25) / 100.0}, steps(depth - 1), optionalShift()});
        return {branch};
      }
    }
  }
  Queue queue() {
    Queue made;
    if (chance()) made.visibility = time() * 1;
    made.visibility = std::min(made.visibility, hours(12));
    made.maxReceives = 1 + below(10);
    if (chance()) made.deadLetter = ComponentRef{"dead-letters"};
    for (int i = 0; i < below(3); ++i)
      made.consumers.push_back({{pick({"f", "g"})}, 1 + below(100), seconds(below(300)), optionalCount()});
    return made;
  }
  Topic topic() {
    Topic made{optionalLaw(), {}};
    for (int i = 0; i < below(3); ++i) made.subscriptions.push_back({{pick({"f", "q", "s", "partner"})}, share()});
    return made;
  }
  std::vector<StreamConsumer> streamConsumers() {
    std::vector<StreamConsumer> made;
    for (int i = 0; i < below(3); ++i) {
      StreamConsumer consumer;
      consumer.to = {pick({"f", "g"})};
      consumer.batch = 1 + below(100);
      consumer.window = seconds(below(300));
      consumer.parallelization = 1 + below(10);
      if (chance()) consumer.maxRetries = below(10);
      if (chance()) consumer.maxAge = time();
      if (chance()) consumer.onError = BatchFailure::bisect;
      if (chance()) consumer.onFailure = ComponentRef{pick({"q", "dead-letters"})};
      made.push_back(consumer);
    }
    return made;
  }
  Stream stream() {
    Stream made;
    if (chance()) made.billing = Capacity::onDemand;
    made.shards = 1 + below(100);
    if (chance()) made.retention = days(1 + below(300));
    made.keys = chance() ? 0 : below(1000);
    made.latency = optionalLaw();
    made.consumers = streamConsumers();
    return made;
  }
  EventBus bus() {
    EventBus made{optionalLaw(), {}};
    for (int i = 0; i < below(3); ++i) made.rules.push_back({{pick({"f", "q", "news", "log", "w", "partner"})}, share()});
    return made;
  }
  Schedule schedule() {
    Schedule made;
    if (chance())
      made.every = milliseconds(1 + below(1'000'000));
    else
      made.cron = cron();
    made.timeZone = zone();
    for (int i = 0; i < below(3); ++i)
      made.targets.push_back({{pick({"f", "q", "news", "log", "bus", "w", "partner", "s"})}, size()});
    return made;
  }
  ObjectStore objectStore() {
    ObjectStore made{size(), optionalLaw(), optionalLaw()};
    for (int i = 0; i < below(3); ++i)
      made.notifications.push_back(
          {{pick({"f", "q", "news", "bus"})}, chance() ? ObjectEvent::write : ObjectEvent::remove, share()});
    return made;
  }
  NosqlDb table() {
    NosqlDb made{.billing = chance() ? Capacity::onDemand : Capacity::provisioned,
                 .readUnits = optionalCount(),
                 .writeUnits = optionalCount(),
                 .partitionKey = line(),
                 .storage = size(),
                 .readLatency = optionalLaw(),
                 .writeLatency = optionalLaw()};
    made.changeShards = 1 + below(5);
    made.changes = streamConsumers();
    return made;
  }
  SqlDb database() {
    SqlDb made;
    made.connectionLimit = 1 + below(1000);
    if (chance()) made.connections = ConnectionUse::perInvocation;
    if (chance()) made.pool = ConnectionPool{1 + below(100), time()};
    if (made.pool) made.pool->wait = std::min(made.pool->wait, hours(12));
    made.connectLatency = optionalLaw();
    made.readLatency = optionalLaw();
    made.writeLatency = optionalLaw();
    made.capacity = below(100) / 8.0;
    made.storage = size();
    return made;
  }
  Workflow workflow() {
    Workflow made;
    if (chance()) made.type = WorkflowType::express;
    if (chance()) made.timeout = time();
    made.payload = size();
    made.states = steps(3);
    return made;
  }
  ContainerService service() {
    ContainerService made;
    made.servers = 1 + below(20);
    if (chance()) made.autoscaling = Autoscaling{1 + below(100), Share{(1 + below(100)) / 100.0}, time(), time(), law()};
    made.vcpus = (1 + below(64)) / 4.0;
    made.memory = mebibytes(1 + below(100'000));
    made.concurrency = 1 + below(1000);
    made.queueLimit = optionalCount();
    if (chance()) made.timeout = time();
    made.errors = share();
    if (chance()) made.logs = size();
    made.steps = steps(2);
    return made;
  }
  Scenario scenario(std::string name) {
    Scenario made;
    made.name = std::move(name);
    made.duration = hours(1 + below(48));
    made.warmup = below(4) == 0 ? model::Warmup{{}, true} : model::Warmup{minutes(below(59))};
    made.traffic.factor = chance() ? 1 : below(1000) / 16.0;
    if (chance()) made.start = pick({"2026-03-28 12:30", "2024-02-29 00:00"});
    if (chance()) made.timePerMonth = days(1 + below(31));
    if (chance()) made.traffic.diurnal = Diurnal{share(), seconds(below(86'400))};
    if (chance()) made.set.push_back({"f.memory", "1 GiB"});
    if (chance()) made.set.push_back({"partner.latency", "{exponential: {mean: 2 s}}"});
    if (chance()) made.set.push_back({"s.autoscaling.start", "2 min"});
    if (chance()) made.set.push_back({"clock.time-zone", "Europe/Lisbon"});
    if (chance()) made.set.push_back({"t.partition-key", pick({"\"20:00\"", "a, b", "\"yes\"", "\"#\"", "key"})});
    if (chance())
      made.faults.push_back({{pick({"partner", "db", "bus", "s", "clock"})},
                             minutes(1),
                             minutes(2 + below(9)),
                             share(),
                             optionalLaw(),
                             share(),
                             static_cast<Outage>(below(3))});
    return made;
  }

  std::mt19937_64 engine_;
};

}  // namespace virga::model
