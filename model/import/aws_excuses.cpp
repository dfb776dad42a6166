// What looks unused in a design and isn't: what AWS calls by itself, queues for what couldn't be delivered, and what isn't
// in the template. Its findings are left out with the reason.
#include <algorithm>
#include <set>

#include "model/edit/edges.h"
#include "model/import/aws_design.h"

namespace virga::model {

namespace {

class Excuses {
 public:
  explicit Excuses(AwsDerivation& aws) : aws_(aws), design_(aws.design.result.design) {
    for (const Edge& edge : edges(design_)) {
      if (edge.role == EdgeRole::deadLetter) deadLetters_.insert(edge.to);
      if (edge.role != EdgeRole::deadLetter && edge.role != EdgeRole::auth) entered_.insert(edge.to);
    }
  }

  void add() {
    for (const CloudResource& resource : aws_.cloud.resources) {
      const bool queue = resource.type == "AWS::SQS::Queue";
      look(resource.properties, queue);
    }
    for (const auto& [name, id] : aws_.outside) outside(id);
  }

 private:
  void look(const SourceValue& value, bool ofQueue) {
    for (const SourceValue& item : value.items) look(item, ofQueue);
    for (const SourceEntry& entry : value.entries) {
      const std::string& key = entry.key;
      if (key == "AuthorizerUri" || key == "authorizerUri") called(entry.value, "an API calls it to authorise requests");
      if (key == "Authorizers")
        for (const SourceEntry& one : entry.value.entries)
          called(one.value["FunctionArn"], "an API calls it to authorise requests");
      if (key == "ServiceToken") called(entry.value, "CloudFormation calls it when the stack is deployed");
      const bool failed =
          key == "DeadLetterConfig" || key == "DeadLetterQueue" || key == "OnFailure" || key == "deadLetterTargetArn";
      if (failed && !ofQueue) keeps(entry.value);
      look(entry.value, ofQueue);
    }
  }

  void called(const SourceValue& value, const char* reason) {
    const auto id = aws_.meant(value);
    if (id && aws_.design.is<Function>(*id) && !entered_.contains(*id)) leaveOut("never-invoked", *id, reason);
  }

  void keeps(const SourceValue& value) {
    const auto id = aws_.meant(value);
    const auto* queue = id ? aws_.design.as<Queue>(*id) : nullptr;
    if (queue && queue->consumers.empty() && !deadLetters_.contains(*id))
      leaveOut("never-read", *id, "it keeps what couldn't be delivered, for people to look at");
  }

  void outside(const ComponentId& id) {
    static constexpr const char* kReason = "it isn't in the template, which doesn't say who takes from it";
    const Component* component = design_.find(id);
    if (!component) return;
    const ComponentKind& kind = component->kind;
    if (const auto* bus = std::get_if<EventBus>(&kind); bus && bus->rules.empty()) leaveOut("no-rules", id, kReason);
    if (const auto* topic = std::get_if<Topic>(&kind); topic && topic->subscriptions.empty())
      leaveOut("no-subscribers", id, kReason);
    if (const auto* queue = std::get_if<Queue>(&kind); queue && queue->consumers.empty() && !deadLetters_.contains(id))
      leaveOut("never-read", id, kReason);
    if (const auto* stream = std::get_if<Stream>(&kind); stream && stream->consumers.empty())
      leaveOut("never-read", id, kReason);
  }

  void leaveOut(const char* check, const ComponentId& id, const char* reason) {
    const bool known = std::any_of(design_.checks.begin(), design_.checks.end(), [&](const CheckSetting& setting) {
      return setting.check == check && setting.at && setting.at->id == id;
    });
    if (!known) design_.checks.push_back({check, ComponentRef{id}, std::nullopt, reason});
  }

  AwsDerivation& aws_;
  Architecture& design_;
  std::set<ComponentId> entered_, deadLetters_;
};

}  // namespace

void addAwsExcuses(AwsDerivation& aws) { Excuses(aws).add(); }

}  // namespace virga::model
