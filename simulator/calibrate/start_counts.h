#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace virga::simulator {

// How many invocations began in each interval of the clock, whatever order they are told in. The intervals are a second
// wide and grow with the time that is covered, so that there are never more than kMost: 1 s up to 18 h, 1 min up to 45 d.
// The earliest kEarliest times are also kept as they are.
class StartCounts {
 public:
  static constexpr std::size_t kMost = 65'536;
  static constexpr std::size_t kEarliest = 20'000;

  void add(std::int64_t unixNs);

  std::uint64_t count() const { return count_; }
  std::int64_t widthSeconds() const { return width_; }
  // Unix seconds at which the first interval begins.
  std::int64_t beginSeconds() const { return first_ * width_; }
  // From the interval of the earliest to that of the latest.
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  std::optional<std::int64_t> earliest() const { return earliestNs_; }
  std::optional<std::int64_t> latest() const { return latestNs_; }
  double spanSeconds() const;                       // between the two
  std::vector<std::int64_t> earliestTimes() const;  // sorted

 private:
  void widen(std::int64_t width);
  void cover(std::int64_t index);

  std::uint64_t count_ = 0;
  std::int64_t width_ = 1;
  std::int64_t first_ = 0;  // index of counts_[0]: its time over the width
  std::vector<std::uint32_t> counts_;
  std::optional<std::int64_t> earliestNs_, latestNs_;
  std::vector<std::int64_t> earliestTimes_;  // a heap, the latest of them first
};

}  // namespace virga::simulator
