#include "simulator/experiment/period_probe.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace virga::simulator {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// When the oldest message was sent that waits or is being processed: the front of those that wait, which stand in the
// order of their coming, and all that were handed out and not deleted. A message that waits again after a failure stands
// behind younger ones and is found once it is handed out.
std::optional<std::int64_t> oldestSentAt(const World& world, const QueueState& queue) {
  std::optional<std::int64_t> oldest;
  const auto add = [&](const Message& message) {
    if (!message.gone) oldest = oldest ? std::min(*oldest, message.sentAt) : message.sentAt;
  };
  if (!queue.visible.empty()) add(world.messages[queue.visible.front()]);
  queue.inFlight.forEach([&](const DeadlineFifo::Entry& entry) {
    const auto& batch = world.batches[entry.index];
    if (batch.ticket != entry.ticket) return;
    for (const auto index : batch.messages) add(world.messages[index]);
  });
  return oldest;
}

}  // namespace

PeriodProbe::PeriodProbe(World& world) : durations_(world.functions.size()) {
  for (std::size_t i = 0; i < durations_.size(); ++i) world.functions[i].record.periodDuration = &durations_[i];
  for (const auto& part : world.system.parts)
    if (part.kind != TargetKind::client) extremes_.emplace_back();
}

void PeriodProbe::pass(World& world) {
  std::size_t component = 0;
  for (const auto& part : world.system.parts) {
    if (part.kind == TargetKind::client) continue;
    auto& extremes = extremes_[component++];
    if (part.kind == TargetKind::function) {
      auto& duration = durations_[part.index];
      extremes.durationP99.push_back(duration.quantile(0.99).value_or(kNothing));
      duration.clear();
      extremes.concurrency.push_back(static_cast<double>(world.functions[part.index].record.busy.takePeak()));
    } else if (part.kind == TargetKind::queue) {
      auto& queue = world.queues[part.index];
      extremes.depth.push_back(static_cast<double>(queue.record.depth.takePeak()));
      const auto oldest = oldestSentAt(world, queue);
      extremes.age.push_back(oldest ? static_cast<double>(world.now - *oldest) : kNothing);
    } else if (part.kind == TargetKind::stream) {
      extremes.depth.push_back(static_cast<double>(world.streams[part.index].record.backlog.takePeak()));
    }
  }
}

}  // namespace virga::simulator
