#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/scenario.h"
#include "model/problem.h"
#include "model/project/tree.h"

namespace virga::model {

// The parts of a dotted path; empty ones where dots are doubled.
std::vector<std::string> splitPath(const std::string& path);

// The value below a map or list that one part of a path names. What is missing on the way is made: a map in place of
// anything that is neither map nor list, an entry in a map. The error says which items a list has.
tl::expected<Tree*, std::string> childAt(Tree& tree, const std::string& part, const Origin& origin);

// Sets the value at the setting's path in a project's tree; maps that are missing on the way are made. What is set
// carries `place` as its origin, with the setting's path. The problem, if any, names the part of the path that leads
// nowhere; whether the value fits is told when the tree is read.
std::optional<Problem> applySetting(Tree& root, const Setting& setting, const Origin& place);

}  // namespace virga::model
