#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"
#include "simulator/experiment/frame.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// Follow single requests of the first replication.
struct TraceOptions {
  std::size_t count = 20;  // of each kind a flow: slowest, failed, random; 1 … 1,000
};

struct SimulationOptions {
  std::string scenario;                     // empty: the first, or one hour where there is none
  std::optional<model::Duration> duration;  // instead of the scenario's
  std::uint64_t seed = 1;
  int replications = 1;             // 1 … 10,000
  std::optional<double> precision;  // more replications until every flow's mean latency is known to ± this part
  int threads = 0;                  // 0: as many as cores; doesn't change the result
  int batches = 0;                  // 10 … 100: intervals of one replication by so many batch means; 0: none
  bool freeTier = true;
  std::string savingsPlan = {};         // id of one of the catalog's, checked before; empty: on-demand prices
  std::optional<TraceOptions> traces;   // nothing: no requests are followed; changes no other result
  bool frames = false;                  // progress comes with frames
  bool fingerprint = false;             // also hash the trajectory
  std::filesystem::path projectFolder;  // traces and counts are relative to it
};

struct Progress {
  double share = 0;               // of all work, 0 … 1
  model::Duration simulatedTime;  // of the replication furthest on
  std::uint64_t events = 0;
  int replicationsDone = 0;
  int replications = 1;
  std::shared_ptr<const Frame> frame;  // of one of the replications, where frames are wanted
};

// Called from worker threads, about 20 times a second, never concurrently.
using ProgressSink = std::function<void(const Progress&)>;

struct Stopped {};
using SimulationFailure = std::variant<Stopped, model::Problems>;

// Runs the scenario's replications, measures, and prices the usage. The catalog decides the provider. When it is stopped,
// the result is of what there is by then (`partOf`); Stopped where that is nothing.
tl::expected<Result, SimulationFailure> simulate(const model::Architecture& architecture, const model::Catalog& catalog,
                                                 const SimulationOptions& options, std::stop_token stop = {},
                                                 const ProgressSink& progress = {});

struct SimulatedPair {
  Result result;
  std::optional<Result> other;  // nothing where it was stopped
};

// The same of two settings with the same random numbers, replications and warm-up, for paired().
tl::expected<SimulatedPair, SimulationFailure> simulatePair(const model::Architecture& architecture,
                                                            const model::Architecture& other, const model::Catalog& catalog,
                                                            const SimulationOptions& options, std::stop_token stop = {},
                                                            const ProgressSink& progress = {});

}  // namespace virga::simulator
