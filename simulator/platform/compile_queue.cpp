#include <algorithm>

#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Queue& queue) {
  CompiledQueue compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.visibility = queue.visibility.nanoseconds;
  compiled.retention = queue.retention.nanoseconds;
  compiled.maxReceives = static_cast<std::uint32_t>(queue.maxReceives);
  compiled.deadLetter = kNone;
  if (queue.deadLetter)
    if (const auto* target = c.find(queue.deadLetter->id, {TargetKind::queue}, id + ".dead-letter"))
      compiled.deadLetter = target->index;
  compiled.sendLatency = c.sampler("queue.send-latency");
  compiled.receiveLatency = c.sampler("queue.receive-latency");
  compiled.meteredSize = c.catalog.size("queue.metered-size").bytes;
  compiled.faults = c.faults(id);
  if (c.catalog.text("queue.redelivery") == "backoff") {
    compiled.backoffMin = c.catalog.duration("queue.redelivery-backoff-min").nanoseconds;
    compiled.backoffMax = c.catalog.duration("queue.redelivery-backoff-max").nanoseconds;
  }
  if (const auto receives = c.catalog.optionalNumber("queue.poison-receives"))
    compiled.poisonReceives = static_cast<std::uint32_t>(*receives);
  const auto index = static_cast<std::uint32_t>(c.system.queues.size());
  for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
    const auto& consumer = queue.consumers[i];
    const auto* target = c.find(consumer.to.id, {TargetKind::function}, fmt::format("{}.consumers.{}.to", id, i));
    if (!target) continue;
    CompiledConsumer poller;
    poller.queue = index;
    poller.function = target->index;
    // A platform that hands over fewer at once does so; the checks tell.
    poller.batch = std::min(static_cast<std::uint32_t>(consumer.batch),
                            static_cast<std::uint32_t>(c.catalog.number("queue.batch-max")));
    poller.window = consumer.window.nanoseconds;
    const auto most = c.catalog.number("queue.poller-max");
    poller.maxPollers = static_cast<std::uint32_t>(consumer.maxConcurrency ? *consumer.maxConcurrency : most);
    poller.startPollers = std::min(poller.maxPollers, static_cast<std::uint32_t>(c.catalog.number("queue.poller-start")));
    poller.partialFailures = consumer.failures == ReportedFailures::perMessage;
    poller.slowStart = c.catalog.text("queue.poller-growth") == "slow-start";
    const double perMinute = c.catalog.number("queue.poller-per-minute");
    poller.growthInterval = perMinute > 0 ? static_cast<std::int64_t>(60e9 / perMinute) : 0;
    if (poller.growthInterval == 0 && !poller.slowStart) poller.startPollers = poller.maxPollers;
    compiled.consumers.push_back(static_cast<std::uint32_t>(c.system.consumers.size()));
    c.system.consumers.push_back(poller);
  }
  const double longPoll = c.catalog.duration("queue.long-poll").seconds();
  if (!queue.consumers.empty() && longPoll > 0)
    compiled.idleReceivesPerSecond = c.catalog.number("queue.idle-pollers") / longPoll;
  c.system.queues.push_back(std::move(compiled));
}

}  // namespace virga::simulator
