#pragma once

#include <set>

#include "model/architecture/architecture.h"

namespace virga::model {

// Tidies some components up among themselves, layered from left to right: they stay where they stood as a whole, clear of
// all others. Pinned ones keep their places and the others make room; bends of lines whose ends move go.
Architecture tidyUpSelected(const Architecture& architecture, const std::set<ComponentId>& ids);

}  // namespace virga::model
