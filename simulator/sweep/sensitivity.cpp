#include "simulator/sweep/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "simulator/kernel/random.h"

namespace virga::simulator {
namespace {

// Values of one base point: at a, at b, and at a with each coordinate of b.
struct Rows {
  std::span<const double> values;
  std::size_t width;

  std::size_t count() const { return values.size() / width; }
  double a(std::size_t row) const { return values[row * width]; }
  double b(std::size_t row) const { return values[row * width + 1]; }
  double mixed(std::size_t row, std::size_t d) const { return values[row * width + 2 + d]; }
};

struct Indices {
  double first, total;
};

// Of the rows `taken`, which may have a row several times. Nothing where the figure doesn't vary.
std::vector<Indices> indicesOf(const Rows& rows, std::size_t dimensions, const std::vector<std::size_t>& taken) {
  const auto n = static_cast<double>(taken.size());
  double sum = 0;
  for (const auto row : taken) sum += rows.a(row) + rows.b(row);
  const double mean = sum / (2 * n);
  double variance = 0;
  for (const auto row : taken) variance += std::pow(rows.a(row) - mean, 2) + std::pow(rows.b(row) - mean, 2);
  variance /= 2 * n;
  if (!(variance > 0)) return {};
  std::vector<Indices> indices;
  for (std::size_t d = 0; d < dimensions; ++d) {
    double first = 0, total = 0;
    for (const auto row : taken) {
      // Without the mean the products vary less; their expectation is the same.
      first += (rows.b(row) - mean) * (rows.mixed(row, d) - rows.a(row));
      total += std::pow(rows.a(row) - rows.mixed(row, d), 2);
    }
    indices.push_back({first / n / variance, total / (2 * n) / variance});
  }
  return indices;
}

std::pair<double, double> middle95(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  const auto at = [&](double share) {
    return samples[static_cast<std::size_t>(std::round(share * static_cast<double>(samples.size() - 1)))];
  };
  return {at(0.025), at(0.975)};
}

}  // namespace

std::vector<SobolIndex> sobolIndices(std::span<const double> values, std::size_t dimensions, std::uint64_t seed) {
  const Rows rows{values, dimensions + 2};
  std::vector<std::size_t> all(rows.count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto estimates = indicesOf(rows, dimensions, all);
  if (estimates.empty()) return {};
  std::vector<std::vector<double>> first(dimensions), total(dimensions);
  const RandomStream stream(seed, 0, "bootstrap", Purpose::sampling);
  auto taken = all;
  for (std::uint32_t sample = 0; sample < kBootstraps; ++sample) {
    for (std::size_t i = 0; i < taken.size(); ++i)
      taken[i] =
          std::min(all.size() - 1, static_cast<std::size_t>(stream.uniform(i, sample) * static_cast<double>(all.size())));
    const auto again = indicesOf(rows, dimensions, taken);
    for (std::size_t d = 0; d < again.size(); ++d) {
      first[d].push_back(again[d].first);
      total[d].push_back(again[d].total);
    }
  }
  std::vector<SobolIndex> out;
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto& own = estimates[d];
    out.push_back({own.first, own.total, first[d].empty() ? std::pair(own.first, own.first) : middle95(first[d]),
                   total[d].empty() ? std::pair(own.total, own.total) : middle95(total[d])});
  }
  return out;
}

std::vector<MorrisEffect> morrisEffects(std::span<const double> values, const std::vector<UnitPoint>& points) {
  if (points.empty()) return {};
  const auto dimensions = points.front().size();
  std::vector<std::vector<double>> effects(dimensions);
  for (std::size_t walk = 0; walk + dimensions < points.size(); walk += dimensions + 1)
    for (std::size_t step = 1; step <= dimensions; ++step) {
      const auto& before = points[walk + step - 1];
      const auto& after = points[walk + step];
      for (std::size_t d = 0; d < dimensions; ++d)
        if (before[d] != after[d])
          effects[d].push_back((values[walk + step] - values[walk + step - 1]) / (after[d] - before[d]));
    }
  std::vector<MorrisEffect> out;
  for (const auto& own : effects) {
    MorrisEffect effect;
    const auto n = static_cast<double>(own.size());
    for (const double value : own) {
      effect.mean += value / n;
      effect.meanAbsolute += std::abs(value) / n;
    }
    double squares = 0;
    for (const double value : own) squares += std::pow(value - effect.mean, 2);
    effect.deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    out.push_back(effect);
  }
  return out;
}

}  // namespace virga::simulator
