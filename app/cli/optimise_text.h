#pragma once

#include <string>

#include "simulator/optimise/optimise.h"
#include "simulator/optimise/power_tuning.h"

namespace virga::cli {

// What was found beside the project as it is, and whether the evidence says that it is better; of several objectives the
// Pareto front.
std::string optimumText(const simulator::Optimum& optimum);

// A row for each size of memory; cheapest, fastest and balanced ones marked.
std::string memoryCurveText(const simulator::MemoryCurve& curve);

}  // namespace virga::cli
