#include "simulator/experiment/frame.h"

#include "simulator/platform/world.h"

namespace virga::simulator {

Frame FrameCamera::take(const World& world) {
  Frame frame{{world.now}, {}};
  const auto& components = world.system.architecture->components;
  before_.resize(components.size());
  const double seconds = static_cast<double>(world.now - takenAt_) * 1e-9;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const auto& part = world.system.parts[i];
    ComponentFrame shown;
    shown.id = components[i].id;
    Counts counts;
    switch (part.kind) {
      case TargetKind::client: continue;
      case TargetKind::function: {
        const auto& record = world.functions[part.index].record;
        const auto& compiled = world.system.functions[part.index];
        shown.busy = record.busy.level();
        if (compiled.role != Role::workflow) shown.instances = record.instances.level();
        if (world.functions[part.index].scaling) shown.waiting = world.functions[part.index].scaling->record.waiting.level();
        if (compiled.role == Role::container) shown.waiting = world.containers[compiled.container].record.queue.level();
        counts = {record.invocations, record.throttles, record.errors + record.timeouts, record.coldStarts};
        break;
      }
      case TargetKind::queue: {
        const auto& record = world.queues[part.index].record;
        shown.waiting = record.depth.level();
        counts = {record.sent, 0, record.errors};
        break;
      }
      case TargetKind::stream: {
        const auto& record = world.streams[part.index].record;
        shown.waiting = record.backlog.level();
        counts = {record.put, record.throttles, record.errors};
        break;
      }
      case TargetKind::topic: {
        const auto& record = world.topics[part.index].record;
        counts = {record.published, record.throttles, record.errors};
        break;
      }
      case TargetKind::service: {
        const auto& record = world.services[part.index].record;
        counts = {record.reads + record.writes, record.throttles, record.errors};
        break;
      }
      case TargetKind::database: {
        const auto& record = world.databases[part.index].record;
        shown.connections = record.connections.level();
        counts = {record.reads + record.writes, record.throttles, record.errors + record.refused};
        break;
      }
      case TargetKind::api: {
        const auto& record = world.apis[part.index].record;
        counts = {record.requests, record.throttled, record.failed};
        break;
      }
      case TargetKind::socket: {
        const auto& record = world.sockets[part.index].record;
        shown.connections = record.connections.level();
        counts = {record.messages.requests, record.messages.throttled + record.throttles,
                  record.messages.failed + record.pushErrors};
        break;
      }
      case TargetKind::auth: counts.requests = world.auths[part.index].verifications; break;
      case TargetKind::schedule: {
        const auto& record = world.schedules[part.index].record;
        counts = {record.fired, 0, record.failed};
        break;
      }
    }
    // Counts start again when the warm-up ends.
    const auto rate = [&](std::uint64_t Counts::*count) {
      const auto now = counts.*count, before = before_[i].*count;
      return seconds > 0 ? static_cast<double>(now >= before ? now - before : now) / seconds : 0.0;
    };
    shown.requestsPerSecond = rate(&Counts::requests);
    shown.throttlesPerSecond = rate(&Counts::throttles);
    shown.errorsPerSecond = rate(&Counts::errors);
    shown.coldStartsPerSecond = rate(&Counts::coldStarts);
    before_[i] = counts;
    frame.components.push_back(std::move(shown));
  }
  takenAt_ = world.now;
  return frame;
}

}  // namespace virga::simulator
