#include "simulator/calibrate/quantile_law.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>

#include "simulator/calibrate/likelihood_fit.h"

namespace virga::simulator {

namespace {

constexpr std::array kFirst{0.0, 0.01, 0.05, 0.1,  0.2,   0.3,  0.4,   0.5,   0.6, 0.7,
                            0.8, 0.85, 0.9,  0.95, 0.975, 0.99, 0.995, 0.999, 1.0};
constexpr double kOff = 0.002;  // of the mean

// Values of ranks from..to, and the line that is to stand for those between.
struct Stretch {
  std::size_t from, to;
  double off = 0;            // what the line's sum differs by
  std::size_t farthest = 0;  // where it is farthest off
};

Stretch lookedAt(const std::vector<double>& sorted, std::size_t from, std::size_t to) {
  Stretch stretch{from, to};
  const double slope = to > from ? (sorted[to] - sorted[from]) / static_cast<double>(to - from) : 0;
  double greatest = 0, sum = 0;
  for (std::size_t i = from + 1; i < to; ++i) {
    const double difference = sorted[from] + slope * static_cast<double>(i - from) - sorted[i];
    sum += std::abs(difference);
    if (std::abs(difference) > greatest) {
      greatest = std::abs(difference);
      stretch.farthest = i;
    }
  }
  stretch.off = sum;
  return stretch;
}

}  // namespace

model::Empirical quantileLaw(const std::vector<double>& sorted, double scale) {
  const auto last = sorted.size() - 1;
  std::set<std::size_t> ranks;
  for (const double share : kFirst) ranks.insert(static_cast<std::size_t>(std::llround(share * static_cast<double>(last))));
  std::vector<Stretch> stretches;
  double off = 0, sum = 0;
  for (auto rank = ranks.begin(); std::next(rank) != ranks.end(); ++rank) {
    stretches.push_back(lookedAt(sorted, *rank, *std::next(rank)));
    off += stretches.back().off;
  }
  for (const double value : sorted) sum += value;
  while (off > kOff * sum && ranks.size() < kMostQuantiles) {
    const auto worst = std::max_element(stretches.begin(), stretches.end(),
                                        [](const Stretch& a, const Stretch& b) { return a.off < b.off; });
    if (worst->farthest == 0) break;
    const Stretch old = *worst;
    const auto lower = lookedAt(sorted, old.from, old.farthest), upper = lookedAt(sorted, old.farthest, old.to);
    off += lower.off + upper.off - old.off;
    ranks.insert(old.farthest);
    *worst = lower;
    stretches.push_back(upper);
  }
  model::Empirical law;
  for (const auto rank : ranks) {
    // Six digits tell the ranks of a sample apart and read well.
    const double share = rank == last ? 1.0 : std::round(static_cast<double>(rank) / static_cast<double>(last) * 1e6) / 1e6;
    const auto time = roundedTime(sorted[rank] * scale);
    if (!law.quantiles.empty() && share <= law.quantiles.back().first.value) continue;
    law.quantiles.emplace_back(model::Share{share},
                               std::max(time, law.quantiles.empty() ? time : law.quantiles.back().second));
  }
  return law;
}

}  // namespace virga::simulator
