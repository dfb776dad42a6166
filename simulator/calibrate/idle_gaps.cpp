#include "simulator/calibrate/idle_gaps.h"

#include <algorithm>
#include <functional>

namespace virga::simulator {

void IdleGaps::add(std::string_view instance, std::int64_t startNs, std::int64_t endNs, std::optional<std::int64_t> initNs) {
  if (initNs && coldStarts_.size() < kMost) coldStarts_.push_back(startNs - *initNs);
  const auto id = static_cast<std::uint64_t>(std::hash<std::string_view>{}(instance));
  const auto known = lastEnds_.find(id);
  if (known == lastEnds_.end()) {
    if (lastEnds_.size() < kMost) lastEnds_.emplace(id, endNs);
    return;
  }
  const auto gap = startNs - known->second;
  if (gap >= 0) {
    ++gaps_;
    longest_ = std::max(longest_, gap);
  }
  known->second = std::max(known->second, endNs);
}

std::optional<KeepAliveBounds> IdleGaps::bounds() const {
  if (lastEnds_.empty()) return std::nullopt;
  KeepAliveBounds bounds;
  bounds.instances = lastEnds_.size();
  bounds.gaps = gaps_;
  if (longest_ >= 0) bounds.longestKeptS = static_cast<double>(longest_) * 1e-9;
  auto starts = coldStarts_;
  std::sort(starts.begin(), starts.end());
  for (const auto& [id, lastEnd] : lastEnds_) {
    const auto next = std::lower_bound(starts.begin(), starts.end(), lastEnd + kBlurNs);
    if (next == starts.end()) continue;
    const double gone = static_cast<double>(*next - lastEnd) * 1e-9;
    bounds.shortestGoneS = std::min(bounds.shortestGoneS.value_or(gone), gone);
  }
  return bounds;
}

}  // namespace virga::simulator
