#pragma once

#include <vector>

#include "model/pricing/usage.h"
#include "simulator/platform/level.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// Metered usage of the time after the warm-up, by component.
std::vector<model::UsageItem> meter(const World& world);

// What a meter shows: its item's quantity since the counters began.
struct MeterReading {
  double quantity = 0;
  const Level* level = nullptr;  // that the quantity is a multiple of the area of; its past may still be corrected
};

// The meters of all items of meter(), in the same order. `since`, ns: when the counters began.
std::vector<MeterReading> readMeters(const World& world, std::int64_t since);

}  // namespace virga::simulator
