#pragma once

#include <set>

#include "model/checks/rules.h"

namespace virga::model {

// The components that a client waits for: what its requests reach through gateways and calls, without a message in
// between. Branches and catches count; a workflow that a client starts runs on by itself.
std::set<ComponentId> waitedFor(const Checked& checked);

}  // namespace virga::model
