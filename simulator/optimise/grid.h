#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// Finite grids of settings, as an optimiser sees them.
namespace virga::simulator {

struct GridFactor {
  std::size_t levels = 2;
  bool ordered = true;  // neighbouring levels are alike; else each is as unlike as another
};
using GridFactors = std::vector<GridFactor>;

// A level of each factor, from 0.
using GridPoint = std::vector<std::size_t>;

// How many points there are; nothing where they are more than 2^62.
std::optional<std::uint64_t> sizeOf(const GridFactors& factors);

// The last factor goes round first.
GridPoint gridPoint(const GridFactors& factors, std::uint64_t number);
std::uint64_t numberOf(const GridFactors& factors, const GridPoint& point);

// The points that differ in one factor: by one or two levels of an ordered one, by any of another.
std::vector<GridPoint> neighboursOf(const GridFactors& factors, const GridPoint& point);

// Squared distance where the ends of an ordered factor, and any two levels of another, are 1 apart.
double squaredDistance(const GridFactors& factors, const GridPoint& a, const GridPoint& b);

}  // namespace virga::simulator
