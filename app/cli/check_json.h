#pragma once

#include <string>

#include "app/cli/project_input.h"
#include "model/checks/check.h"
#include "model/checks/rule_catalog.h"

namespace virga::cli {

// The findings with file, line and column of the input.
model::CheckFindings located(model::CheckFindings findings, const ProjectInput& input);

// What --json of check writes: the findings with what is known of their rules, the ignored ones with the reason, and what
// each function may touch by the drawing.
std::string checkJson(const ProjectInput& input, const model::CheckFindings& findings, const model::RuleCatalog& rules);

}  // namespace virga::cli
