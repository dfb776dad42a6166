#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/scenario.h"
#include "simulator/sweep/factor.h"
#include "simulator/sweep/unit_points.h"

namespace virga::simulator {

// Which points of the factors' space are simulated.
enum class SweepDesign {
  factorial,       // each level of each factor with each of the others
  oneAtATime,      // the project as it is, then each level of one factor, the others as the project has them
  latinHypercube,  // `samples` points
  sobol,           // `samples` points of a shifted Sobol' sequence
  sobolIndices,    // (factors + 2) * samples points, for Sobol' indices
  morris           // (factors + 1) * samples points, for elementary effects
};

// "factorial", "one-at-a-time", "latin-hypercube", "sobol", "sobol-indices", "morris".
std::string_view nameOf(SweepDesign design);
const std::vector<std::string>& sweepDesigns();
tl::expected<SweepDesign, std::string> parseSweepDesign(const std::string& name);

struct SweepPlan {
  std::vector<Factor> factors;
  SweepDesign design = SweepDesign::factorial;
  std::size_t samples = 64;  // of the designs that take a number
  std::size_t levels = 5;    // of a range in a grid
  std::uint64_t seed = 1;    // of the points

  bool operator==(const SweepPlan&) const = default;
};

inline constexpr std::size_t kMostPoints = 1'000'000;

struct SweepPoint {
  std::size_t number = 0;  // from 0
  // What is set, in the factors' order; of a factor that is left as it is there is none.
  std::vector<model::Setting> settings;
};

// All points, or why there can't be such: no factor, one twice, too many points.
tl::expected<std::vector<SweepPoint>, std::string> pointsOf(const SweepPlan& plan);

// The points in the unit cube, of designs that have such.
std::vector<UnitPoint> unitPointsOf(const SweepPlan& plan);

}  // namespace virga::simulator
