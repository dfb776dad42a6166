#pragma once

#include <fmt/format.h>

#include "model/alarm/alarm_metric.h"
#include "model/architecture/architecture.h"

// What the platforms' own metrics tell, as far as the exports write alarms on them: why not, where they don't.
namespace virga::model {

using Unwatched = std::optional<std::string>;

Unwatched whyUnwatchedOnAws(const Component& component, AlarmMetric metric);
Unwatched whyUnwatchedOnAzure(const Component& component, AlarmMetric metric);
Unwatched whyUnwatchedOnGoogle(const Component& component, AlarmMetric metric);
Unwatched whyUnwatchedOnOci(const Component& component, AlarmMetric metric);
Unwatched whyUnwatchedOnKnative(const Component& component, AlarmMetric metric);

// Whether Azure tells it as a metric alone, which an alert compares in one period; of others there are logs.
bool isMetricOfAzure(const Component& component);

template <class Kind>
const Kind* as(const Component& component) {
  return std::get_if<Kind>(&component.kind);
}

inline std::string noMetric(std::string_view service) { return fmt::format("{} has no metric of that", service); }
inline std::string noAlarmsOn(const Component& component) {
  return fmt::format("the exports write no alarms on a component of the kind {}", kindName(component.kind));
}

}  // namespace virga::model
