#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"
#include "simulator/platform/token_bucket.h"

namespace virga::simulator {

struct World;

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

struct ApiState {
  TokenBucket throttle;
  DeadlineFifo timeouts;
  bool timeoutPending = false;
  RandomStream latency, faults;
  RequestRecorder record;
};

struct AuthState {
  RandomStream latency, faults;
  std::uint64_t verifications = 0;
};

void requestApi(World& world, std::uint32_t request, std::uint32_t route, std::uint64_t id, std::int64_t bytes,
                std::uint16_t hops);
void requestsDue(World& world, std::uint32_t api);
void answerRequest(World& world, std::uint32_t request, Outcome outcome);

}  // namespace virga::simulator
