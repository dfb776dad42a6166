#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/project/tree.h"

namespace virga::model {

// Once the value at the parts of a component's path is set: takes out what can't stand beside it, and puts in what it
// can't do without. Else a schedule could never turn from `every` to `cron`, nor a flow to an API of another kind, one
// field at a time.
void followEdit(const Architecture& architecture, Tree& component, const std::vector<std::string>& parts);

}  // namespace virga::model
