#pragma once

#include <set>

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::model {

// A design in which each edge is one that Azure has: what Azure's services can't hand to each other by themselves goes
// over a function of its own, and a workflow is a function app of Durable Functions.
struct LoweredDesign {
  Architecture design;
  std::set<ComponentId> workflows;  // functions whose steps are an orchestration
  std::set<ComponentId> helpers;    // functions that only hand on
};

// What stands in is added to `problems` as warnings.
LoweredDesign loweredForAzure(const Architecture& architecture, Problems& problems);

}  // namespace virga::model
