#pragma once

#include <span>
#include <vector>

namespace virga::ui {

struct PlotPoint {
  double time = 0;   // seconds
  double value = 0;  // NaN: a gap in the line
};

// A stretch of simulated time in seconds, from < to.
struct TimeRange {
  double from = 0;
  double to = 1;
  bool operator==(const TimeRange&) const = default;
};

// The points that draw a series on so many pixel columns: all of them where there are few, else the smallest and the
// largest of each column in their order, so that no peak is lost. Value i belongs to the time from i · bucketSeconds and
// is drawn in its middle. One point beyond each end of the range is kept, so that lines reach the edge. At most
// 2 · pixels + 4 points; linear in the number of values inside the range.
std::vector<PlotPoint> pointsForPixels(std::span<const double> values, double bucketSeconds, TimeRange range, int pixels);

}  // namespace virga::ui
