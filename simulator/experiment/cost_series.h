#pragma once

#include <vector>

#include "simulator/experiment/replication.h"

namespace virga::simulator {

// Gives each component that the bill has a line of the series "cost_per_h": what its load costs at that rate, in the bill's
// currency an hour. The amount of a line is spread over the buckets in proportion to what was metered of its item in each
// of them, at one price for all: the amount divided by the month's quantity, so that allowances, tiers and savings count
// alike for every unit. What is a month's count already costs the same in every hour. Over the time after the warm-up, the
// mean rate times the hours of a month is the amount on the bill; where a month has less traffic than that, as much of it
// as the bill projects. A bucket in which the warm-up ends belongs to both.
void addCostSeries(Result& result, const std::vector<ReplicationResult>& runs);

}  // namespace virga::simulator
