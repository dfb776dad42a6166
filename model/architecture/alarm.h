#pragma once

#include <string>

#include "model/architecture/component_ref.h"
#include "model/units/duration.h"

namespace virga::model {

// What an alarm watches in each period: a share of all requests, a count, a percentile or a maximum.
enum class AlarmMetric { errorShare, throttles, latencyP99, durationP99, concurrency, depth, age, deadLetters };

// Goes off when the metric is above the threshold in so many of the last periods.
struct Alarm {
  ComponentRef on;
  AlarmMetric metric = AlarmMetric::errorShare;
  std::string above;  // as the metric is: a share (2%), a count (40) or a time (1.5 s)
  Duration period = minutes(1);
  int datapoints = 3;  // 1 … of
  int of = 5;          // periods
  bool operator==(const Alarm&) const = default;
};

}  // namespace virga::model
