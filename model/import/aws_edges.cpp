// Edges from topics, buckets and buses to whatever they hand over to.
#include <algorithm>

#include "model/import/aws_design.h"

namespace virga::model {

namespace {

template <class... Kinds>
bool isOneOf(const DesignBuilder& design, const ComponentId& id) {
  return (design.is<Kinds>(id) || ...);
}

}  // namespace

void subscribeToTopic(AwsDerivation& aws, const ComponentId& topic, const ComponentId& to, const Place& at) {
  if (!aws.design.is<Topic>(topic)) return;
  ComponentId end = to;
  if (!isOneOf<Function, Queue, External, ContainerService>(aws.design, to))
    end = aws.design.relay(topic + " to " + to, to, Operation::write, at, "the subscription");
  auto& subscriptions = aws.design.as<Topic>(topic)->subscriptions;
  if (std::none_of(subscriptions.begin(), subscriptions.end(), [&](const auto& known) { return known.to.id == end; }))
    subscriptions.push_back({{end}});
}

void tellOfObjects(AwsDerivation& aws, const ComponentId& bucket, const ComponentId& to, ObjectEvent event, const Place& at,
                   const std::string& what) {
  if (!aws.design.is<ObjectStore>(bucket)) return;
  ComponentId end = to;
  if (!isOneOf<Function, Queue, Topic, EventBus>(aws.design, to))
    end = aws.design.relay(bucket + " to " + to, to, Operation::write, at, what);
  auto& notifications = aws.design.as<ObjectStore>(bucket)->notifications;
  if (std::none_of(notifications.begin(), notifications.end(),
                   [&](const Notification& known) { return known.to.id == end && known.on == event; }))
    notifications.push_back({{end}, event});
}

void addBusRule(AwsDerivation& aws, const ComponentId& bus, const ComponentId& to, const Place& at) {
  ComponentId end = to;
  if (!isOneOf<Function, Queue, Topic, Stream, Workflow, External>(aws.design, to))
    end = aws.design.relay(bus + " to " + to, to, Operation::write, at, "the rule");
  auto* const found = aws.design.as<EventBus>(bus);
  if (!found) return;
  if (std::none_of(found->rules.begin(), found->rules.end(), [&](const Rule& known) { return known.to.id == end; }))
    found->rules.push_back({{end}});
}

}  // namespace virga::model
