#pragma once

#include <cstddef>
#include <span>

namespace virga::simulator {

struct Truncation {
  std::size_t batches = 0;  // to leave out at the beginning
  bool tooShort = false;    // the series still settles in its middle, so a longer one may call for a later truncation
};

// Where the initial transient of a series ends, by the marginal standard error rule: of all d in the first half, the one
// that makes the squared standard error of the mean of what is left, Σ(x - mean)²/(n - d)², the least. On means of five
// values each it is MSER-5. White: An effective truncation heuristic for bias reduction in simulation output, Simulation
// 69 (1997); White, Cobb, Spratt: A comparison of five steady-state truncation heuristics for simulation, WSC 2000.
Truncation mser(std::span<const double> batchMeans);

}  // namespace virga::simulator
