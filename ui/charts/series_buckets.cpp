#include "ui/charts/series_buckets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace virga::ui {

namespace {

// Smallest and largest of values[begin, end) in their order; one NaN where there is none.
void appendExtremes(std::span<const double> values, double bucketSeconds, std::size_t begin, std::size_t end,
                    std::vector<PlotPoint>& points) {
  double smallest = std::numeric_limits<double>::infinity();
  double largest = -smallest;
  std::size_t smallestAt = end, largestAt = end;
  for (std::size_t i = begin; i < end; ++i) {
    const double value = values[i];
    if (value < smallest) {
      smallest = value;
      smallestAt = i;
    }
    if (value > largest) {
      largest = value;
      largestAt = i;
    }
  }
  const auto at = [bucketSeconds](std::size_t i) { return (static_cast<double>(i) + 0.5) * bucketSeconds; };
  if (smallestAt == end) {
    points.push_back({at(begin), std::numeric_limits<double>::quiet_NaN()});
  } else if (smallestAt == largestAt) {
    points.push_back({at(smallestAt), smallest});
  } else if (smallestAt < largestAt) {
    points.push_back({at(smallestAt), smallest});
    points.push_back({at(largestAt), largest});
  } else {
    points.push_back({at(largestAt), largest});
    points.push_back({at(smallestAt), smallest});
  }
}

// The buckets that lie in the range, at least in part: [first, last).
std::pair<std::size_t, std::size_t> bucketsIn(std::size_t count, double bucketSeconds, TimeRange range) {
  const auto all = static_cast<double>(count);
  return {static_cast<std::size_t>(std::clamp(std::floor(range.from / bucketSeconds), 0.0, all)),
          static_cast<std::size_t>(std::clamp(std::ceil(range.to / bucketSeconds), 0.0, all))};
}

}  // namespace

std::int64_t bucketOf(double seconds, double bucketSeconds) {
  constexpr double kRounding = 1e-9;
  return static_cast<std::int64_t>(std::floor(seconds / bucketSeconds + kRounding));
}

std::vector<PlotPoint> pointsForPixels(std::span<const double> values, double bucketSeconds, TimeRange range, int pixels) {
  std::vector<PlotPoint> points;
  if (values.empty() || pixels < 1 || bucketSeconds <= 0 || range.to <= range.from) return points;
  const auto [first, last] = bucketsIn(values.size(), bucketSeconds, range);
  const std::size_t begin = first > 0 ? first - 1 : 0;
  const std::size_t end = std::min(values.size(), last + 1);
  if (begin >= end) return points;
  const auto columns = static_cast<std::size_t>(pixels);
  if (end - begin <= 2 * columns) {
    points.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) points.push_back({(static_cast<double>(i) + 0.5) * bucketSeconds, values[i]});
    return points;
  }
  points.reserve(2 * columns + 4);
  if (begin < first) appendExtremes(values, bucketSeconds, begin, first, points);
  const std::size_t inside = last - first;
  for (std::size_t column = 0; column < columns; ++column)
    if (const auto from = first + inside * column / columns, to = first + inside * (column + 1) / columns; from < to)
      appendExtremes(values, bucketSeconds, from, to, points);
  if (last < end) appendExtremes(values, bucketSeconds, last, end, points);
  return points;
}

std::vector<BandStep> bandForPixels(std::span<const double> low, std::span<const double> high, double bucketSeconds,
                                    TimeRange range, int pixels) {
  std::vector<BandStep> steps;
  if (low.size() != high.size() || low.empty() || pixels < 1 || bucketSeconds <= 0) return steps;
  const auto [first, last] = bucketsIn(low.size(), bucketSeconds, range);
  if (first >= last) return steps;
  const auto inside = last - first;
  const auto columns = std::min(inside, static_cast<std::size_t>(pixels));
  steps.reserve(columns);
  for (std::size_t column = 0; column < columns; ++column) {
    const auto from = first + inside * column / columns, to = first + inside * (column + 1) / columns;
    BandStep step{static_cast<double>(from) * bucketSeconds, static_cast<double>(to) * bucketSeconds,
                  std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (auto i = from; i < to; ++i) {
      if (low[i] < step.low) step.low = low[i];
      if (high[i] > step.high) step.high = high[i];
    }
    if (step.low <= step.high) steps.push_back(step);
  }
  return steps;
}

WindowFigures windowFigures(std::span<const double> values, double bucketSeconds, TimeRange range) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  WindowFigures figures{kNothing, kNothing, kNothing};
  if (bucketSeconds <= 0) return figures;
  const auto [first, last] = bucketsIn(values.size(), bucketSeconds, range);
  double sum = 0;
  std::size_t seen = 0;
  for (auto i = first; i < last; ++i) {
    if (std::isnan(values[i])) continue;
    figures.least = std::fmin(figures.least, values[i]);
    figures.greatest = std::fmax(figures.greatest, values[i]);
    sum += values[i];
    ++seen;
  }
  if (seen > 0) figures.mean = sum / static_cast<double>(seen);
  return figures;
}

}  // namespace virga::ui
