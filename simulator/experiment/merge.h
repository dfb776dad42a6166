#pragma once

#include <vector>

#include "simulator/experiment/replication.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// Components, flows, usage and events of a result: figures with intervals, series and usage as means. Depends on the
// order of the replications alone. Takes the series of the first replication out of it.
Result merged(std::vector<ReplicationResult>& replications);

// Whether the 95 % interval of every flow's mean latency is within ± precision of the mean.
bool preciseEnough(const std::vector<ReplicationResult>& replications, double precision);

}  // namespace virga::simulator
