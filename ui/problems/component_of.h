#pragma once

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::ui {

// The component of the design that the problem is at; empty: none.
inline model::ComponentId componentOf(const model::Problem& problem, const model::Architecture& architecture) {
  if (!problem.file.empty()) return {};
  const auto first = problem.path.substr(0, problem.path.find('.'));
  return architecture.find(first) ? first : model::ComponentId();
}

}  // namespace virga::ui
