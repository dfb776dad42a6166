#include "model/import/serverless_source.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/import/cloud_resources.h"
#include "model/import/reference.h"
#include "model/import/serverless_variables.h"
#include "model/manifest/sam/logical_ids.h"
#include "model/manifest/serverless/framework_names.h"

namespace virga::model {
namespace {

class Service {
 public:
  Service(SourceValue root, Problems& report) : root_(std::move(root)), report_(report) {}

  SourceValue asTemplate() {
    SourceValue out = mapValue(root_.at);
    out.set("Transform", scalarValue("AWS::Serverless-2016-10-31", root_.at));
    resources_ = mapValue(root_.at);
    for (const SourceValue* part : root_["resources"].each()) {
      for (const auto& entry : (*part)["Resources"].entries) resources_.set(entry.key, entry.value);
      for (const char* section : {"Parameters", "Mappings", "Conditions"})
        if (part->find(section)) out.set(section, (*part)[section]);
    }
    buckets();
    for (const SourceValue* part : root_["functions"].each())
      for (const auto& entry : part->entries) function(entry);
    if (httpApi_) addHttpApi();
    if (socketApi_) addSocketApi();
    for (const SourceValue* part : root_["stepFunctions"]["stateMachines"].each())
      for (const auto& entry : part->entries) stateMachine(entry);
    for (const SourceValue* plugin : root_["plugins"].each())
      if (plugin->isScalar())
        left(plugin->at, fmt::format("the plugin '{}' isn't understood", plugin->text), "what it adds isn't in the design");
    for (const char* layer : {"constructs"})
      if (root_.find(layer)) left(root_[layer].at, fmt::format("'{}' isn't understood", layer));
    renameReferences(resources_);
    out.set("Resources", std::move(resources_));
    return out;
  }

 private:
  // Names by which a service refers to what plugins make, as the resource's here: state machines by their name or logical
  // id, functions in definitions by their key (serverless-operations/serverless-step-functions, README and lib/naming.js,
  // 2024).
  void renameReferences(SourceValue& value) {
    const auto rename = [&](std::string& name) {
      const auto known = otherNames_.find(name);
      if (known != otherNames_.end() && !resources_.find(name)) name = known->second;
    };
    if (value.isMap() && value.entries.size() == 1) {
      SourceValue& argument = value.entries.front().value;
      if (value.entries.front().key == "Ref" && argument.isScalar()) rename(argument.text);
      if (value.entries.front().key == "Fn::GetAtt" && !argument.items.empty()) rename(argument.items.front().text);
    }
    for (auto& item : value.items) renameReferences(item);
    for (auto& entry : value.entries) renameReferences(entry.value);
  }

  void left(const Place& at, const std::string& message, const std::string& hint = {}) {
    report_.push_back(problemAt(at, Severity::warning, "left-out", readable(message), hint));
  }

  // What resources.extensions say of a resource that the framework makes.
  const SourceValue& extension(const std::string& name) const {
    static const SourceValue none;
    for (const SourceValue* part : root_["resources"].each())
      if (const SourceValue* found = (*part)["extensions"].find(name)) return (*found)["Properties"];
    return none;
  }

  // The name that people gave; the resource's own is made from it.
  static SourceValue nameTag(const std::string& name, const Place& at) {
    SourceValue tags = mapValue(at);
    tags.set(kGivenNameTag, scalarValue(name, at));
    return tags;
  }

  void addResource(const std::string& name, const char* type, SourceValue properties, const Place& at) {
    SourceValue resource = mapValue(at);
    resource.set("Type", scalarValue(type, at));
    resource.set("Properties", std::move(properties));
    resources_.entries.push_back({name, std::move(resource), at});
  }

  // provider.s3: settings of the buckets that events make.
  void buckets() {
    for (const auto& entry : root_["provider"]["s3"].entries) {
      const std::string name = "S3Bucket" + alphanumericName(entry.key);
      SourceValue properties = mapValue(entry.at);
      properties.set("BucketName", entry.value.find("name") ? entry.value["name"] : scalarValue(entry.key, entry.at));
      const SourceValue& extended = extension(name);
      const SourceValue& told = extended.find("NotificationConfiguration") ? extended["NotificationConfiguration"]
                                                                           : entry.value["notificationConfiguration"];
      if (told.isMap()) properties.set("NotificationConfiguration", told);
      properties.set("Tags", nameTag(entry.key, entry.at));
      buckets_[entry.key] = name;
      addResource(name, "AWS::S3::Bucket", std::move(properties), entry.at);
    }
  }

