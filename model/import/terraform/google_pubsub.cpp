#include "model/import/terraform/google_pubsub.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

bool isOrdered(const TerraformResource& subscription) {
  const HclExpression* ordered = valueAt(subscription.values, "enable_message_ordering");
  return ordered && ordered->text == "true";
}

bool isPushed(const TerraformResource& subscription) { return !objectsAt(subscription.values, "push_config").empty(); }

std::vector<const TerraformResource*> subscriptionsOf(const TerraformProject& project, const TerraformResource& topic) {
  const std::string name = textAt(topic.values, "name");
  std::vector<const TerraformResource*> found;
  for (const TerraformResource& resource : project.resources) {
    if (resource.data || resource.type != "google_pubsub_subscription") continue;
    const HclExpression* of = valueAt(resource.values, "topic");
    if (!of) continue;
    const bool refers = of->isReference() && of->path.size() > 1 && of->path[0] == topic.type && of->path[1] == topic.name;
    if (refers || (!name.empty() && of->kind == HclExpression::Kind::string &&
                   (of->text == name || of->text.ends_with("/topics/" + name))))
      found.push_back(&resource);
  }
  return found;
}

// Whether something else takes the topic's messages: an event trigger of a function or of Eventarc.
bool isTriggering(const TerraformProject& project, const TerraformResource& topic) {
  const auto names = [&](const auto& self, const HclExpression& value) -> bool {
    if (value.isReference() && value.path.size() > 1 && value.path[0] == topic.type && value.path[1] == topic.name)
      return true;
    return std::any_of(value.items.begin(), value.items.end(), [&](const auto& item) { return self(self, item); });
  };
  return std::any_of(project.resources.begin(), project.resources.end(), [&](const TerraformResource& resource) {
    for (const char* key : {"event_trigger", "transport"})
      if (const HclExpression* value = valueAt(resource.values, key); value && names(names, *value)) return true;
    return false;
  });
}

std::optional<ComponentId> deadLetters(const CloudDesign& cloud, const TerraformResource& subscription) {
  for (const HclExpression* policy : objectsAt(subscription.values, "dead_letter_policy"))
    return cloud.first(valueAt(*policy, "dead_letter_topic"));
  return {};
}

// How often a message is delivered; Pub/Sub's own default is 5 (google_pubsub_subscription, dead_letter_policy; 2026).
std::optional<int> deliveries(const TerraformResource& subscription) {
  if (objectsAt(subscription.values, "dead_letter_policy").empty()) return {};
  return wholeAt(subscription.values, "dead_letter_policy.max_delivery_attempts").value_or(5);
}

void setQueue(CloudDesign& cloud, const TerraformResource& subscription, const ComponentId& id) {
  // A deadline that isn't stated is 10 s, a retention 7 d (google_pubsub_subscription, 2026).
  const Duration deadline = seconds(std::max(1, wholeAt(subscription.values, "ack_deadline_seconds").value_or(10)));
  const Duration retention = timeAt(subscription.values, "message_retention_duration").value_or(days(7));
  const auto dead = deadLetters(cloud, subscription);
  auto& queue = *cloud.design.as<Queue>(id);
  queue.visibility = deadline;
  queue.retention = retention;
  if (const auto most = deliveries(subscription)) queue.maxReceives = *most;
  if (!dead || *dead == id) return;
  if (cloud.design.is<Queue>(*dead))
    queue.deadLetter = ComponentRef{*dead};
  else
    cloud.design.leftOut(cloud.placeOf(subscription),
                         fmt::format("the dead letters of '{}' go to '{}', which nobody takes them from", id, *dead),
                         "give the topic a subscription");
}

// A component, or the system outside at a URL that is a parameter or written out.
std::optional<ComponentId> pushedTo(CloudDesign& cloud, const TerraformResource& subscription) {
  for (const HclExpression* push : objectsAt(subscription.values, "push_config")) {
    const HclExpression* endpoint = valueAt(*push, "push_endpoint");
    if (const auto known = cloud.first(endpoint)) return known;
    if (endpoint)
      if (const std::string name = outsideName(*endpoint); !name.empty())
        return cloud.design.external(name, cloud.placeOf(subscription), "the endpoint that is pushed to");
  }
  return {};
}

