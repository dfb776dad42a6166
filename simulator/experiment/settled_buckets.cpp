#include "simulator/experiment/settled_buckets.h"

#include <algorithm>
#include <cmath>

namespace virga::simulator {

void addSeries(std::vector<double>& sums, const std::vector<Series>& series, std::string_view name, double factor) {
  for (const auto& own : series) {
    if (own.name != name) continue;
    sums.resize(std::max(sums.size(), own.values.size()), 0);
    for (std::size_t i = 0; i < own.values.size(); ++i)
      if (std::isfinite(own.values[i])) sums[i] += factor * own.values[i];
  }
}

std::span<const double> settledBuckets(const std::vector<double>& sums, const Result& result) {
  const auto settled = result.warmup.nanoseconds / std::max<std::int64_t>(1, result.bucket.nanoseconds);
  return std::span(sums).subspan(std::min(static_cast<std::size_t>(settled), sums.size()));
}

}  // namespace virga::simulator
