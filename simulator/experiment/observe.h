#pragma once

#include "simulator/experiment/replication.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// What the recorders hold at the end of a run, as named figures, series and metered usage.
ReplicationResult observe(World& world);

}  // namespace virga::simulator
