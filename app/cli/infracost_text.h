#pragma once

#include <string>

#include "app/cli/project_input.h"
#include "simulator/results/result.h"

namespace virga::cli {

// The usage of a run of that scenario (empty: the first) for Infracost, with the sizes that the scenario sets. The provider
// must be one that Infracost prices.
std::string infracostText(const ProjectInput& input, const std::string& scenario, const simulator::Result& result);

}  // namespace virga::cli
