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
// Memory: the first few values are kept as a list; then a byte is kept for each bucket from the least to the greatest
// value, 7 KiB at most, and eight more once one of them has counted past 255.
class LatencyHistogram {
 public:
  static constexpr double kQuantileError = 1.0 / 256;  // relative

  void record(std::int64_t value) {
    const std::size_t bucket = bucketOf(value);
    const std::size_t place = bucket - first_;
    if (place < counts_.size()) [[likely]] {
      if (++counts_[place] == 0) [[unlikely]]
        carry(place, 1);
    } else {
      add(bucket, 1);
    }
    note(value, 1);
  }
  void record(std::int64_t value, std::uint32_t count) {
    add(bucketOf(value), count);
    note(value, count);
  }

  std::uint64_t count() const { return count_; }
  Int128 sum() const { return sum_; }
  // Nothing where nothing was recorded; so in all of these.
  std::optional<double> mean() const;
  std::optional<std::int64_t> min() const;
  std::optional<std::int64_t> max() const;

  // The value of rank ceil(p * count), 0 <= p <= 1, in nanoseconds; 0 and 1 give the exact min and max.
  std::optional<double> quantile(double p) const;

  // Asks for the memory that record(value) will want.
  void prefetch(std::int64_t value) const {
    const std::size_t place = bucketOf(value) - first_;
    if (place < counts_.size()) __builtin_prefetch(&counts_[place], 1);
  }

  void merge(const LatencyHistogram& other);

  // Costs what was recorded in; keeps the storage.
  void clear();

 private:
  static constexpr int kMantissaBits = 7;
  static constexpr std::size_t kFew = 64;    // values that aren't worth counts
  static constexpr std::size_t kBlock = 32;  // the row of counts begins and ends at a multiple of this

  static std::size_t bucketOf(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = static_cast<int>(std::bit_width(bits | 0xffU)) - 1 - kMantissaBits;
    return (static_cast<std::size_t>(shift) << kMantissaBits) + static_cast<std::size_t>(bits >> shift);
  }
  static double middleOf(std::size_t bucket);
  void note(std::int64_t value, std::uint32_t count) {
    count_ += count;
    sum_ += static_cast<Int128>(value) * count;
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }
  void add(std::size_t bucket, std::uint64_t count);
  void carry(std::size_t place, std::uint64_t times);
  void startCounting();
  void cover(std::size_t firstBucket, std::size_t lastBucket);
  std::uint64_t inBlock(std::size_t place) const;
  std::uint64_t at(std::size_t place) const;
  std::size_t bucketAtRank(std::uint64_t rank) const;

  // What a value touches stands together.
  Int128 sum_ = 0;
  std::size_t first_ = 0;             // bucket of counts_[0]
  std::vector<std::uint8_t> counts_;  // by bucket, modulo 256; empty while few_ serves
  std::uint64_t count_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = 0;
  std::vector<std::uint64_t> carried_;  // times that each of them has passed 255; empty while none has
  std::vector<std::uint16_t> few_;      // buckets of the first values, in their order
};

}  // namespace virga::simulator
