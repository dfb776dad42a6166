#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/program.h"
#include "simulator/platform/token_bucket.h"

// What the simulation runs on: the architecture under one scenario and one provider with indices instead of names and
// nanoseconds instead of units. Made once, shared by all replications, never changed.
namespace virga::simulator {

struct FaultWindow {
  std::int64_t from, to;  // ns, [from, to)
  double errors;
  std::optional<Sampler> latency;  // added
};

enum class TargetKind : std::uint8_t { service, function, queue, api };

struct BreakerRule {
  std::uint32_t failures;
  std::int64_t within, open;  // ns
};

// A call or send from a function, with all that its step says.
struct CompiledEdge {
  TargetKind kind;
  std::uint32_t target;  // index among its kind
  model::Operation operation = model::Operation::read;
  std::int64_t size = 0;      // bytes
  std::int64_t timeout = -1;  // ns; -1: none
  std::uint32_t retries = 0;
  std::int64_t backoff = 0;  // ns
  std::optional<BreakerRule> breaker;
  std::uint32_t breakerIndex = 0;  // among the function's breakers
  std::uint32_t ordinal = 0;
};

struct CompiledFunction {
  std::string name;
  std::uint32_t component;
  std::vector<Op> program;
  std::vector<Sampler> samplers;  // work on one full vCPU
  std::vector<CompiledEdge> edges;
  std::uint32_t breakers = 0;
  std::vector<ForkTable> forks;
  std::vector<ChoiceTable> choices;
  bool sharesCpu = false;  // computations of one instance can overlap
  double vcpus = 1;
  double stretch = 1;  // ns per ns of work when alone
  std::int64_t timeout = 0;
  std::int64_t memory = 0;  // bytes
  std::int64_t billingGranularity = 1, billingMinimum = 0;
  double errors = 0;
  std::uint32_t instanceConcurrency = 1;
  std::int64_t reserved = -1;  // -1: none
  std::uint32_t provisioned = 0;
  std::int64_t fixedKeepAlive = -1;  // -1: drawn from keepAlive
  std::optional<Sampler> keepAlive;
  model::Reuse reuse = model::Reuse::mostRecent;
  Sampler invokeLatency, provision, init;
  std::optional<Sampler> extraInit;
  bool initBilled = true;
  TokenBucket scaleOut;     // new instances
  TokenBucket requestRate;  // synchronous requests, of a function with reserved concurrency
  std::uint32_t asyncRetries = 0;
  std::int64_t asyncRetryWait = 0, asyncMaxAge = 0, asyncBackoffMin = 0, asyncBackoffMax = 0;
  std::vector<FaultWindow> faults;
};

struct CompiledConsumer {
  std::uint32_t queue, function;
  std::uint32_t batch = 1;
  std::int64_t window = 0;
  std::uint32_t startPollers = 1, maxPollers = 1;
  std::int64_t growthInterval = 0;  // ns per further poller while all are busy; 0: all at once
};

struct CompiledQueue {
  std::string name;
  std::uint32_t component;
  std::int64_t visibility, retention;
  std::uint32_t maxReceives;
  std::uint32_t deadLetter;  // queue index or kNone
  Sampler sendLatency, receiveLatency;
  std::vector<std::uint32_t> consumers;
  double idleReceivesPerSecond = 0;
  std::int64_t meteredSize = 1;  // bytes of payload that count as one request
  std::vector<FaultWindow> faults;
};

// Answers calls by itself: tables, object stores, caches, third parties.
struct CompiledService {
  std::string name;
  std::uint32_t component;
  Sampler read, write, query;
  double errors = 0;
  TokenBucket throttle;                        // external
  TokenBucket readUnits, writeUnits;           // a table's provisioned capacity, an object store's request rate
  double perReadBlock = 0, perWriteBlock = 0;  // tokens; 0: one a request
  std::int64_t readBlock = 1, writeBlock = 1;  // bytes that one metered unit covers
  std::int64_t smallestStorage = 0;            // bytes metered at the least
  double hits = 1;                             // cache
  std::uint32_t origin;                        // service index or kNone
  std::vector<FaultWindow> faults;
};

struct CompiledApi {
  struct Route {
    std::string route;
    std::uint32_t function;
  };
  std::string name;
  std::uint32_t component;
  std::vector<Route> routes;
  TokenBucket throttle;
  Sampler latency;
  std::uint32_t auth;  // auth index or kNone
  std::int64_t timeout;
  std::int64_t meteredSize = 1;                                        // bytes of a request that count as one
  std::int64_t payloadMax = std::numeric_limits<std::int64_t>::max();  // of the API and the functions behind it
  std::vector<FaultWindow> faults;
};

struct CompiledAuth {
  std::string name;
  std::uint32_t component;
  Sampler latency;
  std::vector<FaultWindow> faults;
};

struct CompiledFlow {
  std::string name;    // "shoppers → api POST /orders"
  std::string client;  // names the random streams
  std::string path;    // "shoppers.sends.0"
  TargetKind kind;
  std::uint32_t target;
  std::uint32_t route = 0;  // of an api
  std::int64_t payload = 0;
  model::Arrivals arrivals;
  std::optional<Sampler> think;  // closed arrivals
};

struct CompiledSystem {
  const model::Architecture* architecture = nullptr;  // with the scenario's settings applied; outlives this
  model::Scenario scenario;
  std::vector<CompiledFunction> functions;
  std::vector<CompiledConsumer> consumers;
  std::vector<CompiledQueue> queues;
  std::vector<CompiledService> services;
  std::vector<CompiledApi> apis;
  std::vector<CompiledAuth> auths;
  std::vector<CompiledFlow> flows;
  std::int64_t accountConcurrency = -1;  // for what is neither reserved nor provisioned; -1: no limit
  TokenBucket accountRequestRate;
  std::int64_t duration = 0, warmup = 0, bucket = 0;  // ns
};

// The scenario's settings must be applied already; files of empirical laws are relative to the project's folder. Problems
// where the design can't run: no arrivals, missing routes, unreadable files …
tl::expected<CompiledSystem, model::Problems> compile(const model::Architecture& architecture,
                                                      const model::Scenario& scenario, const model::Catalog& catalog,
                                                      const std::filesystem::path& projectFolder);

}  // namespace virga::simulator
