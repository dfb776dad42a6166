#pragma once

#include <string>
#include <vector>

#include "model/checks/check.h"
#include "model/checks/function_access.h"
#include "model/checks/rule_catalog.h"

namespace virga::cli {

// All rules, one a line, the id first.
std::string rulesText(const model::RuleCatalog& rules);

// Title, category, why, source, and what the project can say of it.
std::string explanationText(const model::RuleEntry& rule);

// One ignored finding a line, with the reason.
std::string ignoredText(const std::vector<model::IgnoredFinding>& ignored);

// "; 2 ignored, 1 of them an error" for the end of the counts; nothing where none is.
std::string ignoredCountText(const std::vector<model::IgnoredFinding>& ignored);

// What each function may touch, a line a component.
std::string accessText(const std::vector<model::FunctionAccess>& accesses);

}  // namespace virga::cli
