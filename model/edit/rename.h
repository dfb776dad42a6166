#pragma once

#include <map>

#include "model/architecture/architecture.h"

namespace virga::model {

// Gives components new names everywhere: references, faults, settings and the drawing. No new name may be one that a
// component here has.
Architecture renamed(const Architecture& architecture, const std::map<ComponentId, ComponentId>& names);

}  // namespace virga::model
