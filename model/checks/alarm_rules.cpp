#include <fmt/format.h>

#include "model/alarm/alarm_platform.h"
#include "model/alarm/alarm_threshold.h"
#include "model/checks/rules.h"

namespace virga::model {
namespace {

std::string metricNames(const ComponentKind& kind) {
  std::string names;
  for (const auto metric : metricsOf(kind)) names += (names.empty() ? "" : ", ") + std::string(nameOf(metric));
  return names;
}

void checkThreshold(const Alarm& alarm, const std::string& path, Problems& problems) {
  const auto threshold = parseThreshold(alarm.metric, alarm.above);
  if (!threshold)
    report(problems, Severity::error, "alarm-threshold", path,
           fmt::format("{} of '{}': {}", nameOf(alarm.metric), alarm.on.id, threshold.error()));
  else if (threshold->unit == AlarmUnit::share && threshold->value >= 1)
    report(problems, Severity::warning, "alarm-threshold", path,
           fmt::format("a share is never above 100 %, so the alarm on '{}' never goes off", alarm.on.id),
           "virga alarms proposes one");
}

}  // namespace

void checkAlarms(const Checked& checked, Problems& problems) {
  const auto& alarms = checked.architecture.alarms;
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    const auto& alarm = alarms[i];
    const auto* component = checked.architecture.find(alarm.on.id);
    if (!component) continue;  // which is told when the project is read
    const auto path = fmt::format("alarms.{}", i);
    if (!hasMetric(component->kind, alarm.metric)) {
      const auto names = metricNames(component->kind);
      report(problems, Severity::error, "alarm-metric", path + ".metric",
             fmt::format("'{}' is a {} and has no {}", alarm.on.id, kindName(component->kind), nameOf(alarm.metric)),
             names.empty() ? "nothing of it can be watched" : "it has " + names);
      continue;
    }
    checkThreshold(alarm, path + ".above", problems);
    if (const auto why = whyUnwatched(checked.catalog.provider, *component, alarm.metric))
      report(problems, Severity::warning, "alarm-unwatched", path + ".metric",
             fmt::format("the alarm on {} of '{}' isn't exported: {}", nameOf(alarm.metric), alarm.on.id, *why));
    else if (const auto unfit = whyPeriodUnfit(checked.catalog.provider, *component,
                                               countable(checked.catalog.provider, *component, alarm)))
      report(problems, Severity::warning, "alarm-unwatched", path + ".period",
             fmt::format("the alarm on {} of '{}' isn't exported: {}", nameOf(alarm.metric), alarm.on.id, *unfit));
  }
}

}  // namespace virga::model
