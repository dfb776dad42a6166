#pragma once

#include <vector>

#include "model/architecture/architecture.h"

namespace virga::model {

// All components, each behind one that leads to it: from those that nothing leads to, along the edges. File order decides
// where the edges don't.
std::vector<ComponentId> flowOrder(const Architecture& architecture);

}  // namespace virga::model
