// What comes to functions from queues, streams, tables, topics, buses and schedules.
#include <fmt/format.h>

#include "model/manifest/cloudformation/expansion.h"
#include "model/manifest/serverless/framework_names.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

void queueEvent(Service& service, const ComponentId& function, const Tree& mapping) {
  Tree& sqs = service.event(function, "sqs");
  sqs["arn"] = mapping.at("EventSourceArn");
  sqs["batchSize"] = mapping.at("BatchSize");
  sqs["maximumBatchingWindow"] = mapping.at("MaximumBatchingWindowInSeconds");
  if (mapping.contains("ScalingConfig")) sqs["maximumConcurrency"] = mapping.at("ScalingConfig").at("MaximumConcurrency");
  if (mapping.contains("FunctionResponseTypes")) sqs["functionResponseType"] = mapping.at("FunctionResponseTypes").at(0);
}

void streamEvent(Service& service, const ComponentId& function, const Tree& mapping, const char* type) {
  Tree& stream = service.event(function, "stream");
  stream["type"] = type;
  stream["arn"] = mapping.at("EventSourceArn");
  stream["startingPosition"] = mapping.at("StartingPosition");
  stream["batchSize"] = mapping.at("BatchSize");
  stream["batchWindow"] = mapping.at("MaximumBatchingWindowInSeconds");
  stream["parallelizationFactor"] = mapping.at("ParallelizationFactor");
  stream["maximumRetryAttempts"] = mapping.at("MaximumRetryAttempts");
  stream["maximumRecordAgeInSeconds"] = mapping.at("MaximumRecordAgeInSeconds");
  stream["bisectBatchOnFunctionError"] = mapping.at("BisectBatchOnFunctionError");
  if (mapping.contains("DestinationConfig"))
    stream["destinations"]["onFailure"] = {{"arn", mapping.at("DestinationConfig").at("OnFailure").at("Destination")},
                                           {"type", "sqs"}};
}

void topicEvent(Service& service, const ComponentId& function, const Tree& subscription) {
  Tree& sns = service.event(function, "sns");
  sns["arn"] = subscription.at("TopicArn");
  sns["topicName"] = namedBy(subscription.at("TopicArn"));  // in names of resources alone
}

void busEvent(Service& service, const ComponentId& function, const Tree& rule) {
  const Tree& target = rule.at("Targets").at(0);
  Tree& bridge = service.event(function, "eventBridge");
  copyProperty(bridge, "description", rule, "Description");
  copyProperty(bridge, "eventBus", rule, "EventBusName");
  bridge["pattern"] = rule.at("EventPattern");
  copyProperty(bridge, "inputPath", target, "InputPath");
  if (target.contains("RetryPolicy")) {
    copyProperty(bridge["retryPolicy"], "maximumEventAge", target.at("RetryPolicy"), "MaximumEventAgeInSeconds");
    copyProperty(bridge["retryPolicy"], "maximumRetryAttempts", target.at("RetryPolicy"), "MaximumRetryAttempts");
  }
}

void scheduleEvent(Service& service, const ComponentId& function, const Tree& properties) {
  Tree& schedule = service.event(function, "schedule");
  schedule["method"] = "scheduler";
  copyProperty(schedule, "description", properties, "Description");
  schedule["rate"] = Tree::array({properties.at("ScheduleExpression")});
  copyProperty(schedule, "timezone", properties, "ScheduleExpressionTimezone");
  const Tree& target = properties.at("Target");
  schedule["roleArn"] = target.at("RoleArn");
  copyProperty(schedule, "input", target, "Input");
}

// Whether the resource is an event of a function, which is then added to it.
bool liftEvent(Service& service, const Tree& resource) {
  const std::string type = resource.at("Type").get<std::string>();
  const Tree& properties = resource.at("Properties");
  if (type == "AWS::Lambda::EventSourceMapping") {
    const auto function = service.functionIn(properties.at("FunctionName"));
    const std::string source = service.resources.at(namedBy(properties.at("EventSourceArn"))).at("Type").get<std::string>();
    if (source == "AWS::SQS::Queue")
      queueEvent(service, *function, properties);
    else
      streamEvent(service, *function, properties, source == "AWS::DynamoDB::Table" ? "dynamodb" : "kinesis");
    return true;
  }
  if (type == "AWS::SNS::Subscription" && properties.at("Protocol") == "lambda") {
    topicEvent(service, *service.functionIn(properties.at("Endpoint")), properties);
    return true;
  }
  if (type == "AWS::Events::Rule") {
    const auto function = service.functionIn(properties.at("Targets").at(0).at("Arn"));
    if (function) busEvent(service, *function, properties);
    return function.has_value();
  }
  if (type == "AWS::Scheduler::Schedule") {
    const auto function = service.functionIn(properties.at("Target").at("Arn"));
    if (function) scheduleEvent(service, *function, properties);
    return function.has_value();
  }
  return false;
}

// The framework leaves hyphens out of the names of rules: those of "a-b" and "ab" would be one.
void refuseOneName(Service& service) {
  std::map<std::string, ComponentId> known;
  for (const auto& [id, function] : service.functions.items()) {
    if (!function.contains("events")) continue;
    for (const Tree& event : function.at("events"))
      if (event.contains("eventBridge")) {
        const auto [other, added] = known.emplace(alphanumericName(id), id);
        if (!added && other->second != id)
          service.problems.push_back(
              {Severity::error, "name-clash", "", 0, 0, id,
               fmt::format("the Serverless Framework gives the rules of '{}' and '{}' one name", other->second, id),
               "rename one of the functions"});
      }
  }
}

}  // namespace

void liftEvents(Service& service) {
  std::set<std::string> lifted;
  const Tree before = service.resources;
  for (const auto& [name, resource] : before.items())
    if (liftEvent(service, resource)) lifted.insert(name);
  for (const std::string& name : lifted) {
    const Tree& properties = before.at(name).at("Properties");
    const std::string type = before.at(name).at("Type").get<std::string>();
    if (type == "AWS::SNS::Subscription")
      service.dropPermission(*service.functionIn(properties.at("Endpoint")), "sns.amazonaws.com",
                             [&](const Tree& source) { return source == properties.at("TopicArn"); });
    if (type == "AWS::Events::Rule")
      service.dropPermission(*service.functionIn(properties.at("Targets").at(0).at("Arn")), "events.amazonaws.com",
                             [&](const Tree& source) { return source == getAtt(name, "Arn"); });
  }
  service.drop([&](const std::string& name, const Tree&) { return lifted.count(name) != 0; });
  refuseOneName(service);
}

}  // namespace virga::model
