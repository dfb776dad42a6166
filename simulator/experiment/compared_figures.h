#pragma once

#include <vector>

#include "simulator/results/comparison.h"

namespace virga::simulator {

// The figures of one scenario's runs, each compared with the lowest, replication by replication. A bill with items that
// have no price is shown and not compared: it is less than what will be charged.
std::vector<ComparedFigure> comparedFigures(const std::vector<ComparedRun>& runs);

// Share of the answered requests of all flows that failed or were throttled, in the mean of the replications.
double failedShareOf(const Result& result);

// What was refused or lost for want of capacity.
std::vector<LimitHit> limitsHit(const Result& result);

}  // namespace virga::simulator
