#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/alarm/alarm_metric.h"

namespace virga::model {

// What an alarm's metric is compared with.
struct AlarmThreshold {
  AlarmUnit unit = AlarmUnit::count;
  double value = 0;  // a share 0 … 1, a count, or seconds
  bool operator==(const AlarmThreshold&) const = default;
};

// Reads `above` as the metric is: a share ("2%"), a whole count ("40") or a time ("1.5 s"). The error says what would be
// right.
tl::expected<AlarmThreshold, std::string> parseThreshold(AlarmMetric metric, std::string_view above);

// A text that reads back as the same threshold; a time to the nanosecond.
std::string toText(const AlarmThreshold& threshold);

// The least threshold that people read easily and that isn't below the value: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times
// a power of ten, of a count a whole number, of a share at least 0.1 %, of a time in milliseconds, seconds, minutes or
// hours. 0 stays 0.
AlarmThreshold readableAtLeast(AlarmUnit unit, double value);

}  // namespace virga::model
