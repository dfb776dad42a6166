#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace virga::simulator {

// What instances' ids tell of how long idle instances are kept.
struct KeepAliveBounds {
  std::uint64_t instances = 0;
  std::uint64_t gaps = 0;               // idle times after which the instance served again
  std::optional<double> longestKeptS;   // the longest of those, in seconds
  std::optional<double> shortestGoneS;  // the shortest idle time after which a new instance was started in its stead
};

// Idle times of the instances of one function. An instance's invocations must be told in the order of their time, which is
// that of its log stream; what comes out of order is left out. Of the first kMost instances.
class IdleGaps {
 public:
  static constexpr std::size_t kMost = 20'000;
  static constexpr std::int64_t kBlurNs = 10'000'000'000;

  // `initNs`: of the instance's first invocation, the time that its initialisation took before that.
  void add(std::string_view instance, std::int64_t startNs, std::int64_t endNs, std::optional<std::int64_t> initNs);

  // Nothing where no instance was named. An idle instance is taken before a new one is started, so one that was idle when
  // another was started, and never served again, had gone by then. It may have been busy yet when the start was decided on
  // if it had been idle for less than kBlurNs: such ones tell nothing.
  std::optional<KeepAliveBounds> bounds() const;

 private:
  std::unordered_map<std::uint64_t, std::int64_t> lastEnds_;  // by hash of the id, ns
  std::vector<std::int64_t> coldStarts_;
  std::uint64_t gaps_ = 0;
  std::int64_t longest_ = -1;
};

}  // namespace virga::simulator
