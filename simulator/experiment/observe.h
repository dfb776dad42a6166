#pragma once

#include "simulator/experiment/replication.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// What the recorders hold now, as named figures, series and metered usage. Figures are of the time after the warm-up, which
// must be over.
ReplicationResult observe(const World& world);

}  // namespace virga::simulator
