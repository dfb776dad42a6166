#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/architecture/arrivals.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/target.h"

namespace virga::simulator {

struct World;

// What the connections of a flow to a websocket-api do.
struct CompiledConnection {
  Sampler lasts, pause;
  bool sends = true;
  std::uint32_t function = kNone;  // behind the route of its messages; kNone: there is no such route
};

struct CompiledFlow {
  TargetKind kind;
  std::uint32_t target;
  std::uint32_t route = 0;  // of an api
  std::int64_t payload = 0;
  std::string name;    // "shoppers → api POST /orders"
  std::string client;  // names the random streams
  std::string path;    // "shoppers.sends.0"
  model::Arrivals arrivals;
  std::optional<Sampler> think;  // closed arrivals
  std::optional<CompiledConnection> connection;
};

struct FlowState {
  std::uint64_t key = 0;   // names its requests
  std::uint64_t made = 0;  // requests so far
  RandomStream think;
  RequestRecorder record;
};

void arrive(World& world, std::uint32_t flow, std::uint32_t user);

}  // namespace virga::simulator
