#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/cli/project_input.h"
#include "simulator/sweep/factor.h"

namespace virga::cli {

// The values of --vary, each read; the error names the option.
tl::expected<std::vector<simulator::Factor>, std::string> factorsOf(const std::vector<std::string>& texts);

// Problems where neither the first nor the last value of a factor can be set, told at once and not by each point.
// `settings`: those that hold for all points.
tl::expected<void, model::Problems> checkFactors(const std::vector<simulator::Factor>& factors, const ProjectInput& input,
                                                 const std::string& provider, const std::vector<model::Setting>& settings);

}  // namespace virga::cli
