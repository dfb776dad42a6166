#include "simulator/measure/latency_histogram.h"

#include <cmath>

namespace virga::simulator {

std::size_t LatencyHistogram::addBlock(std::size_t block) {
  constexpr std::size_t kAhead = 4;
  if (counts_.size() == counts_.capacity()) counts_.reserve(counts_.size() + kAhead * kBlockSize);
  counts_.resize(counts_.size() + kBlockSize, 0);
  blocks_[block] = static_cast<std::uint8_t>(counts_.size() >> kBlockBits);
  return blocks_[block];
}

void LatencyHistogram::carry(std::size_t bucket) { ++carried_[bucket]; }

std::uint64_t LatencyHistogram::at(std::size_t block, std::size_t within) const {
  const auto place = (static_cast<std::size_t>(blocks_[block]) - 1) << kBlockBits;
  std::uint64_t count = counts_[place + within];
  if (!carried_.empty())
    if (const auto found = carried_.find((block << kBlockBits) + within); found != carried_.end())
      count += found->second * kCarry;
  return count;
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
  auto remaining = static_cast<std::uint64_t>(rank);
  for (std::size_t block = bucketOf(min_) >> kBlockBits; block < kBlocks; ++block) {
    if (blocks_[block] == 0) continue;
    for (std::size_t within = 0; within < kBlockSize; ++within) {
      const auto here = at(block, within);
      if (here >= remaining)
        return std::clamp(middleOf((block << kBlockBits) + within), static_cast<double>(min_), static_cast<double>(max_));
      remaining -= here;
    }
  }
  return static_cast<double>(max_);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  if (other.count_ == 0) return;
  for (std::size_t block = 0; block < kBlocks; ++block) {
    if (other.blocks_[block] == 0) continue;
    const std::size_t to = ((blocks_[block] != 0 ? blocks_[block] : addBlock(block)) - 1) << kBlockBits;
    const std::size_t from = (static_cast<std::size_t>(other.blocks_[block]) - 1) << kBlockBits;
    for (std::size_t within = 0; within < kBlockSize; ++within) {
      const auto count = other.counts_[from + within];
      auto& present = counts_[to + within];
      present += count;
      if (present < count) carry((block << kBlockBits) + within);
    }
  }
  for (const auto& [bucket, times] : other.carried_) carried_[bucket] += times;
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void LatencyHistogram::clear() {
  if (count_ == 0) return;
  std::fill(counts_.begin(), counts_.end(), 0);
  carried_.clear();
  count_ = 0;
  sum_ = 0;
  min_ = std::numeric_limits<std::int64_t>::max();
  max_ = 0;
}

}  // namespace virga::simulator
