// Topics and their subscriptions.
#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

// Buses and stores publish as services, which the key of AWS for topics doesn't allow.
bool servicesPublish(const SamContext& sam, const ComponentId& id) {
  const auto leads = [&](const auto& edges) {
    return std::any_of(edges.begin(), edges.end(), [&](const auto& edge) { return edge.to.id == id; });
  };
  return std::any_of(sam.architecture.components.begin(), sam.architecture.components.end(), [&](const Component& other) {
    const auto* bus = std::get_if<EventBus>(&other.kind);
    const auto* store = std::get_if<ObjectStore>(&other.kind);
    return (bus && leads(bus->rules)) || (store && leads(store->notifications));
  });
}

void addPolicy(SamContext& sam, const ComponentId& id) {
  const std::string& name = sam.ids.of(id);
  Tree tls = Tree::object();
  tls["Sid"] = "TlsOnly";
  tls["Effect"] = "Deny";
  tls["Principal"] = "*";
  tls["Action"] = "sns:Publish";
  tls["Resource"] = refTo(name);
  tls["Condition"]["Bool"]["aws:SecureTransport"] = "false";
  const std::string policy = sam.ids.take(name + "Policy");
  sam.policies[id] = policy;
  Tree& resource = sam.resources[policy];
  resource["Type"] = "AWS::SNS::TopicPolicy";
  resource["Properties"]["Topics"] = Tree::array({refTo(name)});
  resource["Properties"]["PolicyDocument"] = {{"Version", "2012-10-17"}, {"Statement", Tree::array({tls})}};
}

void subscribe(SamContext& sam, const ComponentId& id, const Subscription& subscription, const std::string& path) {
  const std::string topic = sam.ids.of(id);
  const ComponentId& to = subscription.to.id;
  Tree resource = Tree::object();
  resource["Type"] = "AWS::SNS::Subscription";
  Tree& properties = resource["Properties"];
  properties["TopicArn"] = refTo(topic);
  if (findKind<Function>(sam.architecture, to)) {
    properties["Protocol"] = "lambda";
    properties["Endpoint"] = functionArn(sam, to);
    allowService(sam, to, "sns.amazonaws.com", refTo(topic), topic);
  } else if (findKind<Queue>(sam.architecture, to)) {
    properties["Protocol"] = "sqs";
    properties["Endpoint"] = arnOf(sam, to);
    properties["RawMessageDelivery"] = true;
    allowService(sam, to, "sns.amazonaws.com", refTo(topic), topic);
    if (const auto dead = undeliverable(sam, to)) {
      allowService(sam, *dead, "sns.amazonaws.com", refTo(topic), topic);
      properties["RedrivePolicy"] = {{"deadLetterTargetArn", arnOf(sam, *dead)}};
    }
  } else {
    properties["Protocol"] = "https";
    properties["Endpoint"] = refTo(sam.endpoints.at(to));
    sam.note(
        Severity::info, "subscription-to-confirm", path + ".to",
        fmt::format("'{}' gets a request that confirms its subscription to '{}'; until it follows the link in it, nothing "
                    "is delivered",
                    to, id),
        "let the endpoint request the SubscribeURL of the first message");
  }
  if (subscription.filter.value < 1)
    sam.note(Severity::warning, "filter-to-write", path + ".filter",
             fmt::format("the design says that {} of the messages of '{}' go to '{}', not which; the subscription takes all",
                         toText(subscription.filter), id, to),
             "add a FilterPolicy to the subscription");
  const std::string name = sam.ids.take(topic + "To" + sam.ids.of(to));
  sam.resources[name] = resource;
}

}  // namespace

void addTopics(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* topic = std::get_if<Topic>(&component.kind);
    if (!topic) continue;
    const std::string name = sam.ids.of(component.id);
    Tree resource = Tree::object();
    resource["Type"] = "AWS::SNS::Topic";
    if (topic->encryption != Encryption::none && servicesPublish(sam, component.id))
      sam.note(Severity::info, "topic-not-encrypted", component.id,
               fmt::format("'{}' isn't encrypted at rest: services publish to it, and the key of AWS doesn't let them",
                           component.id),
               "give the topic a key of your own that allows these services");
    else if (topic->encryption != Encryption::none)
      resource["Properties"]["KmsMasterKeyId"] = "alias/aws/sns";
    resource["Properties"]["Tags"] = sam.tagList(component.id);
    sam.resources[name] = resource;
    addPolicy(sam, component.id);
    for (std::size_t i = 0; i < topic->subscriptions.size(); ++i)
      subscribe(sam, component.id, topic->subscriptions[i], fmt::format("{}.subscriptions.{}", component.id, i));
    sam.output(name + "Arn", "ARN of the topic " + component.id, refTo(name));
  }
}

}  // namespace virga::model
