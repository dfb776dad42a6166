#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <tl/expected.hpp>

#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/expectation.h"

namespace virga::cli {

// The options of a run that guards a design in CI.
struct PullRequestOutput {
  OutputTarget junit, summary;
  std::string base;  // project file as it was; empty: nothing is compared with
};

void addPullRequestOptions(CLI::App& verb, PullRequestOutput& output);

// Runs the base, where there is one, under the same options and scenario, and writes what is wanted. What couldn't be done
// is told on the standard error.
Exit writePullRequest(const PullRequestOutput& output, const ProjectInput& input, const std::optional<ProjectInput>& base,
                      const simulator::SimulationOptions& options, const simulator::Result& result,
                      const std::vector<simulator::Expectation>& expectations,
                      const std::vector<simulator::Judgement>& verdicts, const std::stop_token& stop);

}  // namespace virga::cli
