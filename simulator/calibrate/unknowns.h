#pragma once

#include <string>
#include <vector>

#include "simulator/calibrate/function_observations.h"

namespace virga::simulator {

// What the logs that were read can't tell of a design, as sentences: what no log of executions holds, and what these
// leave out.
std::vector<std::string> logUnknowns(const Observations& observations);

}  // namespace virga::simulator
