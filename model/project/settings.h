#pragma once

#include <optional>

#include "model/architecture/scenario.h"
#include "model/problem.h"
#include "model/project/tree.h"

namespace virga::model {

// Sets the value at the setting's path in a project's tree; maps that are missing on the way are made. What is set
// carries `place` as its origin, with the setting's path. The problem, if any, names the part of the path that leads
// nowhere; whether the value fits is told when the tree is read.
std::optional<Problem> applySetting(Tree& root, const Setting& setting, const Origin& place);

}  // namespace virga::model
