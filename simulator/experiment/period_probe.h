#pragma once

#include <vector>

#include "simulator/experiment/replication.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// Looks at the components at the end of each period of a run, as a platform's monitoring does: what is an extreme of the
// period and so isn't known from the run's averages. The world must not move.
class PeriodProbe {
 public:
  explicit PeriodProbe(World& world);
  ~PeriodProbe() = default;
  PeriodProbe(const PeriodProbe&) = delete;
  PeriodProbe& operator=(const PeriodProbe&) = delete;

  // At the end of a period.
  void pass(World& world);

  // Of each component in the architecture's order, without clients.
  std::vector<PeriodExtremes> take() { return std::move(extremes_); }

 private:
  std::vector<LatencyHistogram> durations_;  // of the present period, of each function
  std::vector<PeriodExtremes> extremes_;
};

}  // namespace virga::simulator
