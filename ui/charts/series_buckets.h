#pragma once

#include <cstdint>
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

// The bucket that an instant lies in, from 0; less before the start. Where only rounding keeps an instant below the edge
// between two buckets, it lies in the later one.
std::int64_t bucketOf(double seconds, double bucketSeconds);

// The points that draw a series on so many pixel columns: all of them where there are few, else the smallest and the
// largest of each column in their order, so that no peak is lost. Value i belongs to the time from i · bucketSeconds and
// is drawn in its middle. One point beyond each end of the range is kept, so that lines reach the edge. At most
// 2 · pixels + 4 points; linear in the number of values inside the range.
std::vector<PlotPoint> pointsForPixels(std::span<const double> values, double bucketSeconds, TimeRange range, int pixels);

// A piece of a band: from least to greatest over a stretch of time.
struct BandStep {
  double from = 0, to = 0;  // seconds
  double low = 0, high = 0;
};

// The pieces that draw the band between two series, at most one a pixel column; none where nothing was observed.
std::vector<BandStep> bandForPixels(std::span<const double> low, std::span<const double> high, double bucketSeconds,
                                    TimeRange range, int pixels);

// Of the buckets that lie in the range, at least in part; each counts alike. NaN where nothing was observed.
struct WindowFigures {
  double least, mean, greatest;
};
WindowFigures windowFigures(std::span<const double> values, double bucketSeconds, TimeRange range);

}  // namespace virga::ui
