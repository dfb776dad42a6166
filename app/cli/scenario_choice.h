#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

namespace virga::cli {

// Looks for the scenario of that name (empty: the first), and lets the settings hold in it. What --set says holds against
// what the scenario sets, so it is set once more after that.
tl::expected<void, std::string> chooseScenario(model::Architecture& architecture, const std::string& name,
                                               const std::vector<model::Setting>& settings);

// The scenario of that name (empty: the first); nothing where there is none.
const model::Scenario* scenarioOf(const model::Architecture& architecture, const std::string& name);

}  // namespace virga::cli
