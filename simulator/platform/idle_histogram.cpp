#include "simulator/platform/idle_histogram.h"

#include <cmath>

namespace virga::simulator {

void IdleHistogram::add(std::int64_t idle) {
  const auto bin = static_cast<std::size_t>(idle / kBin);
  if (bin >= bins_.size()) {
    ++beyond_;
    return;
  }
  squares_ += 2.0 * bins_[bin] + 1;
  ++bins_[bin];
  ++within_;
}

bool IdleHistogram::representative() const {
  if (within_ == 0 || static_cast<double>(beyond_) >= kBeyond * static_cast<double>(within_ + beyond_)) return false;
  const auto n = static_cast<double>(bins_.size());
  const double mean = static_cast<double>(within_) / n;
  return std::sqrt(squares_ / n - mean * mean) >= kRepresentative * mean;
}

std::size_t IdleHistogram::binAt(double share) const {
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(within_)));
  std::uint64_t below = 0;
  for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
    below += bins_[bin];
    if (below >= rank) return bin;
  }
  return bins_.size() - 1;
}

KeepAliveWindows IdleHistogram::windows() const {
  const auto range = static_cast<std::int64_t>(bins_.size()) * kBin;
  if (!representative()) return {0, range};
  const auto head = static_cast<double>(static_cast<std::int64_t>(binAt(kHead)) * kBin);
  const auto tail = static_cast<double>(static_cast<std::int64_t>(binAt(kTail) + 1) * kBin);
  return {std::llround(head * (1 - kMargin)), std::llround(tail * (1 + kMargin))};
}

}  // namespace virga::simulator
