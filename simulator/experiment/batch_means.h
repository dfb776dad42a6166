#pragma once

#include <optional>
#include <span>

#include "simulator/experiment/replication.h"
#include "simulator/results/result.h"

namespace virga::simulator {

inline constexpr int kFewestBatches = 10, kMostBatches = 100;

// Half of the 95 % interval of Σ sum / Σ weight of one long run, by non-overlapping batch means of batches of equal time
// (Schmeiser, Batch size effects in the analysis of simulation output, Operations Research 30 (1982)). Sums and weights
// are those so far at the end of each batch; where the weights vary it is the classical interval of a ratio (Cochran,
// Sampling Techniques, ch. 6). Nothing where there is no weight, or where the means of neighbouring batches are
// correlated: von Neumann's test at 10 % against a positive correlation, as in Fishman & Yarberry, An implementation of the
// batch means method, INFORMS Journal on Computing 9 (1997).
std::optional<double> batchHalfWidth(std::span<const Accumulated> soFar);

// Gives the figures of a result of one replication their intervals.
void addBatchIntervals(Result& result, const ReplicationResult& run);

}  // namespace virga::simulator
