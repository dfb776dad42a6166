#pragma once

#include <set>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::model {

enum class Reach { upstream, downstream, connected };

// The components and all that lead to them, that they lead to, or that hang together with them over any edges.
std::set<ComponentId> reach(const Architecture& architecture, const std::set<ComponentId>& from, Reach direction);

// All components as requests flow: each after those that lead to it, a chain in one piece, sources in file order. A cycle
// begins where the flow enters it, or with its first component.
std::vector<ComponentId> flowOrder(const Architecture& architecture);

}  // namespace virga::model
