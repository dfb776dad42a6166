#include "simulator/services/schedule.h"

#include "simulator/platform/world.h"

// A delivery that fails isn't tried again here: what takes events has retries of its own.
namespace virga::simulator {

void scheduleNext(World& world, std::uint32_t index) {
  const auto& schedule = world.system.schedules[index];
  const auto firing = world.schedules[index].firing;
  std::int64_t time = 0;
  if (schedule.every > 0)
    time = static_cast<std::int64_t>(firing) * schedule.every;
  else if (firing < schedule.times->size())
    time = (*schedule.times)[firing];
  else
    return;
  if (time < world.system.duration) world.schedule(time, EventKind::fires, index);
}

void scheduleFires(World& world, std::uint32_t index) {
  const auto& schedule = world.system.schedules[index];
  auto& state = world.schedules[index];
  const auto firing = state.firing++;
  ++state.record.fired;
  state.record.firedSeries.add(world.now);
  scheduleNext(world, index);
  for (std::uint32_t i = 0; i < schedule.targets.size(); ++i) {
    const auto delay = draw(schedule.delay, state.delay, firing, i);
    if (delay > 0)
      world.schedule(world.now + delay, EventKind::scheduleDelivers, schedule.targets[i],
                     static_cast<std::uint32_t>(firing));
    else
      scheduleDelivers(world, schedule.targets[i], static_cast<std::uint32_t>(firing));
  }
}

void scheduleDelivers(World& world, std::uint32_t index, std::uint32_t firing) {
  const auto& target = world.system.scheduleTargets[index];
  const auto& schedule = world.system.schedules[target.schedule];
  auto& state = world.schedules[target.schedule];
  ++state.record.attempts;
  ++state.record.inFlight;
  const auto id = childId(childId(state.key, firing), index - schedule.targets.front());
  if (!schedule.faults.empty() && faultEffect(schedule.faults, world.now, state.faults, id, 0).outcome != Outcome::ok)
    return scheduleAnswered(world, index, Outcome::error);
  if (!target.waits) return scheduleAnswered(world, index, handOver(world, target.target, id, target.payload, 0).outcome);
  if (target.target.kind == TargetKind::service)
    return scheduleAnswered(world, index,
                            callService(world, target.target.index, model::Operation::write, target.payload, id, 0).outcome);
  invoke(world, target.target.index, id, {Caller::Kind::schedule, index, 0}, 0, 0, 0, 0);
}

void scheduleAnswered(World& world, std::uint32_t index, Outcome outcome) {
  world.schedules[world.system.scheduleTargets[index].schedule].record.ended(world.now, outcome == Outcome::ok);
}

}  // namespace virga::simulator
