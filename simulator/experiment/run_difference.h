#pragma once

#include <string>

#include "simulator/results/run_difference.h"

namespace virga::simulator {

// What changed from one run to another. Runs with the same seed and replications are compared replication by replication
// (pairedFigure()). Else the interval of a difference is that of two independent means: its half width is the root of the
// sum of the squares of theirs, which is never narrower than Welch's. Without intervals of both there is none.
RunDifference differenceOf(const Result& before, const Result& after);

// "p95 18 % lower, cost 7 % higher, throttles 0; of one replication, which doesn't tell by chance or not."
std::string verdictOf(const RunDifference& difference);

}  // namespace virga::simulator
