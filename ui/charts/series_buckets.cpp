#include "ui/charts/series_buckets.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

}  // namespace

std::vector<PlotPoint> pointsForPixels(std::span<const double> values, double bucketSeconds, TimeRange range, int pixels) {
  std::vector<PlotPoint> points;
  if (values.empty() || pixels < 1 || bucketSeconds <= 0 || range.to <= range.from) return points;
  const auto count = static_cast<double>(values.size());
  const auto first = static_cast<std::size_t>(std::clamp(std::floor(range.from / bucketSeconds), 0.0, count));
  const auto last = static_cast<std::size_t>(std::clamp(std::ceil(range.to / bucketSeconds), 0.0, count));
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

}  // namespace virga::ui
