#pragma once

#include <string>

#include "simulator/results/comparison.h"

namespace virga::cli {

// A comparison as tables: a row for each platform, the lowest of a column marked * and what shows no difference from it ≈,
// a bill that lacks prices +; then what isn't had there, what was refused or lost, and the verdict in sentences.
std::string comparisonText(const simulator::Comparison& comparison);

}  // namespace virga::cli
