// Event buses with their rules, and the ways into and out of them.
#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

Tree retryPolicy(const SamContext& sam) {
  Tree policy = Tree::object();
  if (sam.catalog.find("event-bus.delivery-retries"))
    policy["MaximumRetryAttempts"] = static_cast<std::int64_t>(sam.catalog.number("event-bus.delivery-retries"));
  if (sam.catalog.find("event-bus.delivery-max-age"))
    policy["MaximumEventAgeInSeconds"] = wholeSeconds(sam.catalog.duration("event-bus.delivery-max-age"));
  return policy;
}

// What an external is reached by: an API destination, and the role that may use it.
std::string destinationOf(SamContext& sam, const ComponentId& external) {
  const std::string connection = connectionTo(sam, external);
  const std::string name = sam.ids.take(sam.ids.of(external) + "Destination");
  Tree& resource = sam.resources[name];
  resource["Type"] = "AWS::Events::ApiDestination";
  resource["Properties"]["ConnectionArn"] = getAtt(connection, "Arn");
  resource["Properties"]["HttpMethod"] = "POST";
  resource["Properties"]["InvocationEndpoint"] = refTo(sam.endpoints.at(external));
  return name;
}

void addRule(SamContext& sam, const ComponentId& bus, const Rule& rule, const std::string& path) {
  const ComponentId& to = rule.to.id;
  const std::string busName = sam.ids.of(bus);
  const std::string name = sam.ids.take(busName + "To" + sam.ids.of(to));
  const auto role = [&](const std::string& action, const Tree& resource) {
    return getAtt(addRole(sam, name + "Role", "events.amazonaws.com", Tree::array({statement({action}, resource)}), bus),
                  "Arn");
  };
  Tree target = Tree::object();
  target["Id"] = sam.ids.of(to).substr(0, 64);
  const ComponentKind& kind = sam.architecture.find(to)->kind;
  if (std::holds_alternative<External>(kind)) {
    const std::string destination = destinationOf(sam, to);
    target["Arn"] = getAtt(destination, "Arn");
    target["RoleArn"] = role("events:InvokeApiDestination", getAtt(destination, "Arn"));
  } else {
    target["Arn"] = arnOf(sam, to);
    if (std::holds_alternative<Stream>(kind)) target["RoleArn"] = role("kinesis:PutRecord", arnOf(sam, to));
    if (std::holds_alternative<Workflow>(kind)) target["RoleArn"] = role("states:StartExecution", arnOf(sam, to));
  }
  target["InputPath"] = "$.detail";
  if (const Tree retries = retryPolicy(sam); !retries.empty()) target["RetryPolicy"] = retries;
  const auto dead = undeliverable(sam, to);
  if (dead) target["DeadLetterConfig"]["Arn"] = arnOf(sam, *dead);

  Tree resource = Tree::object();
  resource["Type"] = "AWS::Events::Rule";
  Tree& properties = resource["Properties"];
  properties["Description"] = shortened(bus + " to " + to, 512);
  properties["EventBusName"] = refTo(busName);
  properties["EventPattern"]["account"] = Tree::array({refTo("AWS::AccountId")});
  properties["State"] = "ENABLED";
  properties["Targets"] = Tree::array();
  properties["Targets"].push_back(target);
  sam.resources[name] = resource;
  if (std::holds_alternative<Function>(kind) || std::holds_alternative<Queue>(kind) || std::holds_alternative<Topic>(kind))
    allowService(sam, to, "events.amazonaws.com", getAtt(name, "Arn"), name);
  if (dead) allowService(sam, *dead, "events.amazonaws.com", getAtt(name, "Arn"), name);
  if (rule.match.value < 1)
    sam.note(Severity::warning, "filter-to-write", path + ".match",
             fmt::format("the design says that {} of the events of '{}' go to '{}', not which; the rule takes all",
                         toText(rule.match), bus, to),
             "narrow the EventPattern of the rule");
}

}  // namespace

void addBuses(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* bus = std::get_if<EventBus>(&component.kind);
    if (!bus) continue;
    const std::string name = sam.ids.of(component.id);
    Tree& resource = sam.resources[name];
    resource["Type"] = "AWS::Events::EventBus";
    resource["Properties"]["Name"] = sub("${AWS::StackName}-" + component.id);
    resource["Properties"]["Tags"] = sam.tagList(component.id);
    for (std::size_t i = 0; i < bus->rules.size(); ++i)
      addRule(sam, component.id, bus->rules[i], fmt::format("{}.rules.{}", component.id, i));
    sam.output(name + "Name", "Name of the event bus " + component.id, refTo(name));
  }
}

}  // namespace virga::model
