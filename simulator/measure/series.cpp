#include "simulator/measure/series.h"

#include <algorithm>

namespace virga::simulator {

namespace {

// Where bucket `index` ends in a run of `duration`.
std::int64_t endOf(const Grid& grid, std::size_t index, std::int64_t duration) {
  return std::min(static_cast<std::int64_t>(index + 1) * grid.width, duration);
}

// Length of each bucket in a run of `duration`, in nanoseconds.
double lengthOf(const Grid& grid, std::size_t index, std::int64_t duration) {
  return static_cast<double>(endOf(grid, index, duration) - static_cast<std::int64_t>(index) * grid.width);
}

// How many buckets have begun before `duration`.
std::size_t begunBefore(const Grid& grid, std::int64_t duration) {
  return std::min(grid.count, Grid::over(duration, grid.width).count);
}

}  // namespace

std::vector<double> CountSeries::perBucket(std::int64_t duration) const {
  const auto begun = begunBefore(cursor_.grid(), duration);
  if (counts_.empty()) return std::vector<double>(begun, 0.0);
  return {counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(begun)};
}

std::vector<std::uint64_t> CountSeries::counts() const {
  return counts_.empty() ? std::vector<std::uint64_t>(cursor_.grid().count, 0) : counts_;
}

std::vector<double> CountSeries::perSecond(std::int64_t duration) const {
  auto rates = perBucket(duration);
  for (std::size_t i = 0; i < rates.size(); ++i) rates[i] /= lengthOf(cursor_.grid(), i, duration) * 1e-9;
  return rates;
}

void LevelSeries::cross(std::int64_t now) {
  while (now >= end_ && bucket_ + 1 < grid_.count) {
    areas_[bucket_] += area_ + static_cast<Int128>(level_) * (end_ - last_);
    area_ = 0;
    last_ = end_;
    ++bucket_;
    end_ += grid_.width;
  }
  if (bucket_ + 1 == grid_.count) end_ = std::numeric_limits<std::int64_t>::max();
  area_ += static_cast<Int128>(level_) * (now - last_);
  last_ = now;
}

void LevelSeries::addArea(std::int64_t from, std::int64_t to, std::int64_t amount) {
  if (grid_.count == 0) return;
  while (from < to) {
    const std::size_t bucket = grid_.bucketOf(from);
    const std::int64_t end = bucket + 1 == grid_.count ? to : std::min(to, endOf(grid_, bucket, to));
    areas_[bucket] += static_cast<Int128>(amount) * (end - from);
    from = end;
  }
}

std::vector<double> LevelSeries::means(std::int64_t duration) const {
  if (grid_.count == 0) return {};
  auto done = *this;
  done.set(duration, level_);
  done.areas_[done.bucket_] += done.area_;
  std::vector<double> values(begunBefore(grid_, duration));
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<double>(done.areas_[i]) / lengthOf(grid_, i, duration);
  return values;
}

std::vector<double> QuantileSeries::line(std::size_t line, std::int64_t duration) const {
  std::vector<double> values(begunBefore(cursor_.grid(), duration), std::numeric_limits<double>::quiet_NaN());
  const auto rolled = std::min(quantiles_.size(), values.size());
  for (std::size_t i = 0; i < rolled; ++i) values[i] = quantiles_[i][line];
  if (const auto present = histogram_.quantile(kShares[line]); present && bucket_ < values.size())
    values[bucket_] = *present;
  return values;
}

void QuantileSeries::roll(std::size_t next) {
  if (histogram_.count() != 0) {
    if (quantiles_.empty()) quantiles_.reserve(cursor_.grid().count);
    Quantiles nothing;
    nothing.fill(std::numeric_limits<double>::quiet_NaN());
    quantiles_.resize(std::max(quantiles_.size(), bucket_ + 1), nothing);
    for (std::size_t i = 0; i < kShares.size(); ++i) quantiles_[bucket_][i] = *histogram_.quantile(kShares[i]);
    total_.merge(histogram_);
    histogram_.clear();
  }
  bucket_ = next;
}

}  // namespace virga::simulator
