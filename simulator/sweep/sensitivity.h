#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "simulator/sweep/unit_points.h"

// Which input matters, from values of a figure at the points that unit_points.h makes for it.
namespace virga::simulator {

// Shares of a figure's variance over uniform inputs.
struct SobolIndex {
  double first = 0;  // by this input alone
  double total = 0;  // by this input and all that it does together with others
  // 95 % intervals by bootstrap over the base points (percentiles of kBootstraps samples).
  std::pair<double, double> firstCi95, totalCi95;
};

inline constexpr int kBootstraps = 200;

// `values` at saltelliPoints(), in their order. One index for each dimension; none where the figure doesn't vary. First:
// Saltelli et al., Comput. Phys. Commun. 181 (2010), Table 2 (b); total: Jansen, Comput. Phys. Commun. 117 (1999).
std::vector<SobolIndex> sobolIndices(std::span<const double> values, std::size_t dimensions, std::uint64_t seed);

// Elementary effects: change of the figure as the input goes over its whole range, from steps of kMorrisStep of it.
struct MorrisEffect {
  double mean = 0;          // with its sign
  double meanAbsolute = 0;  // mu*: Campolongo, Cariboni, Saltelli, Environ. Model. Softw. 22 (2007)
  double deviation = 0;     // how much it depends on the other inputs, or isn't linear
};

// `values` at morrisPoints(), in their order.
std::vector<MorrisEffect> morrisEffects(std::span<const double> values, const std::vector<UnitPoint>& points);

}  // namespace virga::simulator
