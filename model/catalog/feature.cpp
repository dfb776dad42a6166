#include "model/catalog/feature.h"

namespace virga::model {

std::string withoutFullStop(const std::string& sentence) {
  return sentence.ends_with('.') ? sentence.substr(0, sentence.size() - 1) : sentence;
}

const std::vector<FeatureKey>& featureKeys() {
  static const std::vector<FeatureKey> keys = {
      {"function.arm64", "instances with arm64 processors"},
      {"function.snapshot", "instances that are restored from a snapshot of an initialised one"},
      {"function.provisioned-concurrency", "instances of a function that are kept initialised"},
      {"function.instance-concurrency", "several invocations at once in one instance"},
      {"function.vpc", "instances attached to a virtual private network"},
      {"trigger.http-api", "the gateway invokes functions"},
      {"trigger.websocket-api", "the gateway holds connections and invokes functions by route"},
      {"trigger.queue", "a queue's messages invoke functions"},
      {"trigger.topic", "a topic invokes subscribed functions"},
      {"trigger.stream", "a stream's records invoke functions"},
      {"trigger.event-bus", "an event bus invokes functions by rules"},
      {"trigger.schedule", "a schedule invokes functions"},
      {"trigger.object-store", "writes and removals of objects invoke functions"},
      {"trigger.nosql-db", "a table's changes invoke functions"},
      {"event-bus.own-events", "applications put events of their own on an event bus"},
      {"workflow.standard", "long workflows, each state done exactly once"},
      {"workflow.express", "short workflows, billed by their time"},
  };
  return keys;
}

}  // namespace virga::model
