#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "simulator/experiment/simulate.h"

namespace virga::simulator {

// One run of a comparison.
struct ComparisonJob {
  std::size_t scenario = 0, platform = 0;
  double traffic = 1;          // multiple of the scenario's
  model::Architecture design;  // as it runs on the platform, with that traffic
  SimulationOptions options;
  std::optional<tl::expected<Result, SimulationFailure>> outcome;  // nothing where it was stopped before its turn
};

// Runs those that have no outcome yet, as many at once as there are threads, the longest first; a stopped one has the
// outcome Stopped. The outcomes don't depend on the number of threads.
void runJobs(std::vector<ComparisonJob>& jobs, const std::vector<const model::Catalog*>& catalogs, int threads,
             std::stop_token stop, const ProgressSink& progress);

}  // namespace virga::simulator
