#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/experiment/simulate.h"
#include "simulator/results/comparison.h"

namespace virga::simulator {

// A catalog, and which of its plans; empty: the plan that the project states for the provider, else the default one.
struct Platform {
  model::Catalog catalog;
  std::string plan;
  std::string savingsPlan = {};  // id of one of the catalog's; empty: on-demand prices
};

// Multiples of a scenario's traffic that a bill can be asked for.
inline constexpr double kLeastTraffic = 0.001, kMostTraffic = 1'000;

struct CompareOptions {
  std::vector<std::string> scenarios;  // empty: the first
  std::vector<double> traffic;   // multiples of the scenario's traffic, for curves of cost; kLeastTraffic to kMostTraffic
  SimulationOptions simulation;  // of each run; `scenario`, `savingsPlan` and `traces` have no effect
};

// The design as the scenario runs it on the platform: its settings are applied, and what the platform doesn't take is
// replaced by the nearest that it does.
tl::expected<model::FittedDesign, model::Problems> designOn(const model::Architecture& architecture,
                                                            const Platform& platform, const std::string& scenario);

// Runs each scenario on each platform, several at once, with the same arrivals and the same work. What a platform can't
// do as designed is replaced by the nearest that it can (ComparedRun::fit). When it is stopped, the comparison is of
// the runs that are done; Stopped where that is none.
tl::expected<Comparison, SimulationFailure> compare(const model::Architecture& architecture,
                                                    const std::vector<Platform>& platforms, const CompareOptions& options,
                                                    std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace virga::simulator
