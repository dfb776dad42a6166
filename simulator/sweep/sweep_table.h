#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/sweep/sensitivity.h"
#include "simulator/sweep/sweep_plan.h"
#include "simulator/sweep/sweep_store.h"

namespace virga::simulator {

struct SweepCell {
  double mean = 0;
  std::optional<std::pair<double, double>> ci95;
};

// Some figures of a sweep's points.
struct SweepTable {
  struct Row {
    std::size_t point = 0;
    std::vector<std::string> inputs;                // of each factor; empty: as the project has it
    std::string refused;                            // why there are no figures; empty: there are
    std::vector<std::optional<SweepCell>> figures;  // of each; nothing where none was observed
  };
  std::vector<std::string> factors;  // paths
  std::vector<std::string> figures;  // full names
  std::vector<Row> rows;             // by number
};

// The factors that stand in the store's inputs.
tl::expected<SweepPlan, std::string> planOf(const SweepStore& store);

// `typed`: figures as a person names them; empty: the cost, and what the flow with the most requests meets. The error names
// an unknown one.
tl::expected<SweepTable, std::string> readTable(SweepStore& store, const std::vector<std::string>& typed);

// Comma-separated values (RFC 4180): point, factors, why refused, and of each figure its mean and the ends of its interval.
std::string toCsv(const SweepTable& table);

// How much each factor has to do with a figure; in the factors' order.
struct SweepSensitivity {
  std::string figure;
  std::vector<SobolIndex> sobol;     // of the design sobol-indices
  std::vector<MorrisEffect> morris;  // of the design morris
};

// Of each figure of the table that was observed at all points; none where the design doesn't tell.
std::vector<SweepSensitivity> sensitivityOf(const SweepPlan& plan, const SweepTable& table);

}  // namespace virga::simulator