void setConsumer(CloudDesign& cloud, const TerraformResource& subscription, const ComponentId& from, const ComponentId& to) {
  if (auto* queue = cloud.design.as<Queue>(from))
    for (Consumer& consumer : queue->consumers)
      if (consumer.to.id == to) consumer.batch = 1;  // pushed one at a time
  if (auto* stream = cloud.design.as<Stream>(from))
    for (StreamConsumer& consumer : stream->consumers) {
      if (consumer.to.id != to) continue;
      consumer.batch = 1;
      if (const auto most = deliveries(subscription)) consumer.maxRetries = *most - 1;
      if (const auto dead = deadLetters(cloud, subscription); dead && cloud.design.is<Queue>(*dead))
        consumer.onFailure = ComponentRef{*dead};
    }
}

}  // namespace

ComponentKind pubsubTopic(const TerraformProject& project, const TerraformResource& topic) {
  const auto subscriptions = subscriptionsOf(project, topic);
  if (std::any_of(subscriptions.begin(), subscriptions.end(),
                  [](const auto* one) { return isOrdered(*one) && isPushed(*one); })) {
    Stream stream;
    for (const auto* one : subscriptions)
      if (const auto kept = timeAt(one->values, "message_retention_duration"))
        stream.retention = std::max(stream.retention, *kept);
    return stream;
  }
  if (subscriptions.size() != 1 || isTriggering(project, topic)) return Topic{};
  const std::string name = textAt(topic.values, "name");
  const bool same = !name.empty() && textAt(subscriptions.front()->values, "name") == name;
  if (same || !isPushed(*subscriptions.front())) return Queue{};
  return Topic{};
}

std::string topicOwner(const TerraformResource& topic) {
  if (topic.type != "google_pubsub_topic") return "";
  const std::string name = textAt(topic.values, "name"), owner = textAt(topic.values, "labels.component");
  return !owner.empty() && name.starts_with(owner + ".") ? owner : "";
}

void addOwnedTopics(CloudDesign& cloud) {
  for (const TerraformResource& topic : cloud.project.resources) {
    const std::string owner = topic.data ? "" : topicOwner(topic);
    if (owner.empty()) continue;
    const std::string address = CloudDesign::addressOf(topic);
    const bool known = cloud.design.result.design.find(owner) != nullptr;
    const ComponentId id = known ? owner : cloud.design.add(topic.name, pubsubTopic(cloud.project, topic));
    cloud.components[address] = id;
    cloud.understood.insert(address);
    cloud.spoken["topics/" + textAt(topic.values, "name")] = id;
  }
}

void addPubsubSubscription(CloudDesign& cloud, const TerraformResource& subscription) {
  const auto topic = cloud.first(valueAt(subscription.values, "topic"));
  if (!topic) return cloud.design.leftOut(cloud.placeOf(subscription), "a subscription's topic isn't in the configuration");
  ComponentId from = *topic;
  // Where a queue takes from several topics, it has a subscription for each, which its label says.
  if (const std::string label = textAt(subscription.values, "labels.component");
      label != from && textAt(subscription.values, "name").ends_with("." + label) &&
      cloud.design.result.design.find(label) && cloud.design.is<Queue>(label)) {
    cloud.components[CloudDesign::addressOf(subscription)] = label;
    return cloud.design.connectTo(from, label, cloud.placeOf(subscription));
  }
  if (cloud.design.is<Topic>(from) && !isPushed(subscription)) {
    from = cloud.design.add(subscription.name, Queue{});
    cloud.design.connectTo(*topic, from, cloud.placeOf(subscription));
  }
  cloud.components[CloudDesign::addressOf(subscription)] = from;
  if (cloud.design.is<Queue>(from)) setQueue(cloud, subscription, from);
  if (!isPushed(subscription)) return;
  const auto to = pushedTo(cloud, subscription);
  if (!to)
    return cloud.design.leftOut(cloud.placeOf(subscription),
                                fmt::format("where a subscription of '{}' pushes to isn't in the configuration", from),
                                "add what takes the messages");
  if (from == *to) return;  // what invokes a function later on
  cloud.design.connectTo(from, *to, cloud.placeOf(subscription));
  setConsumer(cloud, subscription, from, *to);
}

}  // namespace virga::model
