#pragma once

#include <string>

#include <tl/expected.hpp>

#include "simulator/results/paired.h"

namespace virga::simulator {

// Mean and 95 % Student-t interval of the difference, replication by replication. The arrivals and the work of a
// replication are the same in both, so what they have in common cancels (common random numbers; Law, Simulation Modeling
// and Analysis, ch. 11.2). The interval of a percentile is wider by what the histograms leave open.
PairedFigure pairedFigure(const NamedFigure& here, const NamedFigure& there);

// The same of all figures that both results have. An error where the results
// don't have the same seed and replications, or are parts of runs.
tl::expected<Paired, std::string> paired(const Result& here, const Result& there);

}  // namespace virga::simulator
