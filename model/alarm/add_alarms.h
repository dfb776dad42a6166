#pragma once

#include <cstddef>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::model {

// Adds the alarms to the project but for those on a metric of a component that it has one on already; says how many.
std::size_t addAlarms(Architecture& architecture, const std::vector<Alarm>& alarms);

}  // namespace virga::model
