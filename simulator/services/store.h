#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/step.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/token_bucket.h"
#include "simulator/services/delivery.h"

namespace virga::simulator {

struct World;

// Somebody who is told of a share of the writes or removals.
struct CompiledNotification {
  CompiledReceiver receiver;
  model::Operation on;
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
  std::int64_t copyAge = -1;                   // secrets: ns that an instance keeps its copy; -1: not at all
  std::uint32_t origin;                        // service index or kNone
  std::vector<CompiledNotification> notifications;
  Sampler notificationLatency;
  DeliveryPolicy delivery;
  std::uint32_t changes = kNone;  // stream index: gets a record of each write and removal
  Sampler changesLatency;
  std::vector<FaultWindow> faults;
};

struct ServiceState {
  TokenBucket throttle, readUnits, writeUnits;
  RandomStream latency, errors, faults;
  ServiceRecorder record;
  RandomStream filters;
};

struct ServiceAnswer {
  std::int64_t latency;
  Outcome outcome;
  bool silent = false;  // there will be no answer: the caller waits as long as it can
};
// `hops`: of the chain that the caller's invocation is in.
ServiceAnswer callService(World& world, std::uint32_t service, model::Operation operation, std::int64_t bytes,
                          std::uint64_t id, std::uint32_t draw, std::uint16_t hops = 0);

}  // namespace virga::simulator