  // The name of an API's component: what Virga's own export tags it with.
  void nameApi(SourceValue& properties, const SourceValue& extended, const Place& at) {
    if (const std::string& component = extended["Tags"]["Component"].text; !component.empty())
      properties.set("Tags", nameTag(component, at));
    if (extended.find("DefaultRouteSettings")) properties.set("DefaultRouteSettings", extended["DefaultRouteSettings"]);
  }

  // CORS as a map or "true", which allows every origin.
  static SourceValue corsOf(const SourceValue& cors) {
    SourceValue configuration = mapValue(cors.at);
    configuration.set("AllowOrigins", cors.find("allowedOrigins") ? cors["allowedOrigins"] : scalarValue("*", cors.at));
    if (cors.find("allowCredentials")) configuration.set("AllowCredentials", cors["allowCredentials"]);
    return configuration;
  }

  void addHttpApi() {
    const SourceValue& source = root_["provider"]["httpApi"];
    const Place& at = source.isNothing() ? root_.at : source.at;
    SourceValue properties = mapValue(at);
    nameApi(properties, extension("HttpApiStage"), at);
    if (source.find("description")) properties.set("Description", source["description"]);
    const SourceValue& cors = source["cors"];
    if (cors.isMap() || cors.text == "true") properties.set("CorsConfiguration", corsOf(cors));
    SourceValue authorizers = mapValue(at);
    for (const auto& authorizer : source["authorizers"].entries)
      if (authorizers_.contains(authorizer.key)) authorizers.entries.push_back(authorizer);
    if (!authorizers.entries.empty()) {
      SourceValue auth = mapValue(at);
      auth.set("Authorizers", authorizers);
      properties.set("Auth", auth);
    }
    addResource("HttpApi", "AWS::Serverless::HttpApi", std::move(properties), at);
  }

  void addSocketApi() {
    SourceValue properties = mapValue(root_.at);
    properties.set("ProtocolType", scalarValue("WEBSOCKET", root_.at));
    nameApi(properties, extension("WebsocketsDeploymentStage"), root_.at);
    addResource("WebsocketsApi", "AWS::ApiGatewayV2::Api", std::move(properties), root_.at);
  }

  // Callers of a function with provisioned concurrency or snapshots name the alias that the framework makes.
  void addAlias(const SourceEntry& entry, const char* ending) {
    SourceValue properties = mapValue(entry.at);
    SourceValue ref = mapValue(entry.at);
    ref.set("Ref", scalarValue(normalisedName(entry.key) + "LambdaFunction", entry.at));
    properties.set("FunctionName", ref);
    addResource(normalisedName(entry.key) + ending, "AWS::Lambda::Alias", std::move(properties), entry.at);
  }

