#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/measure/time_weighted.h"

namespace virga::simulator {

// Averages of a level over the last so many seconds, from its area at the looks of an autoscaler, which come at equal
// distances. A window that reaches further back than the first look since a pause begins there.
class ConcurrencyWindow {
 public:
  // Notes the level's area at `now`. `longest` is the longest window that will be asked for, in ns.
  void look(std::int64_t now, const TimeWeighted& level, std::int64_t longest) {
    looks_.push_back({now, level.area(now)});
    std::size_t old = 0;
    while (old + 1 < looks_.size() && looks_[old + 1].at <= now - longest) ++old;
    looks_.erase(looks_.begin(), looks_.begin() + static_cast<std::ptrdiff_t>(old));
  }

  // Mean level over the window before the last look; 0 with fewer than two looks.
  double mean(std::int64_t window) const {
    if (looks_.size() < 2) return 0;
    const auto& last = looks_.back();
    std::size_t first = looks_.size() - 2;
    while (first > 0 && looks_[first].at > last.at - window) --first;
    return static_cast<double>(last.area - looks_[first].area) / static_cast<double>(last.at - looks_[first].at);
  }

  void clear() { looks_.clear(); }

 private:
  struct Look {
    std::int64_t at;
    Int128 area;
  };
  std::vector<Look> looks_;  // a few dozen
};

}  // namespace virga::simulator
