#include "simulator/optimise/grid.h"

namespace virga::simulator {

std::optional<std::uint64_t> sizeOf(const GridFactors& factors) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  std::uint64_t size = 1;
  for (const auto& factor : factors) {
    if (factor.levels == 0) return 0;
    if (size > kMost / factor.levels) return std::nullopt;
    size *= factor.levels;
  }
  return size;
}

GridPoint gridPoint(const GridFactors& factors, std::uint64_t number) {
  GridPoint point(factors.size());
  for (std::size_t d = factors.size(); d-- > 0; number /= factors[d].levels)
    point[d] = static_cast<std::size_t>(number % factors[d].levels);
  return point;
}

std::uint64_t numberOf(const GridFactors& factors, const GridPoint& point) {
  std::uint64_t number = 0;
  for (std::size_t d = 0; d < factors.size(); ++d) number = number * factors[d].levels + point[d];
  return number;
}

std::vector<GridPoint> neighboursOf(const GridFactors& factors, const GridPoint& point) {
  constexpr std::size_t kReach = 2;
  std::vector<GridPoint> neighbours;
  for (std::size_t d = 0; d < factors.size(); ++d)
    for (std::size_t level = 0; level < factors[d].levels; ++level) {
      const auto apart = level > point[d] ? level - point[d] : point[d] - level;
      if (apart == 0 || (factors[d].ordered && apart > kReach)) continue;
      neighbours.push_back(point);
      neighbours.back()[d] = level;
    }
  return neighbours;
}

double squaredDistance(const GridFactors& factors, const GridPoint& a, const GridPoint& b) {
  double sum = 0;
  for (std::size_t d = 0; d < factors.size(); ++d) {
    if (a[d] == b[d]) continue;
    if (!factors[d].ordered) {
      sum += 1;
      continue;
    }
    const double apart =
        (static_cast<double>(a[d]) - static_cast<double>(b[d])) / static_cast<double>(factors[d].levels - 1);
    sum += apart * apart;
  }
  return sum;
}

}  // namespace virga::simulator
