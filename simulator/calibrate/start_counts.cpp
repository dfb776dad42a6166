#include "simulator/calibrate/start_counts.h"

#include <algorithm>
#include <array>
#include <limits>

namespace virga::simulator {

namespace {

// Each divides the next one.
constexpr std::array<std::int64_t, 9> kWidths{1, 5, 15, 60, 300, 900, 3600, 21'600, 86'400};
constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t floorDivided(std::int64_t value, std::int64_t by) {
  return value >= 0 ? value / by : -((-value + by - 1) / by);
}

std::int64_t nextWidth(std::int64_t width) {
  for (const auto wider : kWidths)
    if (wider > width) return wider;
  return width * 2;
}

}  // namespace

double StartCounts::spanSeconds() const {
  if (!earliestNs_) return 0;
  return static_cast<double>(*latestNs_ - *earliestNs_) * 1e-9;
}

void StartCounts::add(std::int64_t unixNs) {
  ++count_;
  earliestNs_ = std::min(earliestNs_.value_or(unixNs), unixNs);
  latestNs_ = std::max(latestNs_.value_or(unixNs), unixNs);
  if (earliestTimes_.size() < kEarliest) {
    earliestTimes_.push_back(unixNs);
    std::push_heap(earliestTimes_.begin(), earliestTimes_.end());
  } else if (unixNs < earliestTimes_.front()) {
    std::pop_heap(earliestTimes_.begin(), earliestTimes_.end());
    earliestTimes_.back() = unixNs;
    std::push_heap(earliestTimes_.begin(), earliestTimes_.end());
  }
  const auto second = floorDivided(unixNs, kSecond);
  cover(second);
  auto& counted = counts_[static_cast<std::size_t>(floorDivided(second, width_) - first_)];
  if (counted < std::numeric_limits<std::uint32_t>::max()) ++counted;
}

// Makes room for the interval of that second.
void StartCounts::cover(std::int64_t second) {
  if (counts_.empty()) {
    first_ = floorDivided(second, width_);
    counts_.assign(1, 0);
    return;
  }
  for (;;) {
    const auto index = floorDivided(second, width_);
    const auto low = std::min(index, first_);
    const auto high = std::max(index, first_ + static_cast<std::int64_t>(counts_.size()) - 1);
    if (high - low < static_cast<std::int64_t>(kMost)) {
      if (low < first_) counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - low), 0);
      first_ = low;
      counts_.resize(static_cast<std::size_t>(high - low + 1), 0);
      return;
    }
    widen(nextWidth(width_));
  }
}

void StartCounts::widen(std::int64_t width) {
  const auto each = width / width_;
  const auto first = floorDivided(first_, each);
  std::vector<std::uint32_t> wide;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const auto place = static_cast<std::size_t>(floorDivided(first_ + static_cast<std::int64_t>(i), each) - first);
    if (place >= wide.size()) wide.resize(place + 1, 0);
    wide[place] += counts_[i];
  }
  counts_ = std::move(wide);
  first_ = first;
  width_ = width;
}

std::vector<std::int64_t> StartCounts::earliestTimes() const {
  auto times = earliestTimes_;
  std::sort(times.begin(), times.end());
  return times;
}

}  // namespace virga::simulator