  void function(const SourceEntry& entry) {
    const SourceValue& source = entry.value;
    if (!source.isMap()) {
      left(entry.at, fmt::format("the function '{}' isn't written out", entry.key));
      return;
    }
    const SourceValue& provider = root_["provider"];
    SourceValue properties = mapValue(entry.at);
    const auto take = [&](const char* from, const char* to, const char* standard = nullptr) {
      const SourceValue& value = source.find(from) ? source[from] : provider[from];
      if (!value.isNothing())
        properties.set(to, value);
      else if (standard)
        properties.set(to, scalarValue(standard, entry.at));
    };
    take("runtime", "Runtime", "nodejs20.x");
    take("memorySize", "MemorySize", "1024");  // the framework's own defaults
    take("timeout", "Timeout", "6");
    take("architecture", "Architectures");
    take("vpc", "VpcConfig");
    if (source.find("image")) properties.set("PackageType", scalarValue("Image", entry.at));
    if (source.find("description")) properties.set("Description", source["description"]);
    if (source.find("name")) properties.set("FunctionName", source["name"]);
    if (source.find("reservedConcurrency")) properties.set("ReservedConcurrentExecutions", source["reservedConcurrency"]);
    if (source.find("provisionedConcurrency")) {
      SourceValue configuration = mapValue(entry.at);
      configuration.set("ProvisionedConcurrentExecutions", source["provisionedConcurrency"]);
      properties.set("ProvisionedConcurrencyConfig", configuration);
      addAlias(entry, "ProvConcLambdaAlias");
    }
    if (source["snapStart"].text == "true") {
      SourceValue snapshots = mapValue(entry.at);
      snapshots.set("ApplyOn", scalarValue("PublishedVersions", entry.at));
      properties.set("SnapStart", snapshots);
      addAlias(entry, "SnapStartLambdaAlias");
    }
    if (const SourceValue& vpc = properties["VpcConfig"]; vpc.isMap() && vpc.find("subnetIds")) {
      SourceValue config = mapValue(entry.at);
      config.set("SubnetIds", vpc["subnetIds"]);
      properties.set("VpcConfig", config);
    }
    SourceValue variables = mapValue(entry.at);
    for (const SourceValue* environment : {&provider["environment"], &source["environment"]})
      for (const auto& variable : environment->entries) variables.set(variable.key, variable.value);
    SourceValue environment = mapValue(entry.at);
    environment.set("Variables", variables);
    properties.set("Environment", environment);
    policies(source, properties, entry.at);
    if (const SourceValue& destinations = source["destinations"]; destinations.isMap()) {
      SourceValue config = mapValue(entry.at);
      for (const auto& [from, to] : {std::pair{"onSuccess", "OnSuccess"}, std::pair{"onFailure", "OnFailure"}})
        if (destinations.find(from)) {
          SourceValue target = mapValue(entry.at);
          target.set("Destination", functionArn(destinations[from]));
          config.set(to, target);
        }
      SourceValue invoke = mapValue(entry.at);
      invoke.set("DestinationConfig", config);
      properties.set("EventInvokeConfig", invoke);
    }
    if (const SourceValue& dead = source["onError"]; !dead.isNothing()) {
      SourceValue config = mapValue(entry.at);
      config.set("TargetArn", dead);
      properties.set("DeadLetterConfig", config);
    }
    if (const SourceValue& url = source["url"]; url.isMap() || url.text == "true") {
      SourceValue config = mapValue(entry.at);
      if (url["authorizer"].text == "aws_iam") config.set("AuthType", scalarValue("AWS_IAM", entry.at));
      if (url["cors"].isMap() || url["cors"].text == "true") config.set("Cors", corsOf(url["cors"]));
      properties.set("FunctionUrlConfig", config);
    }
    SourceValue events = mapValue(entry.at);
    int number = 0;
    for (const SourceValue* event : source["events"].each()) addEvent(entry.key, *event, ++number, events);
    properties.set("Events", events);
    properties.set("Tags", nameTag(entry.key, entry.at));
    otherNames_[entry.key] = normalisedName(entry.key) + "LambdaFunction";
    addResource(normalisedName(entry.key) + "LambdaFunction", "AWS::Serverless::Function", std::move(properties), entry.at);
  }

  // A function of the service by its name, else an ARN.
  SourceValue functionArn(const SourceValue& value) {
    if (!value.isScalar() || !root_["functions"].find(value.text)) return value;
    SourceValue ref = mapValue(value.at);
    ref.set("Ref", scalarValue(normalisedName(value.text) + "LambdaFunction", value.at));
    return ref;
  }

