#include "simulator/alarms/detect.h"

#include <algorithm>

namespace virga::simulator {
namespace {

// From the fault's beginning, ns; nothing where the alarm isn't set off until all the periods that it looks at are past
// the fault.
std::optional<std::int64_t> timeToDetection(const PeriodValues& levels, double threshold, const model::Fault& fault,
                                            std::int64_t period, int of) {
  const auto last = fault.to.nanoseconds + period * of;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto end = static_cast<std::int64_t>(i + 1) * period;
    if (end <= fault.from.nanoseconds || !(levels[i] > threshold)) continue;
    if (end > last) break;
    return end - fault.from.nanoseconds;
  }
  return std::nullopt;
}

bool isOnAt(const PeriodValues& levels, double threshold, std::int64_t time, std::int64_t period) {
  const auto ended = time / period;
  return ended > 0 && static_cast<std::size_t>(ended) <= levels.size() &&
         levels[static_cast<std::size_t>(ended - 1)] > threshold;
}

}  // namespace

std::vector<Detection> detections(const PeriodRuns& runs, const AlarmProposal& proposal) {
  const auto& alarm = proposal.alarm;
  const auto period = runs.period.nanoseconds;
  std::vector<PeriodValues> levels;
  for (std::size_t run = 0; run < runs.runs.size(); ++run)
    levels.push_back(alarmLevels(metricValues(runs, run, alarm.on.id, alarm.metric), alarm.datapoints, alarm.of));
  std::vector<Detection> all;
  for (const auto& fault : runs.prepared.scenario.faults) {
    Detection detection{fault.component.id, fault.from, fault.to, static_cast<int>(levels.size()), 0, 0, {}};
    std::vector<std::int64_t> times;
    for (const auto& run : levels) {
      if (isOnAt(run, proposal.threshold.value, fault.from.nanoseconds, period))
        ++detection.alreadyOn;
      else if (const auto time = timeToDetection(run, proposal.threshold.value, fault, period, alarm.of))
        times.push_back(*time);
    }
    detection.found = static_cast<int>(times.size());
    std::sort(times.begin(), times.end());
    if (!times.empty()) detection.median = model::Duration{times[times.size() / 2]};
    all.push_back(detection);
  }
  return all;
}

}  // namespace virga::simulator
