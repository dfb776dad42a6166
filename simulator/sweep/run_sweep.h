#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "simulator/experiment/simulate.h"
#include "simulator/sweep/point_designs.h"
#include "simulator/sweep/sweep_store.h"

namespace virga::simulator {

struct SweepOptions {
  SweepPlan plan;
  SimulationOptions simulation;  // of each point, with the same random numbers; `traces` and `frames` have no effect
  Shard shard;
};

struct SweepProgress {
  double share = 0;                               // of the shard's points that the store hadn't got, 0 … 1
  std::size_t done = 0, points = 0, refused = 0;  // of the shard
  std::uint64_t events = 0;                       // of this run
};
// Called from worker threads, about 20 times a second, never concurrently.
using SweepProgressSink = std::function<void(const SweepProgress&)>;

struct SweepOutcome {
  std::size_t points = 0;     // of the shard
  std::size_t before = 0;     // that the store had already
  std::size_t simulated = 0;  // now
  std::size_t refused = 0;    // now, by the check or the simulation; the reason stands with the point
  std::uint64_t events = 0;   // now
  double wallSeconds = 0;
  bool stopped = false;  // before all were done; the store has those that were
};

// What decides the figures of a sweep's points.
SweepInputs sweepInputs(const model::Architecture& architecture, const model::Catalog& catalog, const SweepOptions& options);

// Simulates the shard's points that the store hasn't got, several at once, and keeps each soon after it is done. The store
// is settled when all are there: its bytes depend neither on the number of threads nor on where it was stopped and taken up
// again. Errors are of the store and of the plan.
tl::expected<SweepOutcome, std::string> runSweep(const model::Architecture& architecture, const model::Catalog& catalog,
                                                 const CatalogSource& catalogs, const SweepOptions& options,
                                                 SweepStore store, std::stop_token stop = {},
                                                 const SweepProgressSink& progress = {});

}  // namespace virga::simulator
