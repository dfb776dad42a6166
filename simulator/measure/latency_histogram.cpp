#include "simulator/measure/latency_histogram.h"

#include <cmath>

namespace virga::simulator {

std::size_t LatencyHistogram::grow(std::size_t bucket) {
  constexpr std::size_t kOctave = std::size_t{1} << kMantissaBits;
  const std::size_t octave = bucket / kOctave * kOctave;
  if (counts_.empty()) first_ = octave;
  if (octave < first_) {
    counts_.insert(counts_.begin(), first_ - octave, 0);
    first_ = octave;
  }
  if (bucket - first_ >= counts_.size()) counts_.resize(octave + kOctave - first_, 0);
  return bucket - first_;
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
  std::size_t bucket = bucketOf(min_);
  while (counts_[bucket - first_] < remaining) remaining -= counts_[bucket++ - first_];
  return std::clamp(middleOf(bucket), static_cast<double>(min_), static_cast<double>(max_));
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  if (other.count_ == 0) return;
  const std::size_t lowest = bucketOf(other.min_), highest = bucketOf(other.max_);
  for (const auto end : {lowest, highest})
    if (end - first_ >= counts_.size()) grow(end);
  for (std::size_t bucket = lowest; bucket <= highest; ++bucket)
    counts_[bucket - first_] += other.counts_[bucket - other.first_];
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void LatencyHistogram::clear() {
  if (count_ == 0) return;
  const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(bucketOf(min_) - first_);
  const auto last = counts_.begin() + static_cast<std::ptrdiff_t>(bucketOf(max_) - first_) + 1;
  std::fill(first, last, 0);
  count_ = 0;
  sum_ = 0;
  min_ = std::numeric_limits<std::int64_t>::max();
  max_ = 0;
}

}  // namespace virga::simulator
