#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "simulator/experiment/replication_runs.h"

namespace virga::simulator {

struct FoundWarmup {
  model::Duration time;
  std::vector<std::string> warnings;  // where a run is too short to tell
};

// The warm-up of a scenario that has none stated: MSER-5 on the latencies of the answers of each flow, in their order,
// averaged over the first replications, up to five (Hoad, Robinson, Davies: Automating warm-up length estimation, Journal
// of the Operational Research Society 61 (2010)). A flow's latency is what a run is about and goes through all that fills
// up first: pools, queues, caches. The longest of the flows' transients counts, for all replications.
tl::expected<FoundWarmup, SimulationFailure> findWarmup(const Prepared& prepared, const SimulationOptions& options,
                                                        int replications, std::stop_token stop, ProgressPart progress);

}  // namespace virga::simulator
