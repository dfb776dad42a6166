#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/cli/project_input.h"
#include "app/cli/simulate_plan.h"
#include "model/problem.h"
#include "simulator/experiment/compare.h"

namespace CLI {
class App;
}

namespace virga::cli {

// What stands on the command line of virga compare and virga advise, as it stands there.
struct CompareVerbOptions {
  SimulateOptions simulate;
  std::vector<std::string> providers = {"aws", "azure", "gcp", "oci"};
  std::vector<std::string> scenarios;
  std::vector<std::string> traffic;
  std::vector<std::string> savingsPlans;
  bool allScenarios = false;
};

// The same, understood.
struct ComparePlan {
  Plan plan;
  ProjectInput input;
  std::vector<simulator::Platform> platforms;
  simulator::CompareOptions compare;
};

// FILE and the options that both verbs have.
void addComparedOptions(CLI::App& verb, CompareVerbOptions& options);

// Or what is wrong with which option or file.
tl::expected<ComparePlan, model::Problems> comparePlanOf(const CompareVerbOptions& options);

// With the progress shown; Ctrl-C stops it.
tl::expected<simulator::Comparison, simulator::SimulationFailure> runComparison(const ComparePlan& plan);

}  // namespace virga::cli
