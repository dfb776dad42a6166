#include "model/alarm/add_alarms.h"

#include <algorithm>

namespace virga::model {

std::size_t addAlarms(Architecture& architecture, const std::vector<Alarm>& alarms) {
  const auto before = architecture.alarms.size();
  for (const auto& alarm : alarms) {
    const bool known = std::any_of(architecture.alarms.begin(), architecture.alarms.end(),
                                   [&](const Alarm& own) { return own.on == alarm.on && own.metric == alarm.metric; });
    if (!known) architecture.alarms.push_back(alarm);
  }
  return architecture.alarms.size() - before;
}

}  // namespace virga::model
