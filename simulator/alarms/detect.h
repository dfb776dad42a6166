#pragma once

#include "simulator/alarms/period_runs.h"
#include "simulator/alarms/propose.h"

namespace virga::simulator {

// What the alarm does on each fault of the runs' scenario.
std::vector<Detection> detections(const PeriodRuns& runs, const AlarmProposal& proposal);

}  // namespace virga::simulator
