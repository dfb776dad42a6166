#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include <CLI/CLI.hpp>
#include <tl/expected.hpp>

#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "simulator/experiment/simulate.h"

namespace virga::cli {

// The options of a run that logs the executions of functions.
struct InvocationLogOutput {
  OutputTarget target;
  std::string most = "100000";
};

void addInvocationLogOptions(CLI::App& verb, InvocationLogOutput& output);

// How many executions at the most, or what is wrong with the option.
tl::expected<std::size_t, std::string> mostLoggedOf(const InvocationLogOutput& output);

// Runs the first replication again and writes its log, where one is wanted. What couldn't be done is told on the standard
// error.
Exit writeInvocationLog(const InvocationLogOutput& output, const ProjectInput& input,
                        const simulator::SimulationOptions& options, const std::stop_token& stop);

}  // namespace virga::cli
