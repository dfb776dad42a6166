#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/alarm/alarm_threshold.h"
#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::model {

// An alarm of the design as an export writes it.
struct ExportedAlarm {
  Alarm alarm;  // with periods that the provider can count
  const Component* component = nullptr;
  AlarmThreshold threshold;

  // "jobs: age of the oldest message above 90 s in 3 of 5 periods of 1 min"
  std::string text() const;
};

// Those of the design that the provider can watch, in its order; the others, and those of which it counts other periods, are
// told in the notes. The design must outlive them.
std::vector<ExportedAlarm> exportedAlarms(const Architecture& architecture, std::string_view provider, Problems& notes);

}  // namespace virga::model
