#pragma once

#include <string>
#include <vector>

#include "simulator/results/run_difference.h"
#include "simulator/store/run_store.h"

namespace virga::cli {

// A table of kept runs, one a line.
std::string historyText(const std::vector<simulator::RunFacts>& runs);

// What is told of one run above its report.
std::string factsText(const simulator::RunFacts& run);

// The key figures of two runs beside each other, the difference and the verdict.
std::string differenceText(const simulator::RunFacts& before, const simulator::RunFacts& after,
                           const simulator::RunDifference& difference, const std::string& verdict);

// A time as "2026-11-26 20:41" in UTC.
std::string timeOfRun(const simulator::RunFacts& run);

}  // namespace virga::cli
