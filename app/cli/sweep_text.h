#pragma once

#include <string>

#include "simulator/sweep/sweep_table.h"

namespace virga::cli {

// What virga sweep prints: the points with what they were and what came out, and which input matters where that is told.
std::string sweepText(const simulator::SweepPlan& plan, const simulator::SweepTable& table);

}  // namespace virga::cli
