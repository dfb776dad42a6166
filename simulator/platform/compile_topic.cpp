#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

namespace {

CompiledTopic topicOf(Compilation& c, std::uint32_t component, const std::string& id, const std::string& kind,
                      const std::optional<Distribution>& latency) {
  const auto key = [&kind](const char* name) { return kind + "." + name; };
  CompiledTopic compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.publishLatency = c.sampler(key("publish-latency").c_str());
  compiled.deliveryLatency = c.sampler(latency, key("delivery-latency").c_str(), id + ".latency");
  if (const auto rate = c.catalog.optionalNumber(key("publishes-per-second"))) compiled.rate = TokenBucket(*rate, *rate);
  compiled.delivery = deliveryPolicy(c, kind);
  compiled.meteredSize = c.catalog.size(key("metered-size")).bytes;
  compiled.faults = c.faults(id);
  return compiled;
}

}  // namespace

std::optional<CompiledReceiver> compileReceiver(Compilation& c, const ComponentRef& to, Share share,
                                                const std::string& path) {
  const auto* target = c.find(
      to.id, {TargetKind::function, TargetKind::queue, TargetKind::topic, TargetKind::stream, TargetKind::service}, path);
  if (!target) return std::nullopt;
  const auto& kind = c.architecture.find(to.id)->kind;
  return CompiledReceiver{*target, share.value,
                          std::holds_alternative<External>(kind) || std::holds_alternative<ContainerService>(kind)};
}

DeliveryPolicy deliveryPolicy(const Compilation& c, const std::string& kind) {
  const auto time = [&](const char* name) { return c.catalog.duration(kind + "." + name).nanoseconds; };
  return {static_cast<std::uint32_t>(c.catalog.number(kind + ".delivery-retries")), time("delivery-backoff-min"),
          time("delivery-backoff-max"), time("delivery-max-age"), time("delivery-timeout")};
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Topic& topic) {
  auto compiled = topicOf(c, component, id, "topic", topic.latency);
  for (std::size_t i = 0; i < topic.subscriptions.size(); ++i)
    if (const auto receiver = compileReceiver(c, topic.subscriptions[i].to, topic.subscriptions[i].filter,
                                              fmt::format("{}.subscriptions.{}.to", id, i)))
      compiled.receivers.push_back(*receiver);
  c.system.topics.push_back(std::move(compiled));
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const EventBus& bus) {
  auto compiled = topicOf(c, component, id, "event-bus", bus.latency);
  for (std::size_t i = 0; i < bus.rules.size(); ++i)
    if (const auto receiver = compileReceiver(c, bus.rules[i].to, bus.rules[i].match, fmt::format("{}.rules.{}.to", id, i)))
      compiled.receivers.push_back(*receiver);
  c.system.topics.push_back(std::move(compiled));
}

}  // namespace virga::simulator
