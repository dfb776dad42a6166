#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "simulator/measure/int128.h"

namespace virga::simulator {

// Time average and maximum of an integer level: busy instances, a queue's depth. Starts at level 0 at time 0; times
// don't fall; the area is exact.
class TimeWeighted {
 public:
  void set(std::int64_t now, std::int64_t level) {
    advance(now);
    level_ = level;
    max_ = std::max(max_, level);
  }
  void change(std::int64_t now, std::int64_t by) { set(now, level_ + by); }

  // Adds `amount` of level over [from, to) in the past; what lies before the start or reset doesn't count.
  void addArea(std::int64_t from, std::int64_t to, std::int64_t amount) {
    from = std::max(from, start_);
    if (from < to) area_ += static_cast<Int128>(amount) * (to - from);
  }

  // Forgets the past, not the level: the end of the warm-up.
  void reset(std::int64_t now) {
    area_ = 0;
    start_ = last_ = now;
    max_ = level_;
  }

  std::int64_t level() const { return level_; }
  // Highest level since the start or reset.
  std::int64_t max() const { return max_; }
  // Integral of the level from the start or reset until `now`, in level · ns.
  Int128 area(std::int64_t now) const { return area_ + static_cast<Int128>(level_) * (now - last_); }
  // Nothing where no time has passed.
  std::optional<double> mean(std::int64_t now) const {
    if (now <= start_) return std::nullopt;
    return static_cast<double>(area(now)) / static_cast<double>(now - start_);
  }

 private:
  void advance(std::int64_t now) {
    area_ += static_cast<Int128>(level_) * (now - last_);
    last_ = now;
  }

  Int128 area_ = 0;
  std::int64_t level_ = 0;
  std::int64_t max_ = 0;
  std::int64_t start_ = 0;
  std::int64_t last_ = 0;
};

}  // namespace virga::simulator