  void policies(const SourceValue& source, SourceValue& properties, const Place& at) {
    SourceValue statements = listValue(at);
    const SourceValue& provider = root_["provider"];
    const bool own = source.find("iamRoleStatements") && source["iamRoleStatementsInherit"].text != "true";
    if (!own)
      for (const SourceValue* list : {&provider["iamRoleStatements"], &provider["iam"]["role"]["statements"]})
        for (const SourceValue* one : list->each()) statements.items.push_back(*one);
    for (const SourceValue* one : source["iamRoleStatements"].each()) statements.items.push_back(*one);
    SourceValue policy = mapValue(at);
    policy.set("Statement", statements);
    SourceValue all = listValue(at);
    if (!statements.items.empty()) all.items.push_back(policy);
    for (const SourceValue* list : {&provider["iamManagedPolicies"], &provider["iam"]["role"]["managedPolicies"]})
      for (const SourceValue* one : list->each()) all.items.push_back(*one);
    if (!all.items.empty()) properties.set("Policies", all);
    for (const SourceValue* role : {&source["role"], &provider["role"], &provider["iam"]["role"]})
      if (role->isScalar() && !role->text.empty() && !properties.find("Role")) {
        SourceValue ref = mapValue(at);
        ref.set("Ref", *role);
        if (resources_.find(role->text)) properties.set("Role", ref);
      } else if (role->isMap() && (role->find("Fn::GetAtt") || role->find("Ref")) && !properties.find("Role")) {
        properties.set("Role", *role);
      }
  }

  void put(SourceValue& events, int number, const char* type, SourceValue properties, const Place& at) {
    SourceValue event = mapValue(at);
    event.set("Type", scalarValue(type, at));
    event.set("Properties", std::move(properties));
    event.at = at;
    events.entries.push_back({fmt::format("Event{}", number), std::move(event), at});
  }

  // The framework's keys begin small.
  static SourceValue renamed(const SourceValue& source, std::initializer_list<std::pair<const char*, const char*>> names) {
    SourceValue out = mapValue(source.at);
    for (const auto& [from, to] : names)
      if (source.find(from)) out.set(to, source[from]);
    return out;
  }

  // All routes are of the one HTTP API that the framework makes, or of another stack's.
  void placeInHttpApi(const std::string& function, const SourceValue& authorizer, SourceValue& event) {
    const SourceValue& elsewhere = root_["provider"]["httpApi"]["id"];
    if (!elsewhere.isNothing()) {
      event.set("ApiId", elsewhere);
      return;
    }
    httpApi_ = true;
    SourceValue ref = mapValue(event.at);
    ref.set("Ref", scalarValue("HttpApi", event.at));
    event.set("ApiId", ref);
    if (const SourceValue& timeout = extension("HttpApiIntegration" + normalisedName(function))["TimeoutInMillis"];
        !timeout.isNothing())
      event.set("TimeoutInMillis", timeout);
    const std::string& name = authorizer.isMap() ? authorizer["name"].text : authorizer.text;
    if (!name.empty()) authorizers_.insert(name);
  }

