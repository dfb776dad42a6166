#pragma once

#include <stop_token>
#include <vector>

#include "simulator/alarms/firings.h"
#include "simulator/experiment/replication_runs.h"

namespace virga::simulator {

// Runs of a scenario that were looked at period by period.
struct PeriodRuns {
  Prepared prepared;
  std::vector<ReplicationResult> runs;
  model::Duration period;
  std::size_t settled = 0;  // the first whole period after the warm-up
  std::size_t periods = 0;  // whole ones
};

// Replicates the scenario of the options. Problems where the run is shorter than `fewest` periods after the warm-up, or
// where so many periods of so many components would take too much memory.
tl::expected<PeriodRuns, SimulationFailure> runPeriods(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const SimulationOptions& options,
                                                       model::Duration period, int fewest, const std::stop_token& stop,
                                                       ProgressPart progress);

// The metric of a component of the design in each whole period of one run, from its start: a share 0 … 1, a count or
// seconds. The component's kind has the metric.
PeriodValues metricValues(const PeriodRuns& runs, std::size_t run, const model::ComponentId& component,
                          model::AlarmMetric metric);

}  // namespace virga::simulator
