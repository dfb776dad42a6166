#pragma once

#include <string>
#include <vector>

#include "simulator/results/run_difference.h"
#include "simulator/store/run_store.h"

namespace virga::cli {

// {"virga": …, "runs": […]}, the newest first.
std::string historyJson(const std::vector<simulator::RunFacts>& runs);

// {"virga": …, "before": run, "after": run, "whole": …, "flows": …, "components": …, "verdict": …}; a figure is
// {"before": x, "after": x, "difference": M, "relative": x, "change": "better"}, null where nothing was observed.
std::string differenceJson(const simulator::RunFacts& before, const simulator::RunFacts& after,
                           const simulator::RunDifference& difference, const std::string& verdict);

}  // namespace virga::cli
