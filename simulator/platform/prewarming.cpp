#include "simulator/platform/prewarming.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {

void endIdlePeriod(World& world, std::uint32_t functionIndex) {
  auto& prewarming = *world.functions[functionIndex].prewarming;
  if (prewarming.idleSince < 0) return;
  prewarming.idleTimes.add(world.now - prewarming.idleSince);
  prewarming.idleSince = -1;
  ++prewarming.idlePeriods;
}

bool beginIdlePeriod(World& world, std::uint32_t functionIndex, std::uint32_t index) {
  auto& state = world.functions[functionIndex];
  auto& prewarming = *state.prewarming;
  const auto windows = prewarming.idleTimes.windows();
  const bool last = state.busy == 0;
  if (last) prewarming.idleSince = world.now;
  if (last && windows.prewarm > 0) {
    prewarming.keepUntil = world.now + windows.keep;
    world.schedule(world.now + windows.prewarm, EventKind::prewarms, functionIndex, prewarming.idlePeriods);
    leave(world, state, index, world.now);
    return false;
  }
  keepUntil(world, functionIndex, index, world.now + windows.keep);
  return true;
}

void prewarms(World& world, std::uint32_t functionIndex, std::uint32_t idlePeriod) {
  constexpr std::uint32_t kDraw = 0x30000u;  // apart from the attempts of invocations
  auto& state = world.functions[functionIndex];
  auto& prewarming = *state.prewarming;
  if (prewarming.idlePeriods != idlePeriod || prewarming.idleSince < 0) return;
  const auto time = drawColdStart(world.system.functions[functionIndex], state.streams, idlePeriod, kDraw);
  const auto index = state.pool.addStarting(world.now, world.now + time.provision + time.init);
  beginStart(state, state.pool[index], time);
  state.pool.becomeIdle(index, world.now);
  ++prewarming.prewarmed;
  state.record.instances.set(world.now, state.pool.live());
  const auto readyAt = state.pool[index].readyAt;
  keepUntil(world, functionIndex, index, time.fails ? readyAt : std::max(prewarming.keepUntil, readyAt));
}

}  // namespace virga::simulator
