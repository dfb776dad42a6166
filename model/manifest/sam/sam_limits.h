#pragma once

#include <vector>

#include "model/manifest/function_plan.h"
#include "model/problem.h"

namespace virga::model {

// What CloudFormation or Lambda would refuse (errors) and what the template can only say rounded (warnings).
Problems samProblems(const Architecture& architecture, const std::vector<FunctionPlan>& plans,
                     const std::vector<FunctionPlan>& services);

// The same for container services and for routes with splits.
Problems serviceProblems(const Architecture& architecture, const std::vector<FunctionPlan>& services);

// The same for the environments of functions, by the least that their names and values can be.
Problems environmentProblems(const Architecture& architecture, const std::vector<FunctionPlan>& plans);

// The same for one workflow.
Problems workflowProblems(const Architecture& architecture, const ComponentId& id, const Workflow& workflow);

}  // namespace virga::model
