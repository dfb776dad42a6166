#pragma once

#include <string>
#include <variant>

#include <tl/expected.hpp>

#include "app/cli/project_input.h"
#include "model/problem.h"

namespace virga::cli {

struct Interrupted {};

// What one run of the scenario (empty: the first, or one hour without scenarios) says of the design, at most its first hour
// after the warm-up; as simulator::runFindings().
tl::expected<model::Problems, std::variant<Interrupted, model::Problems, std::string>> findingsOfRun(
    ProjectInput input, const std::string& scenario);

}  // namespace virga::cli
