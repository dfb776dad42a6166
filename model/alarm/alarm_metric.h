#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/architecture/alarm.h"
#include "model/architecture/component.h"

namespace virga::model {

// What an alarm's threshold is written in.
enum class AlarmUnit { share, count, time };

inline constexpr std::array kAlarmMetrics = {AlarmMetric::errorShare,  AlarmMetric::throttles,   AlarmMetric::latencyP99,
                                             AlarmMetric::durationP99, AlarmMetric::concurrency, AlarmMetric::depth,
                                             AlarmMetric::age,         AlarmMetric::deadLetters};

AlarmUnit unitOf(AlarmMetric metric);

// The word in project files: "error-share".
std::string_view nameOf(AlarmMetric metric);

// What it is in each period, for people: "errors among the requests".
std::string_view meaningOf(AlarmMetric metric);

// Whether a component of the kind has it at all, on whatever platform.
bool hasMetric(const ComponentKind& kind, AlarmMetric metric);

// Those that the kind has, in the order of AlarmMetric.
std::vector<AlarmMetric> metricsOf(const ComponentKind& kind);

}  // namespace virga::model
