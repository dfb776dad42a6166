#include "simulator/experiment/mser.h"

#include <limits>

namespace virga::simulator {

Truncation mser(std::span<const double> means) {
  if (means.empty()) return {};
  // The last value stands in for the steady state: sums of small differences lose no digits.
  const double near = means.back();
  const std::size_t half = means.size() / 2;
  double sum = 0, squares = 0, least = std::numeric_limits<double>::infinity();
  Truncation best;
  for (std::size_t d = means.size(); d-- > 0;) {
    const double x = means[d] - near;
    sum += x;
    squares += x * x;
    if (d > half) continue;
    const auto left = static_cast<double>(means.size() - d);
    const double statistic = (squares - sum * sum / left) / (left * left);
    if (statistic > least) continue;
    least = statistic;
    best.batches = d;
  }
  best.tooShort = half > 0 && best.batches == half;
  return best;
}

}  // namespace virga::simulator
