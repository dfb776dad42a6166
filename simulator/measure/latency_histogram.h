#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "simulator/measure/int128.h"

namespace virga::simulator {

// Quantiles of times in nanoseconds (>= 0) from counts in log-linear buckets: up to 255 ns one bucket per value, above
// that 128 buckets to the octave. A quantile is a bucket's middle, so it is within 1/256 (0.4 %) of a value that was
// recorded at that rank. Count, sum, mean, min and max are exact. Merging gives what recording all in one would give.
// Memory grows with the highest octave recorded, to 58 KiB at most.
class LatencyHistogram {
 public:
  static constexpr double kQuantileError = 1.0 / 256;  // relative

  void record(std::int64_t value, std::uint64_t count = 1) {
    const std::size_t bucket = bucketOf(value);
    if (bucket >= counts_.size()) grow(bucket);
    counts_[bucket] += count;
    count_ += count;
    sum_ += static_cast<Int128>(value) * static_cast<Int128>(count);
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }

  std::uint64_t count() const { return count_; }
  Int128 sum() const { return sum_; }
  // Nothing where nothing was recorded; so in all of these.
  std::optional<double> mean() const;
  std::optional<std::int64_t> min() const;
  std::optional<std::int64_t> max() const;

  // The value of rank ceil(p * count), 0 <= p <= 1, in nanoseconds; 0 and 1 give the exact min and max.
  std::optional<double> quantile(double p) const;

  void merge(const LatencyHistogram& other);

  // Costs what lies between min and max; keeps the storage.
  void clear();

 private:
  static constexpr int kMantissaBits = 7;

  static std::size_t bucketOf(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = static_cast<int>(std::bit_width(bits | 0xffU)) - 1 - kMantissaBits;
    return (static_cast<std::size_t>(shift) << kMantissaBits) + static_cast<std::size_t>(bits >> shift);
  }
  static double middleOf(std::size_t bucket);
  void grow(std::size_t bucket);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  Int128 sum_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = 0;
};

}  // namespace virga::simulator
