#include <fmt/format.h>

#include "simulator/platform/compilation.h"
#include "simulator/workload/cron_instants.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Schedule& schedule) {
  CompiledSchedule compiled;
  compiled.name = id;
  compiled.component = component;
  if (schedule.every) {
    compiled.every = schedule.every->nanoseconds;
    if (compiled.every <= 0) c.problem(id + ".every", "the interval must be above 0", "write every: 5 min");
  } else if (auto times = cronInstants(schedule.cron, schedule.timeZone, c.system.scenario)) {
    compiled.times = *std::move(times);
  } else {
    c.problem(id + ".cron", times.error(), "");
  }
  compiled.delay = c.sampler("schedule.delay");
  compiled.faults = c.faults(id);
  const auto index = static_cast<std::uint32_t>(c.system.schedules.size());
  for (std::size_t i = 0; i < schedule.targets.size(); ++i) {
    const auto& stated = schedule.targets[i];
    const auto* target = c.find(
        stated.to.id, {TargetKind::function, TargetKind::queue, TargetKind::topic, TargetKind::stream, TargetKind::service},
        fmt::format("{}.targets.{}.to", id, i));
    if (!target) continue;
    const auto& kind = c.architecture.find(stated.to.id)->kind;
    const bool waits = std::holds_alternative<External>(kind) || std::holds_alternative<ContainerService>(kind);
    compiled.targets.push_back(static_cast<std::uint32_t>(c.system.scheduleTargets.size()));
    c.system.scheduleTargets.push_back({index, *target, waits, stated.payload.bytes});
  }
  c.system.schedules.push_back(std::move(compiled));
}

}  // namespace virga::simulator
