#include "simulator/measure/latency_histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>
#include <utility>

namespace virga::simulator {

void LatencyHistogram::add(std::size_t bucket, std::uint64_t count) {
  if (counts_.empty()) {
    if (count == 1 && few_.size() < kFew) {
      few_.push_back(static_cast<std::uint16_t>(bucket));
      return;
    }
    startCounting();
  }
  cover(bucket, bucket);
  const std::size_t place = bucket - first_;
  const auto sum = counts_[place] + count;
  counts_[place] = static_cast<std::uint8_t>(sum);
  if (sum > 0xff) carry(place, sum >> 8);
}

void LatencyHistogram::carry(std::size_t place, std::uint64_t times) {
  if (carried_.empty()) carried_.resize(counts_.size(), 0);
  carried_[place] += times;
}

void LatencyHistogram::startCounting() {
  if (few_.empty()) return;
  const auto [least, greatest] = std::minmax_element(few_.begin(), few_.end());
  cover(*least, *greatest);
  for (const auto bucket : few_) ++counts_[bucket - first_];  // fewer than a byte counts
  few_ = {};
}

void LatencyHistogram::cover(std::size_t firstBucket, std::size_t lastBucket) {
  const auto end = first_ + counts_.size();
  if (!counts_.empty() && firstBucket >= first_ && lastBucket < end) return;
  auto from = firstBucket / kBlock * kBlock, to = (lastBucket / kBlock + 1) * kBlock;
  if (!counts_.empty()) {
    from = std::min(from, first_);
    to = std::max(to, end);
  }
  const auto widen = [&](auto& row) {
    std::remove_reference_t<decltype(row)> wider(to - from, 0);
    std::copy(row.begin(), row.end(), wider.begin() + static_cast<std::ptrdiff_t>(row.empty() ? 0 : first_ - from));
    row = std::move(wider);
  };
  if (!carried_.empty()) widen(carried_);
  widen(counts_);
  first_ = from;
}

std::uint64_t LatencyHistogram::at(std::size_t place) const {
  return counts_[place] + (carried_.empty() ? 0 : carried_[place] << 8);
}

std::uint64_t LatencyHistogram::inBlock(std::size_t place) const {
  std::uint32_t low = 0;
  for (std::size_t i = place; i < place + kBlock; ++i) low += counts_[i];
  if (carried_.empty()) return low;
  std::uint64_t high = 0;
  for (std::size_t i = place; i < place + kBlock; ++i) high += carried_[i];
  return low + (high << 8);
}

std::size_t LatencyHistogram::bucketAtRank(std::uint64_t rank) const {
  if (counts_.empty()) {
    std::array<std::uint16_t, kFew> buckets;
    const auto end = std::copy(few_.begin(), few_.end(), buckets.begin());
    const auto nth = buckets.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(buckets.begin(), nth, end);
    return *nth;
  }
  std::size_t place = (bucketOf(min_) - first_) / kBlock * kBlock;
  for (auto block = inBlock(place); block < rank; block = inBlock(place)) {
    rank -= block;
    place += kBlock;
  }
  for (auto here = at(place); here < rank; here = at(place)) {
    rank -= here;
    ++place;
  }
  return first_ + place;
}

double LatencyHistogram::middleOf(std::size_t bucket) {
  constexpr std::size_t kExact = std::size_t{2} << kMantissaBits;
  if (bucket < kExact) return static_cast<double>(bucket);
  const std::size_t shift = (bucket >> kMantissaBits) - 1;
  const auto lowest = static_cast<double>((bucket - (shift << kMantissaBits)) << shift);
  const auto width = static_cast<double>(std::uint64_t{1} << shift);
  return lowest + (width - 1) / 2;
}

std::optional<double> LatencyHistogram::mean() const {
  if (count_ == 0) return std::nullopt;
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::optional<std::int64_t> LatencyHistogram::min() const { return count_ == 0 ? std::nullopt : std::optional{min_}; }

std::optional<std::int64_t> LatencyHistogram::max() const { return count_ == 0 ? std::nullopt : std::optional{max_}; }

std::optional<double> LatencyHistogram::quantile(double p) const {
  if (count_ == 0) return std::nullopt;
  const double rank = std::ceil(p * static_cast<double>(count_));
  if (rank <= 1) return static_cast<double>(min_);
  if (rank >= static_cast<double>(count_)) return static_cast<double>(max_);
  return std::clamp(middleOf(bucketAtRank(static_cast<std::uint64_t>(rank))), static_cast<double>(min_),
                    static_cast<double>(max_));
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  if (other.count_ == 0) return;
  if (other.counts_.empty()) {
    for (const auto bucket : other.few_) add(bucket, 1);
  } else {
    if (counts_.empty()) startCounting();
    const auto first = bucketOf(other.min_), last = bucketOf(other.max_);
    cover(first, last);
    for (auto block = first / kBlock * kBlock; block <= last; block += kBlock) {
      const std::uint8_t* const from = &other.counts_[block - other.first_];
      std::uint8_t* const to = &counts_[block - first_];
      for (std::size_t i = 0; i < kBlock; ++i) to[i] = static_cast<std::uint8_t>(to[i] + from[i]);
      for (std::size_t i = 0; i < kBlock; ++i)
        if (to[i] < from[i]) [[unlikely]]
          carry(block - first_ + i, 1);
    }
    if (!other.carried_.empty())
      for (std::size_t bucket = first; bucket <= last; ++bucket)
        if (const auto times = other.carried_[bucket - other.first_]; times != 0) carry(bucket - first_, times);
  }
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void LatencyHistogram::clear() {
  if (count_ == 0) return;
  few_.clear();
  if (!counts_.empty()) {
    const auto first = static_cast<std::ptrdiff_t>(bucketOf(min_) - first_);
    const auto end = static_cast<std::ptrdiff_t>(bucketOf(max_) - first_) + 1;
    std::fill(counts_.begin() + first, counts_.begin() + end, std::uint8_t{0});
    if (!carried_.empty()) std::fill(carried_.begin() + first, carried_.begin() + end, std::uint64_t{0});
  }
  count_ = 0;
  sum_ = 0;
  min_ = std::numeric_limits<std::int64_t>::max();
  max_ = 0;
}

}  // namespace virga::simulator
