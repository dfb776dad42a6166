#pragma once

#include <string>
#include <vector>

#include "model/edit/edit.h"

namespace virga::model {

// The kinds, by their names in files and in palette order, of which a new component could be connected from this one.
std::vector<std::string> nextKinds(const Architecture& architecture, const ComponentId& from);

// A new component of the kind, the last one, and the edge from the other to it.
Edited addConnected(const Architecture& architecture, const ComponentId& from, const std::string& kind, Position position);

}  // namespace virga::model
