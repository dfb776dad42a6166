#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "simulator/measure/int128.h"
#include "simulator/measure/latency_histogram.h"

namespace virga::simulator {

// Values over time in buckets of equal width; bucket 0 starts at time 0. A run of `duration` has
// ceil(duration / width) buckets; what comes at or after its end counts in the last one.
struct Grid {
  std::int64_t width = 1;  // ns, > 0
  std::size_t count = 0;

  static Grid over(std::int64_t duration, std::int64_t width) {
    return {width, static_cast<std::size_t>((duration + width - 1) / width)};
  }
  std::size_t bucketOf(std::int64_t time) const {
    const auto bucket = static_cast<std::size_t>(time / width);
    return bucket < count ? bucket : count - 1;
  }
};

// The bucket of a time that mostly stays or moves on: divides only when it leaves the bucket.
class GridCursor {
 public:
  explicit GridCursor(Grid grid) : grid_(grid) {}

  std::size_t at(std::int64_t time) {
    if (time < start_ || time >= end_) move(time);
    return bucket_;
  }
  const Grid& grid() const { return grid_; }

 private:
  void move(std::int64_t time) {
    bucket_ = grid_.bucketOf(time);
    start_ = static_cast<std::int64_t>(bucket_) * grid_.width;
    end_ = bucket_ + 1 == grid_.count ? std::numeric_limits<std::int64_t>::max() : start_ + grid_.width;
  }

  Grid grid_;
  std::size_t bucket_ = 0;
  std::int64_t start_ = 0;
  std::int64_t end_ = 0;
};

// How often something happened in each bucket.
class CountSeries {
 public:
  explicit CountSeries(Grid grid) : cursor_(grid) {}

  void add(std::int64_t time, std::uint64_t count = 1) {
    if (counts_.empty()) [[unlikely]]
      counts_.resize(cursor_.grid().count, 0);
    counts_[cursor_.at(time)] += count;
  }

  std::vector<std::uint64_t> counts() const;
  // Of the buckets that have begun before `duration`; the last one ends there. Events per second or events.
  std::vector<double> perSecond(std::int64_t duration) const;
  std::vector<double> perBucket(std::int64_t duration) const;

 private:
  GridCursor cursor_;
  std::vector<std::uint64_t> counts_;  // none until there is something to count: of most things there never is
};

// Time average of an integer level in each bucket. Starts at level 0 at time 0; times don't fall.
class LevelSeries {
 public:
  explicit LevelSeries(Grid grid) : grid_(grid), areas_(grid.count, 0), end_(grid.width) {}

  void set(std::int64_t now, std::int64_t level) {
    if (now < end_) {
      area_ += static_cast<Int128>(level_) * (now - last_);
      last_ = now;
    } else {
      cross(now);
    }
    level_ = level;
  }
  void change(std::int64_t now, std::int64_t by) { set(now, level_ + by); }
  std::int64_t level() const { return level_; }

  // Adds `amount` of level over [from, to), in the past or in the future: what is only known afterwards.
  void addArea(std::int64_t from, std::int64_t to, std::int64_t amount);

  // Of the buckets that have begun before `duration`, which is not before the last change; the last one is averaged up to
  // there.
  std::vector<double> means(std::int64_t duration) const;

 private:
  void cross(std::int64_t now);

  Grid grid_;
  std::vector<Int128> areas_;  // level · ns
  Int128 area_ = 0;            // of the present bucket, not yet in areas_
  std::int64_t end_;           // of the present bucket
  std::int64_t last_ = 0;
  std::int64_t level_ = 0;
  std::size_t bucket_ = 0;
};

// The quantiles kShares of the values recorded in each bucket, and all values together; only the present bucket's are kept
// apart, so a value is recorded once. Times don't fall across buckets.
class QuantileSeries {
 public:
  static constexpr std::array<double, 7> kShares = {0.50, 0.75, 0.90, 0.95, 0.99, 0.999, 1};

  explicit QuantileSeries(Grid grid) : cursor_(grid) {}

  void record(std::int64_t time, std::int64_t value) {
    const std::size_t bucket = cursor_.at(time);
    if (bucket != bucket_) roll(bucket);
    histogram_.record(value);
  }

  // Forgets the values so far, but not the quantiles of the buckets before the present one: the end of the warm-up.
  void reset() {
    histogram_.clear();
    total_.clear();
  }

  // Asks for the memory that record(value) in the present bucket will want.
  void prefetch(std::int64_t value) const { histogram_.prefetch(value); }

  // All values since the start or reset.
  LatencyHistogram total() const {
    auto all = total_;
    all.merge(histogram_);
    return all;
  }

  // Nanoseconds for kShares[line] of the buckets that have begun before `duration`; NaN where nothing was recorded.
  std::vector<double> line(std::size_t line, std::int64_t duration) const;

 private:
  using Quantiles = std::array<double, kShares.size()>;

  void roll(std::size_t next);

  GridCursor cursor_;
  std::size_t bucket_ = 0;
  LatencyHistogram histogram_;        // of the present bucket
  LatencyHistogram total_;            // of those before
  std::vector<Quantiles> quantiles_;  // of the buckets up to the last one before the present in which something was recorded
};

}  // namespace virga::simulator
