#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/arrivals.h"
#include "model/architecture/scenario.h"

namespace virga::simulator {

struct RatePoint {
  double time = 0;       // seconds from the run's start
  double perSecond = 0;  // requests expected
};

// The rate that is to be expected over the scenario's run, with its traffic: points to join by lines, at least `samples`
// of them. Bursts count by their long-run mean. Cron expressions are counted over slices of the run, of the first two
// months at most. Empty where only a file or the answers decide: traces, counts and closed populations. The error says why
// the arrivals are impossible.
tl::expected<std::vector<RatePoint>, std::string> expectedRate(const model::Arrivals& arrivals,
                                                               const model::Scenario& scenario, int samples);

}  // namespace virga::simulator
