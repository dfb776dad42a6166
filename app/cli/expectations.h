#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/cli/project_input.h"
#include "app/cli/simulate_plan.h"
#include "simulator/results/expectation.h"

namespace virga::cli {

tl::expected<std::vector<simulator::Judgement>, std::string> judgeAll(
    const std::vector<simulator::Expectation>& expectations, const simulator::Result& result);

// Whether every expectation names a figure, in its unit: told before a long run by one of a millisecond, which has the
// same figures. What that run itself finds wrong, the long one will report.
tl::expected<void, std::string> checkExpectations(const ProjectInput& input, const Plan& plan);

}  // namespace virga::cli
