#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/alarm/alarm_metric.h"

namespace virga::model {

// Why the exports for a provider can't watch the metric of the component; nothing where they can. Of a metric that the
// component's kind has.
std::optional<std::string> whyUnwatched(std::string_view provider, const Component& component, AlarmMetric metric);

// Why the provider can't judge the alarm in its periods; nothing where it can. Of a metric that it watches, and of as many
// periods as it can count.
std::optional<std::string> whyPeriodUnfit(std::string_view provider, const Component& component, const Alarm& alarm);

// The alarm with periods that the provider can count: the same, or the nearest. Some count no more than a few of the last
// periods, some demand them one after the other, some look at one. Of a metric that it watches.
Alarm countable(std::string_view provider, const Component& component, const Alarm& alarm);

}  // namespace virga::model
