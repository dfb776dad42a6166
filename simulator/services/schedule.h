#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/measure/series.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"

namespace virga::simulator {

struct World;

// Fires at time 0 and each interval, or at the times of a cron expression, and starts something at each target.
struct CompiledSchedule {
  std::string name;
  std::uint32_t component;
  std::int64_t every = 0;                                  // ns; 0: at `times`
  std::shared_ptr<const std::vector<std::int64_t>> times;  // ns
  Sampler delay;                                           // from the time stated to the delivery, for each target
  std::vector<std::uint32_t> targets;                      // of all schedules' ones
  std::vector<FaultWindow> faults;
};

struct CompiledScheduleTarget {
  std::uint32_t schedule;
  Target target;
  bool waits = false;  // for the answer of a call; else hands over
  std::int64_t payload = 0;
};

struct ScheduleRecorder {
  explicit ScheduleRecorder(Grid grid) : firedSeries(grid), errorSeries(grid) {}

  std::uint64_t fired = 0;
  std::uint64_t attempts = 0;  // deliveries begun, one for each target
  std::uint64_t delivered = 0, failed = 0;
  std::int64_t inFlight = 0, inFlightAtReset = 0;  // calls without an answer yet
  CountSeries firedSeries, errorSeries;

  void ended(std::int64_t now, bool ok) {
    --inFlight;
    ++(ok ? delivered : failed);
    if (!ok) errorSeries.add(now);
  }
  void reset() {
    fired = attempts = delivered = failed = 0;
    inFlightAtReset = inFlight;
  }
};

struct ScheduleState {
  std::uint64_t key = 0;     // names what it starts
  std::uint64_t firing = 0;  // the next one's number
  RandomStream delay, faults;
  ScheduleRecorder record;
};

// Puts the schedule's next firing into the event queue, if it lies within the run.
void scheduleNext(World& world, std::uint32_t schedule);
void scheduleFires(World& world, std::uint32_t schedule);
void scheduleDelivers(World& world, std::uint32_t target, std::uint32_t firing);
void scheduleAnswered(World& world, std::uint32_t target, Outcome outcome);

}  // namespace virga::simulator