  void addEvent(const std::string& function, const SourceValue& event, int number, SourceValue& events) {
    if (event.isScalar() && (event.text == "httpApi" || event.text == "alexaSkill")) {
      SourceValue any = mapValue(event.at);
      any.set("Method", scalarValue("ANY", event.at));
      any.set("Path", scalarValue("/{proxy+}", event.at));
      if (event.text == "httpApi") {
        placeInHttpApi(function, {}, any);
        return put(events, number, "HttpApi", any, event.at);
      }
    }
    if (!event.isMap() || event.entries.empty()) {
      left(event.at, fmt::format("an event '{}' of '{}' isn't understood", event.text, function));
      return;
    }
    const std::string& kind = event.entries.front().key;
    const SourceValue& value = event.entries.front().value;
    const Place& at = event.entries.front().at;
    if (kind == "http" || kind == "httpApi") {
      SourceValue properties = mapValue(at);
      if (value.isScalar()) {
        const auto blank = value.text.find(' ');
        properties.set("Method", scalarValue(blank == std::string::npos ? "ANY" : value.text.substr(0, blank), at));
        const auto start = blank == std::string::npos ? 0 : value.text.find_first_not_of(' ', blank);
        const std::string path = value.text.substr(std::min(start, value.text.size()));
        properties.set("Path", scalarValue(path == "*" ? "/{proxy+}" : path, at));
      } else {
        properties = renamed(value, {{"method", "Method"}, {"path", "Path"}});
        const SourceValue& authorizer = value["authorizer"];
        const SourceValue& pool = authorizer.isMap() ? authorizer["arn"] : authorizer;
        SourceValue auth = mapValue(at);
        if (authorizer.text == "aws_iam" || authorizer["type"].text == "aws_iam" || authorizer["type"].text == "AWS_IAM")
          auth.set("Authorizer", scalarValue("AWS_IAM", at));
        else if (!pool.isNothing())
          auth.set("UserPool", pool);
        if (value["private"].text == "true") auth.set("ApiKeyRequired", value["private"]);
        if (!auth.entries.empty()) properties.set("Auth", auth);
      }
      if (properties["Path"].text == "*") properties.set("Path", scalarValue("/{proxy+}", at));
      if (kind == "httpApi") placeInHttpApi(function, value["authorizer"], properties);
      return put(events, number, kind == "http" ? "Api" : "HttpApi", properties, at);
    }
    if (kind == "websocket") {
      socketApi_ = true;
      SourceValue properties = mapValue(at);
      properties.set("Route", value.isScalar() ? value : value["route"]);
      return put(events, number, "WebSocket", properties, at);
    }
    if (kind == "schedule") return schedule(function, value, number, events, at);
    if (kind == "sqs") {
      SourceValue properties = value.isMap() ? renamed(value, {{"batchSize", "BatchSize"},
                                                               {"maximumBatchingWindow", "MaximumBatchingWindowInSeconds"},
                                                               {"functionResponseType", "FunctionResponseTypes"}})
                                             : mapValue(at);
      if (value.find("maximumConcurrency")) {
        SourceValue scaling = mapValue(at);
        scaling.set("MaximumConcurrency", value["maximumConcurrency"]);
        properties.set("ScalingConfig", scaling);
      }
      if (properties["FunctionResponseTypes"].isScalar()) {
        SourceValue list = listValue(at);
        list.items.push_back(properties["FunctionResponseTypes"]);
        properties.set("FunctionResponseTypes", list);
      }
      properties.set("Queue", value.isMap() && value.find("arn") ? value["arn"] : value);
      return put(events, number, "SQS", properties, at);
    }
    if (kind == "sns") {
      SourceValue properties = mapValue(at);
      properties.set("Topic",
                     value.isMap() && value.find("arn")         ? value["arn"]
                     : value.isMap() && value.find("topicName") ? named("AWS::SNS::Topic", "TopicName", value["topicName"])
                     : value.isScalar() && !value.text.starts_with("arn:") ? named("AWS::SNS::Topic", "TopicName", value)
                                                                           : value);
      if (value.find("filterPolicy")) properties.set("FilterPolicy", value["filterPolicy"]);
      return put(events, number, "SNS", properties, at);
    }
    if (kind == "stream") {
      const SourceValue& arn = value.isMap() && value.find("arn") ? value["arn"] : value;
      SourceValue properties = value.isMap() ? renamed(value, {{"batchSize", "BatchSize"},
                                                               {"batchWindow", "MaximumBatchingWindowInSeconds"},
                                                               {"parallelizationFactor", "ParallelizationFactor"},
                                                               {"maximumRetryAttempts", "MaximumRetryAttempts"},
                                                               {"maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds"},
                                                               {"bisectBatchOnFunctionError", "BisectBatchOnFunctionError"}})
                                             : mapValue(at);
      if (value.find("destinations")) properties.set("DestinationConfig", failureDestination(value["destinations"], at));
      properties.set("Stream", arn);
      const bool table = value["type"].text == "dynamodb" || arn.text.find(":dynamodb:") != std::string::npos ||
                         (arn["Fn::GetAtt"].items.size() == 2 && arn["Fn::GetAtt"].items[1].text == "StreamArn");
      return put(events, number, table ? "DynamoDB" : "Kinesis", properties, at);
    }
    if (kind == "s3") {
      SourceValue properties = mapValue(at);
      const SourceValue& bucket = value.isMap() && value.find("bucket") ? value["bucket"] : value;
      if (const auto known = buckets_.find(bucket.text); bucket.isScalar() && known != buckets_.end()) {
        SourceValue ref = mapValue(at);
        ref.set("Ref", scalarValue(known->second, at));
        properties.set("Bucket", ref);
      } else {
        properties.set("Bucket", named("AWS::S3::Bucket", "BucketName", bucket));
      }
      properties.set("Events",
                     value.isMap() && value.find("event") ? value["event"] : scalarValue("s3:ObjectCreated:*", at));
      return put(events, number, "S3", properties, at);
    }
    if (kind == "eventBridge" || kind == "cloudwatchEvent") {
      if (value.find("schedule")) return schedule(function, value["schedule"], number, events, at);
      SourceValue properties = mapValue(at);
      const SourceValue& pattern = value.find("pattern") ? value["pattern"] : value["event"];
      properties.set("Pattern", pattern);
      if (const SourceValue& bus = value["eventBus"]; !bus.isNothing())
        properties.set("EventBusName", bus.isScalar() && !bus.text.starts_with("arn:") && bus.text != "default"
                                           ? named("AWS::Events::EventBus", "Name", bus)
                                           : bus);
      return put(events, number, "EventBridgeRule", properties, at);
    }
    if (kind == "msk" || kind == "kafka") {
      SourceValue properties = mapValue(at);
      properties.set("Stream", value.find("arn") ? value["arn"] : scalarValue("kafka", at));
      return put(events, number, "MSK", properties, at);
    }
    if (kind == "activemq" || kind == "rabbitmq") {
      SourceValue properties = mapValue(at);
      properties.set("Broker", value["arn"]);
      return put(events, number, "MQ", properties, at);
    }
    if (kind == "alb" && value["listenerArn"].isMap()) return balanced(function, value, number, at);
    left(at, fmt::format("the event '{}' of '{}' isn't understood", kind, function));
  }

