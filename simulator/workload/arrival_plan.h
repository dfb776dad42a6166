#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/arrivals.h"
#include "model/architecture/scenario.h"
#include "simulator/kernel/sampler.h"
#include "simulator/workload/counts_files.h"
#include "simulator/workload/rate_curve.h"

namespace virga::simulator {

// One flow's arrivals, read and prepared for one scenario; immutable and cheap to copy, shared by all replications.
// What the scenario's traffic means: rates are multiplied. A count is multiplied, and the part of a request that is left
// over becomes one with that probability. An arrival at a stated time (of a trace, every so often, of a cron expression)
// is repeated at the same instant, or left out, in the same way. The day's shape multiplies like a factor that changes: a
// count's is that of the middle of its minute.

struct EvenPlan {  // one each time the integrated rate has grown by one
  std::shared_ptr<const RateCurve> curve;
};
struct PoissonPlan {
  std::shared_ptr<const RateCurve> curve;
  std::shared_ptr<const DayShape> thinnedBy;  // null: nothing
};
// Poisson at one rate or another in turns of random length; the day thins both. Begins off.
struct BurstyPlan {
  double rate = 0, base = 0;  // per second; on, off
  Sampler on, off;
  std::shared_ptr<const DayShape> day;
  std::int64_t end = 0;  // ns; of the run
};
struct EveryPlan {
  std::int64_t interval = 1, offset = 0;  // ns
  double factor = 1;
  std::shared_ptr<const DayShape> day;
  std::int64_t end = 0;  // ns; of the run
};
// The times of a trace or of a cron expression.
struct TracePlan {
  std::shared_ptr<const std::vector<std::int64_t>> times;  // ns, sorted
  double factor = 1;
  std::shared_ptr<const DayShape> day;
};
struct CountsPlan {
  std::shared_ptr<const MinuteCounts> counts;  // per minute
  model::Placement placement = model::Placement::even;
  double factor = 1;
  std::shared_ptr<const DayShape> day;
};
// The engine drives a closed population; the traffic doesn't change it.
struct ClosedPlan {
  int users = 1;
  model::Distribution think;
};

using ArrivalPlan = std::variant<EvenPlan, PoissonPlan, BurstyPlan, EveryPlan, TracePlan, CountsPlan, ClosedPlan>;

// Reads the files that the arrivals name; the error is the file reader's, or says why the arrivals are impossible. Of the
// scenario its traffic, start and duration count.
tl::expected<ArrivalPlan, std::string> planArrivals(const model::Arrivals& arrivals, const model::Scenario& scenario,
                                                    const std::filesystem::path& projectFolder, CountsFiles& countsFiles);

// The law with its quantiles read from the file that it names; any other law unchanged.
tl::expected<model::Distribution, std::string> readDistribution(const model::Distribution& distribution,
                                                                const std::filesystem::path& projectFolder);

}  // namespace virga::simulator
