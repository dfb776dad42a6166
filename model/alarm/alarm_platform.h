#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/alarm/alarm_metric.h"

namespace virga::model {

// Why the exports for a provider can't watch the metric of the component; nothing where they can. Of a metric that the
// component's kind has.
std::optional<std::string> whyUnwatched(std::string_view provider, const Component& component, AlarmMetric metric);

// Why the provider can't judge the alarm in its periods; nothing where it can.
std::optional<std::string> whyPeriodUnfit(std::string_view provider, const Alarm& alarm);

// Whether the provider can count so many of the last periods; one that can't demands them one after the other.
bool countsDatapoints(std::string_view provider);

}  // namespace virga::model