  // A rule of a load balancer's listener, with the target group that the framework makes for the function.
  void balanced(const std::string& function, const SourceValue& value, int number, const Place& at) {
    const std::string own = fmt::format("{}AlbTarget{}", normalisedName(function), number);
    SourceValue target = mapValue(at), targets = listValue(at), group = mapValue(at);
    target.set("Id", functionArn(scalarValue(function, at)));
    targets.items.push_back(target);
    group.set("TargetType", scalarValue("lambda", at));
    group.set("Targets", targets);
    addResource(own + "Group", "AWS::ElasticLoadBalancingV2::TargetGroup", std::move(group), at);
    SourceValue ref = mapValue(at), action = mapValue(at), actions = listValue(at), rule = mapValue(at);
    ref.set("Ref", scalarValue(own + "Group", at));
    action.set("Type", scalarValue("forward", at));
    action.set("TargetGroupArn", ref);
    actions.items.push_back(action);
    rule.set("ListenerArn", value["listenerArn"]);
    rule.set("Actions", actions);
    if (const SourceValue& path = value["conditions"]["path"]; !path.isNothing()) {
      SourceValue paths = listValue(at), condition = mapValue(at), conditions = listValue(at);
      for (const SourceValue* one : path.each()) paths.items.push_back(*one);
      condition.set("Field", scalarValue("path-pattern", at));
      condition.set("Values", paths);
      conditions.items.push_back(condition);
      rule.set("Conditions", conditions);
    }
    addResource(own + "Rule", "AWS::ElasticLoadBalancingV2::ListenerRule", std::move(rule), at);
  }

  SourceValue failureDestination(const SourceValue& destinations, const Place& at) {
    const SourceValue& failed = destinations["onFailure"];
    SourceValue target = mapValue(at);
    target.set("Destination", failed.isMap() && failed.find("arn") ? failed["arn"] : failed);
    SourceValue config = mapValue(at);
    config.set("OnFailure", target);
    return config;
  }

  // The component that a role is tagged with, as Virga's own export does.
  std::string componentOfRole(const SourceValue& role) const {
    const SourceValue& attribute = role["Fn::GetAtt"];
    const std::string name = !attribute.items.empty() ? attribute.items.front().text : role["Ref"].text;
    const SourceValue* resource = name.empty() ? nullptr : resources_.find(name);
    if (!resource) return {};
    for (const auto& tag : (*resource)["Properties"]["Tags"].items)
      if (tag["Key"].text == "Component") return tag["Value"].text;
    return {};
  }

