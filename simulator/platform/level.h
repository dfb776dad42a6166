#pragma once

#include <algorithm>
#include <utility>

#include "simulator/measure/series.h"
#include "simulator/measure/time_weighted.h"

namespace virga::simulator {

// A count that changes with time (busy executions, live instances, waiting messages): its average and maximum since the
// end of the warm-up, and its average in each bucket of the whole run.
class Level {
 public:
  explicit Level(Grid grid) : series_(grid) {}

  void set(std::int64_t now, std::int64_t level) {
    total_.set(now, level);
    series_.set(now, level);
    peak_ = std::max(peak_, level);
  }
  // Highest level since it was last asked.
  std::int64_t takePeak() { return std::exchange(peak_, total_.level()); }
  // Adds `by` to the level of [from, now), which is over already: what is only known afterwards. The maximum stays.
  void correct(std::int64_t from, std::int64_t now, std::int64_t by) {
    total_.addArea(from, now, by);
    series_.addArea(from, now, by);
  }
  void reset(std::int64_t now) { total_.reset(now); }

  std::int64_t level() const { return total_.level(); }
  std::int64_t max() const { return total_.max(); }
  double mean(std::int64_t end) const { return total_.mean(end).value_or(0.0); }
  Int128 area(std::int64_t end) const { return total_.area(end); }
  std::vector<double> buckets(std::int64_t duration) const { return series_.means(duration); }

 private:
  TimeWeighted total_;
  LevelSeries series_;
  std::int64_t peak_ = 0;
};

}  // namespace virga::simulator
