#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "simulator/measure/int128.h"

namespace virga::simulator {

// Quantiles of times in nanoseconds (>= 0) from counts in log-linear buckets: up to 255 ns one bucket per value, above
// that 128 buckets to the octave. A quantile is a bucket's middle, so it is within 1/256 (0.4 %) of a value that was
// recorded at that rank. Count, sum, mean, min and max are exact. Merging gives what recording all in one would give.
// Memory grows with the parts of octaves in which something was recorded, to 30 KiB at most.
class LatencyHistogram {
 public:
  static constexpr double kQuantileError = 1.0 / 256;  // relative

  void record(std::int64_t value, std::uint32_t count = 1) {
    const std::size_t bucket = bucketOf(value);
    std::size_t block = blocks_[bucket >> kBlockBits];
    if (block == 0) block = addBlock(bucket >> kBlockBits);
    auto& present = counts_[((block - 1) << kBlockBits) + (bucket & kWithinBlock)];
    present += count;
    if (present < count) carry(bucket);
    count_ += count;
    sum_ += static_cast<Int128>(value) * count;
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

  // Costs what was recorded in; keeps the storage.
  void clear();

 private:
  static constexpr int kMantissaBits = 7;
  static constexpr int kBlockBits = 5;  // a quarter of an octave
  static constexpr std::size_t kBlockSize = std::size_t{1} << kBlockBits;
  static constexpr std::size_t kWithinBlock = kBlockSize - 1;
  static constexpr std::size_t kBlocks = std::size_t{57} << (kMantissaBits - kBlockBits);
  static constexpr std::uint64_t kCarry = std::uint64_t{1} << 32;

  static std::size_t bucketOf(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = static_cast<int>(std::bit_width(bits | 0xffU)) - 1 - kMantissaBits;
    return (static_cast<std::size_t>(shift) << kMantissaBits) + static_cast<std::size_t>(bits >> shift);
  }
  static double middleOf(std::size_t bucket);
  std::size_t addBlock(std::size_t block);
  void carry(std::size_t bucket);
  std::uint64_t at(std::size_t block, std::size_t within) const;

  std::array<std::uint8_t, kBlocks> blocks_{};    // 1 + the block's place in counts_; 0: nothing was recorded in it
  std::vector<std::uint32_t> counts_;             // in blocks, in the order of their making
  std::map<std::size_t, std::uint64_t> carried_;  // by bucket: times that a count has passed 2^32
  std::uint64_t count_ = 0;
  Int128 sum_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = 0;
};

}  // namespace virga::simulator