  void schedule(const std::string& function, const SourceValue& value, int number, SourceValue& events, const Place& at) {
    SourceValue properties = mapValue(at);
    const SourceValue& rate = value.isMap() && value.find("rate") ? value["rate"] : value;
    const SourceValue& expression = rate.isList() && !rate.items.empty() ? rate.items.front() : rate;
    if (const std::string component = componentOfRole(value["roleArn"]); !component.empty()) {
      SourceValue target = mapValue(at);
      target.set("Arn", functionArn(scalarValue(function, at)));
      properties.set("ScheduleExpression", expression);
      if (value.find("timezone")) properties.set("ScheduleExpressionTimezone", value["timezone"]);
      properties.set("Target", target);
      return addResource(camelName(component) + "To" + camelName(function), "AWS::Scheduler::Schedule",
                         std::move(properties), at);
    }
    properties.set("Schedule", expression);
    if (value.find("timezone")) properties.set("ScheduleExpressionTimezone", value["timezone"]);
    put(events, number, "Schedule", properties, at);
  }

  // A resource that an event makes by its name, unless the service's own resources have it.
  SourceValue named(const char* type, const char* property, const SourceValue& name) {
    if (!name.isScalar() || name.text.starts_with("arn:")) return name;
    for (const auto& resource : resources_.entries)
      if (resource.value["Type"].text == type &&
          (resource.value["Properties"][property].text == name.text || resource.key == name.text)) {
        SourceValue known = mapValue(name.at);
        known.set("Ref", scalarValue(resource.key, name.at));
        return known;
      }
    std::string key;
    for (const char c : readable(name.text))
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '-') key += c;
    if (key.empty()) key = "unnamed";
    SourceValue properties = mapValue(name.at);
    properties.set(property, name);
    SourceValue resource = mapValue(name.at);
    resource.set("Type", scalarValue(type, name.at));
    resource.set("Properties", properties);
    resources_.entries.push_back({key, std::move(resource), name.at});
    SourceValue ref = mapValue(name.at);
    ref.set("Ref", scalarValue(key, name.at));
    return ref;
  }

  void stateMachine(const SourceEntry& entry) {
    SourceValue properties = mapValue(entry.at);
    properties.set("Definition", entry.value["definition"]);
    if (entry.value.find("type")) properties.set("Type", entry.value["type"]);
    SourceValue events = mapValue(entry.at);
    int number = 0;
    for (const SourceValue* event : entry.value["events"].each()) addEvent(entry.key, *event, ++number, events);
    properties.set("Events", events);
    SourceValue resource = mapValue(entry.at);
    resource.set("Type", scalarValue("AWS::Serverless::StateMachine", entry.at));
    resource.set("Properties", properties);
    const std::string own = normalisedName(entry.key);
    otherNames_[own + "StepFunctionsStateMachine"] = own;
    for (const char* key : {"id", "name"})
      if (const std::string& name = entry.value[key].text; !name.empty()) otherNames_[normalisedName(name)] = own;
    resources_.entries.push_back({own, std::move(resource), entry.at});
  }

  SourceValue root_;
  Problems& report_;
  SourceValue resources_;
  std::map<std::string, std::string> buckets_;     // of provider.s3 → their resources
  std::set<std::string> authorizers_;              // that routes have
  std::map<std::string, std::string> otherNames_;  // → resource
  bool httpApi_ = false, socketApi_ = false;       // there is a route of it
};

}  // namespace

bool isServerlessService(const SourceValue& root) {
  return root.isMap() && root.find("provider") && (root.find("service") || root.find("functions"));
}

ServerlessTemplate readServerless(const SourceValue& root, const std::filesystem::path& file, Problems& report) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  SourceValue resolved = resolveVariables(root, folder, report);
  ServerlessTemplate out;
  const SourceValue& provider = resolved["provider"];
  out.provider = provider.isScalar() ? provider.text : provider["name"].text;
  const SourceValue& service = resolved["service"];
  out.name = readable(service.isMap() ? service["name"].text : service.text);
  out.root = Service(std::move(resolved), report).asTemplate();
  return out;
}

}  // namespace virga::model
