#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/cli/invocation_log_output.h"
#include "app/cli/output.h"
#include "app/cli/pull_request_output.h"
#include "app/cli/trace_output.h"
#include "model/architecture/scenario.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/expectation.h"

namespace virga::cli {

// What stands on the command line of virga simulate, as it stands there.
struct SimulateOptions {
  std::string file, scenario, provider, duration, precision;
  std::string seed = "1", replications = "1", threads = "0", batchMeans;
  std::vector<std::string> set, against, expect, overlays;
  OutputTarget usage, infracost;
  OutputTarget json;
  TraceOutput traces;
  InvocationLogOutput log;
  PullRequestOutput pullRequest;
  std::string store;  // file of kept runs that the run is added to; empty: none
  bool noFreeTier = false;
  std::string savingsPlan;
};

// The same, understood.
struct Plan {
  std::vector<model::Setting> settings;
  std::vector<model::Setting> against;  // on top of the settings
  std::vector<simulator::Expectation> expectations;
  simulator::SimulationOptions simulation;
};

// Or what is wrong with which option.
tl::expected<Plan, std::string> planOf(const SimulateOptions& options);

}  // namespace virga::cli
