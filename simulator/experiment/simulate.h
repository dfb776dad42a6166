#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"
#include "simulator/results/result.h"

namespace virga::simulator {

struct SimulationOptions {
  std::string scenario;                     // empty: the first, or one hour where there is none
  std::optional<model::Duration> duration;  // instead of the scenario's
  std::uint64_t seed = 1;
  int replications = 1;             // 1 … 10,000
  std::optional<double> precision;  // more replications until every flow's mean latency is known to ± this part
  int threads = 0;                  // 0: as many as cores; doesn't change the result
  bool freeTier = true;
  bool fingerprint = false;             // also hash the trajectory
  std::filesystem::path projectFolder;  // traces and counts are relative to it
};

struct Progress {
  double share = 0;               // of all work, 0 … 1
  model::Duration simulatedTime;  // of the replication furthest on
  std::uint64_t events = 0;
  int replicationsDone = 0;
  int replications = 1;
};

// Called from worker threads, about 20 times a second, never concurrently.
using ProgressSink = std::function<void(const Progress&)>;

struct Stopped {};
using SimulationFailure = std::variant<Stopped, model::Problems>;

// Runs the scenario's replications, measures, and prices the usage. The catalog decides the provider.
tl::expected<Result, SimulationFailure> simulate(const model::Architecture& architecture, const model::Catalog& catalog,
                                                 const SimulationOptions& options, std::stop_token stop = {},
                                                 const ProgressSink& progress = {});

}  // namespace virga::simulator
