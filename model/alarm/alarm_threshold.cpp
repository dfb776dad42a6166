#include "model/alarm/alarm_threshold.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "model/units/duration.h"
#include "model/units/quantity.h"
#include "model/units/share.h"

namespace virga::model {
namespace {

constexpr double kMostCount = 1e15;  // whole numbers up to here are doubles

tl::expected<double, std::string> parseCount(std::string_view text) {
  const auto whole = trimmed(text);
  const auto split = splitNumber(whole);
  if (!split) return tl::unexpected(split.error());
  const double value = nearestDouble(split->number);
  if (!split->rest.empty() || value != std::floor(value) || value > kMostCount)
    return tl::unexpected(fmt::format("'{}' isn't a count; write a whole number such as 40", whole));
  return value;
}

// The least of the readable numbers, times `unit`, that isn't below the value. Whole multiples of the unit alone with
// `wholeOnly`.
double nextReadable(double value, double unit, bool wholeOnly) {
  constexpr std::array kSteps = {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
  constexpr double kTolerance = 1e-9;  // relative: 0.3 s is 300 ms
  const double inUnits = value / unit * (1 - kTolerance);
  for (int power = static_cast<int>(std::floor(std::log10(std::max(inUnits, 1e-9)))) - 1;; ++power) {
    const double scale = std::pow(10.0, std::abs(power));
    for (const double step : kSteps) {
      const double candidate = power < 0 ? step / scale : step * scale;
      if (candidate >= inUnits && (!wholeOnly || std::abs(candidate - std::round(candidate)) < kTolerance))
        return (wholeOnly ? std::round(candidate) : candidate) * unit;
    }
  }
}

double readableTime(double seconds) {
  constexpr double kMillisecond = 1e-3, kMinute = 60, kHour = 3600;
  if (seconds <= kMillisecond) return kMillisecond;
  if (seconds <= 1) return nextReadable(seconds, kMillisecond, true);
  if (seconds <= kMinute) return std::min(kMinute, nextReadable(seconds, 1, false));
  if (seconds <= kHour) return std::min(kHour, nextReadable(seconds, kMinute, true));
  return nextReadable(seconds, kHour, true);
}

}  // namespace

tl::expected<AlarmThreshold, std::string> parseThreshold(AlarmMetric metric, std::string_view above) {
  const auto unit = unitOf(metric);
  if (unit == AlarmUnit::share) return parseShare(above).map([&](Share share) { return AlarmThreshold{unit, share.value}; });
  if (unit == AlarmUnit::time)
    return parseDuration(above).map([&](Duration time) { return AlarmThreshold{unit, time.seconds()}; });
  return parseCount(above).map([&](double count) { return AlarmThreshold{unit, count}; });
}

std::string toText(const AlarmThreshold& threshold) {
  switch (threshold.unit) {
    case AlarmUnit::share: return toText(Share{threshold.value});
    case AlarmUnit::time: return toText(Duration{std::llround(threshold.value * 1e9)});
    case AlarmUnit::count: break;
  }
  return fmt::format("{:.0f}", threshold.value);
}

AlarmThreshold readableAtLeast(AlarmUnit unit, double value) {
  constexpr double kLeastShare = 0.001;
  if (value <= 0) return {unit, 0};
  switch (unit) {
    case AlarmUnit::share: {
      // By the text, so that 3 % is the double that "3%" reads as.
      const double percent = nextReadable(std::max(value, kLeastShare), 0.01, false) * 100;
      return {unit, nearestDouble(fmt::format("{:.6g}e-2", percent))};
    }
    case AlarmUnit::time: return {unit, Duration{std::llround(readableTime(value) * 1e9)}.seconds()};
    case AlarmUnit::count: break;
  }
  return {unit, nextReadable(value, 1, true)};
}

}  // namespace virga::model
