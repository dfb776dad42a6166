#pragma once

#include <vector>

#include "model/pricing/usage.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// Metered usage of the time after the warm-up, by component.
std::vector<model::UsageItem> meter(const World& world);

}  // namespace virga::simulator
