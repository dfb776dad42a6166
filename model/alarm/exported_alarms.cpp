#include "model/alarm/exported_alarms.h"

#include <fmt/format.h>

#include "model/alarm/alarm_platform.h"

namespace virga::model {

std::string ExportedAlarm::text() const {
  return fmt::format("{}: {} above {} in {} of {} periods of {}", alarm.on.id, meaningOf(alarm.metric), alarm.above,
                     alarm.datapoints, alarm.of, toText(alarm.period));
}

std::vector<ExportedAlarm> exportedAlarms(const Architecture& architecture, std::string_view provider, Problems& notes) {
  std::vector<ExportedAlarm> exported;
  for (std::size_t i = 0; i < architecture.alarms.size(); ++i) {
    const Alarm& alarm = architecture.alarms[i];
    const Component* component = architecture.find(alarm.on.id);
    const auto threshold = parseThreshold(alarm.metric, alarm.above);
    if (!component || !hasMetric(component->kind, alarm.metric) || !threshold) continue;  // which the checks tell
    const auto path = fmt::format("alarms.{}", i);
    const auto note = [&](const char* id, std::string message, std::string hint) {
      notes.push_back({Severity::warning, id, "", 0, 0, path, std::move(message), std::move(hint)});
    };
    const auto leaveOut = [&](const std::string& why, const char* hint) {
      note("alarm-unwatched",
           fmt::format("the alarm on {} of '{}' isn't in the export: {}", nameOf(alarm.metric), alarm.on.id, why), hint);
    };
    if (const auto why = whyUnwatched(provider, *component, alarm.metric)) {
      leaveOut(*why, "watch another metric");
      continue;
    }
    const Alarm fit = countable(provider, *component, alarm);
    if (const auto why = whyPeriodUnfit(provider, *component, fit)) {
      leaveOut(*why, "choose another period");
      continue;
    }
    if (fit != alarm)
      note("alarm-periods",
           fmt::format(
               "the alarm on {} of '{}' looks at {} of {} periods; this provider can count {} of {}, which are exported",
               nameOf(alarm.metric), alarm.on.id, alarm.datapoints, alarm.of, fit.datapoints, fit.of),
           "virga alarms proposes a threshold for those");
    exported.push_back({fit, component, *threshold});
  }
  return exported;
}

}  // namespace virga::model
