#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/alarm/alarm_threshold.h"

namespace virga::simulator {

// Values of a metric in successive periods; NaN where nothing was observed, which sets no alarm off.
using PeriodValues = std::vector<double>;

// In each period the greatest threshold that the alarm of `datapoints` in the last `of` periods doesn't go off at: the
// alarm is on where this is above its threshold. -infinity where too few periods have a value.
PeriodValues alarmLevels(std::span<const double> values, int datapoints, int of);

// How often the alarm goes from off to on. It is off before the first period.
std::size_t firings(std::span<const double> levels, double threshold);

// How often an alarm goes off when nothing is wrong, from independent runs of the normal.
struct FalseAlarms {
  std::size_t seen = 0;
  double months = 0;  // that the runs come to
  double perMonth = 0;
  // 95 % interval of the rate, by the chi-squared law of a Poisson count (Garwood, Biometrika 28 (1936)). Where the runs
  // differ by more than such counts do, both counts and time are divided by the ratio of their variance to their mean.
  double low = 0, high = 0;
  // The rate is at most this with 95 % confidence: 3 / months where none was seen, the rule of three. It also holds for a
  // threshold that was chosen as an order statistic of these very runs (Wilks, Annals of Mathematical Statistics 12
  // (1941)).
  double atMost = 0;
};

FalseAlarms falseAlarms(const std::vector<PeriodValues>& levels, double threshold, double months);

// A threshold, and whether the runs show that it goes off rarely enough.
struct ThresholdChoice {
  model::AlarmThreshold threshold;
  bool shown = false;
};

// The least readable threshold, `least` at least, at which and above which the alarm goes off at most so often a month
// with 95 % confidence. Where the runs are too short to show that of any, the least one that never went off.
ThresholdChoice chooseThreshold(const std::vector<PeriodValues>& levels, model::AlarmUnit unit, double least, double months,
                                double perMonth);

}  // namespace virga::simulator
