#pragma once

#include <cstdint>
#include <vector>

namespace virga::simulator {

// How long a function's instance stays out of memory, and how long it is kept, after an execution has ended.
struct KeepAliveWindows {
  std::int64_t prewarm = 0;  // ns after the execution at which the instance is loaded again; 0: it isn't unloaded
  std::int64_t keep = 0;     // ns after the execution at which it is unloaded for good; more than prewarm
};

// The histogram policy of M. Shahrad et al., "Serverless in the Wild", USENIX ATC 2020, §4.2: idle times of one function in
// bins of a minute up to the range; the windows run from the 5th to the 99th percentile, each with a margin of 10 %. Where
// the histogram doesn't represent the function (the bin counts' coefficient of variation is below 2, or half of the idle
// times lie beyond the range) the instance is kept for the whole range. The paper's time-series forecast for functions
// beyond the range isn't part of it: those are kept for the range, too.
class IdleHistogram {
 public:
  static constexpr std::int64_t kBin = 60'000'000'000;  // ns
  static constexpr double kHead = 0.05, kTail = 0.99, kMargin = 0.10, kRepresentative = 2, kBeyond = 0.5;

  IdleHistogram() = default;
  // The range is a whole number of bins (4 h in the paper).
  explicit IdleHistogram(std::int64_t range) : bins_(static_cast<std::size_t>(range / kBin), 0) {}

  void add(std::int64_t idle);
  KeepAliveWindows windows() const;

 private:
  bool representative() const;
  // Index of the bin at which the share of idle times within the range is reached.
  std::size_t binAt(double share) const;

  std::vector<std::uint32_t> bins_;
  std::uint64_t within_ = 0, beyond_ = 0;
  double squares_ = 0;  // of the bin counts
};

}  // namespace virga::simulator
