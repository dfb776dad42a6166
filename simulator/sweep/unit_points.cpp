#include "simulator/sweep/unit_points.h"

#include <algorithm>
#include <numeric>

#include <boost/random/sobol.hpp>
#include <fmt/format.h>

#include "simulator/kernel/random.h"

namespace virga::simulator {
namespace {

RandomStream streamOf(std::uint64_t seed, const char* method, std::size_t dimension) {
  return {seed, 0, fmt::format("{} {}", method, dimension), Purpose::sampling};
}

// Fisher and Yates.
std::vector<std::size_t> shuffled(std::size_t count, const RandomStream& stream, std::uint32_t lane) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) {
    const auto other = static_cast<std::size_t>(stream.uniform(i, lane) * static_cast<double>(i));
    std::swap(order[i - 1], order[std::min(other, i - 1)]);
  }
  return order;
}

}  // namespace

std::vector<UnitPoint> latinHypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  std::vector<UnitPoint> points(count, UnitPoint(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto stream = streamOf(seed, "latin-hypercube", d);
    constexpr std::uint32_t kOrder = 0, kPlace = 1;
    const auto strata = shuffled(count, stream, kOrder);
    for (std::size_t i = 0; i < count; ++i)
      points[i][d] = (static_cast<double>(strata[i]) + stream.uniform(i, kPlace)) / static_cast<double>(count);
  }
  return points;
}

std::vector<UnitPoint> sobolPoints(std::size_t count, std::size_t dimensions, std::optional<std::uint64_t> shiftSeed) {
  std::vector<std::uint64_t> shifts(dimensions, 0);
  for (std::size_t d = 0; shiftSeed && d < dimensions; ++d) shifts[d] = streamOf(*shiftSeed, "sobol", d).words(0).first;
  boost::random::sobol sequence(dimensions);
  std::vector<UnitPoint> points(count, UnitPoint(dimensions));
  // Boost leaves the origin out.
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t d = 0; d < dimensions; ++d) {
      const std::uint64_t word = (i == 0 ? 0 : sequence()) ^ shifts[d];
      constexpr int kDropped = 11;  // a double has 53 bits
      points[i][d] = static_cast<double>(word >> kDropped) * 0x1p-53;
    }
  return points;
}

std::vector<UnitPoint> saltelliPoints(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  std::vector<UnitPoint> points;
  points.reserve(count * (dimensions + 2));
  for (const auto& both : sobolPoints(count, 2 * dimensions, seed)) {
    const auto middle = both.begin() + static_cast<std::ptrdiff_t>(dimensions);
    const UnitPoint a(both.begin(), middle), b(middle, both.end());
    points.push_back(a);
    points.push_back(b);
    for (std::size_t d = 0; d < dimensions; ++d) {
      auto mixed = a;
      mixed[d] = b[d];
      points.push_back(std::move(mixed));
    }
  }
  return points;
}

std::vector<UnitPoint> morrisPoints(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  std::vector<UnitPoint> points;
  points.reserve(count * (dimensions + 1));
  for (std::size_t walk = 0; walk < count; ++walk) {
    const auto stream = streamOf(seed, "morris", walk);
    constexpr std::uint32_t kOrder = 0, kPlace = 1, kWay = 2;
    UnitPoint at(dimensions);
    std::vector<double> steps(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
      // Of the levels 0, 1/3, 2/3 and 1 the lower two can go up by the step and the upper two down.
      const double low = stream.uniform(d, kPlace) < 0.5 ? 0.0 : 1.0 / 3;
      const bool up = stream.uniform(d, kWay) < 0.5;
      at[d] = up ? low : low + kMorrisStep;
      steps[d] = up ? kMorrisStep : -kMorrisStep;
    }
    points.push_back(at);
    for (const auto d : shuffled(dimensions, stream, kOrder)) {
      at[d] += steps[d];
      points.push_back(at);
    }
  }
  return points;
}

}  // namespace virga::simulator
