#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"

// Valid architectures at random, with every kind, every law and texts that are hard to quote.
namespace virga::model {

class RandomArchitecture {
 public:
  explicit RandomArchitecture(std::uint64_t seed) : engine_(seed) {}

  Architecture make() {
    Architecture a;
    a.name = line();
    a.description = chance() ? line() + "\n" + line() : line();
    if (chance()) a.target = {pick({"aws", "azure", "custom"}), pick({"", "us-east-1", "westeurope"})};
    for (const char* id : {"c", "api", "users", "f", "g", "q", "dead-letters", "files", "t", "cache-1", "partner"})
      a.components.push_back({id, chance() ? line() : "", {}});
    a.find("c")->kind = client();
    a.find("api")->kind = api();
    a.find("users")->kind = Auth{optionalLaw(), below(100'000)};
    a.find("f")->kind = function();
    a.find("g")->kind = function();
    a.find("q")->kind = queue();
    a.find("dead-letters")->kind = Queue{};
    a.find("files")->kind = ObjectStore{size(), optionalLaw(), optionalLaw()};
    a.find("t")->kind = NosqlDb{chance() ? Capacity::onDemand : Capacity::provisioned,
                                optionalCount(),
                                optionalCount(),
                                line(),
                                size(),
                                optionalLaw(),
                                optionalLaw()};
    a.find("cache-1")->kind =
        Cache{share(), chance() ? std::optional(ComponentRef{"t"}) : std::nullopt, size(), optionalLaw()};
    a.find("partner")->kind = External{law(), share(), throttle()};
    std::shuffle(a.components.begin(), a.components.end(), engine_);
    for (int i = 0; i < below(4); ++i) a.scenarios.push_back(scenario("s" + std::to_string(i) + name()));
    if (chance())
      a.providers.push_back(
          {"custom", std::nullopt, optionalLaw(), optionalLaw(), optionalCount(), optionalCount(), Reuse::oldest});
    if (chance()) a.providers.push_back({"azure", pick({"flex-consumption", "premium"}), {}, {}, {}, {}, {}});
    for (const auto& component : a.components)
      if (chance()) a.layout.emplace_back(component.id, Position{below(2000) - 1000, below(2000) - 1000});
    return a;
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

  std::string pick(std::vector<std::string> from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
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

  Arrivals arrivals() {
    switch (below(6)) {
      case 0: return ConstantArrivals{rate()};
      case 1: return PoissonArrivals{rate()};
      case 2: {
        ProfileArrivals profile;
        const int points = 1 + below(60);
        for (int i = 0; i < points; ++i) profile.points.push_back({minutes(i * 7), rate()});
        if (chance()) profile.repeat = hours(24);
        return profile;
      }
      case 3: return ClosedArrivals{1 + below(100), law()};
      case 4: return TraceArrivals{line(), chance() ? line() : ""};
      default: return CountsArrivals{line(), chance() ? line() : "", Placement::random};
    }
  }

  Client client() {
    Client made;
    for (int i = 0; i < below(4); ++i)
      made.sends.push_back(chance() ? Flow{{"api"}, pick({"POST /orders", "GET /items/{id}", "ANY /"}), arrivals(), size()}
                                    : Flow{{pick({"f", "q"})}, "", arrivals(), size()});
    return made;
  }
  HttpApi api() {
    HttpApi made;
    made.throttle = throttle();
    if (chance()) made.auth = ApiAuth{{"users"}};
    if (chance()) made.cors = Cors{{"https://shop.example", "*", line()}};
    if (chance()) made.timeout = seconds(29);
    for (int i = 0; i < below(4); ++i) made.routes.push_back({pick({"GET /a", "ANY /{proxy+}", "DELETE /x/{id}"}), {"f"}});
    return made;
  }
  Function function() {
    Function made;
    made.runtime = pick({"nodejs22", "python3.12", "true", "3", "a:b"});
    if (chance()) made.architecture = CpuArchitecture::arm64;
    made.memory = mebibytes(1 + below(10'000));
    if (chance()) made.timeout = time();
    made.extraInit = optionalLaw();
    made.reservedConcurrency = optionalCount();
    made.provisionedConcurrency = optionalCount();
    made.errors = chance() ? Share{} : share();
    made.steps = steps(3);
    return made;
  }
  Steps steps(int depth) {
    Steps made;
    for (int i = 0; i < below(4); ++i) made.push_back(step(depth));
    return made;
  }
  Step step(int depth) {
    const Per per = chance() ? Per::invocation : Per::message;
    switch (below(depth > 0 ? 5 : 3)) {
      case 0: return {ComputeStep{law(), per}};
      case 1: {
        CallStep call{{pick({"f", "t", "files", "cache-1", "partner"})}, Operation::query, size(), per, {}, {}, {}};
        if (chance()) call.timeout = time();
        if (chance()) call.retry = Retry{1 + below(100), time()};
        if (chance()) call.breaker = Breaker{1 + below(9), time(), time()};
        return {call};
      }
      case 2: return {SendStep{{pick({"q", "dead-letters", "g"})}, size(), per}};
      case 3: {
        ParallelStep parallel;
        for (int i = 0; i < below(4); ++i) parallel.branches.push_back(steps(depth - 1));
        return {parallel};
      }
      default: {
        BranchStep branch;
        for (int i = 0; i < below(4); ++i) branch.options.push_back({Share{below(25) / 100.0}, steps(depth - 1)});
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
  Scenario scenario(std::string name) {
    Scenario made;
    made.name = std::move(name);
    made.duration = hours(1 + below(48));
    made.warmup = minutes(below(59));
    made.traffic.factor = chance() ? 1 : below(1000) / 16.0;
    if (chance()) made.traffic.diurnal = Diurnal{share(), seconds(below(86'400))};
    if (chance()) made.set.push_back({"f.memory", "1 GiB"});
    if (chance()) made.set.push_back({"partner.latency", "{exponential: {mean: 2 s}}"});
    if (chance()) made.set.push_back({"t.partition-key", pick({"\"20:00\"", "a, b", "\"yes\"", "\"#\"", "key"})});
    if (chance()) made.faults.push_back({{"partner"}, minutes(1), minutes(2 + below(9)), share(), optionalLaw()});
    return made;
  }

  std::mt19937_64 engine_;
};

}  // namespace virga::model
