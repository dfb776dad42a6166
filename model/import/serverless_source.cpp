#include "model/import/serverless_source.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/import/cloud_resources.h"
#include "model/import/reference.h"
#include "model/import/yaml_source.h"

namespace virga::model {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepestVariable = 30;
constexpr std::size_t kMostVariables = 20'000;
constexpr std::size_t kLongestText = 1U << 20;

std::string trimmed(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  std::size_t start = 0;
  while (start < text.size() && std::isspace(static_cast<unsigned char>(text[start]))) ++start;
  return text.substr(start);
}

// Resolves ${self:…}, ${opt:…}, ${file(…)} and their like; what CloudFormation means by ${…} stays.
class Variables {
 public:
  Variables(const SourceValue& root, fs::path folder, Problems& report)
      : root_(root), folder_(std::move(folder)), report_(report) {}

  SourceValue resolve(const SourceValue& value, int depth = 0) {
    if (depth > kDeepestVariable || used_ > kMostVariables) return value;
    if (value.isScalar()) return value.text.find("${") == std::string::npos ? value : scalar(value, depth);
    SourceValue out = value;
    for (auto& item : out.items) item = resolve(item, depth);
    for (auto& entry : out.entries) entry.value = resolve(entry.value, depth);
    return out;
  }

 private:
  // The end of the variable that begins at `from`, with those inside of it.
  static std::size_t closing(const std::string& text, std::size_t from) {
    int open = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
      if (text.compare(i, 2, "${") == 0) ++open;
      if (text[i] == '}' && --open == 0) return i;
    }
    return std::string::npos;
  }

  static bool isOurs(const std::string& inner) {
    for (const char* kind :
         {"self:", "opt:", "env:", "file(",      "sls:", "param:",  "cf:",      "cf(",     "cf.",        "ssm:",  "ssm(",
          "ssm.",  "s3:",  "aws:", "strToBool(", "git:", "custom:", "secrets:", "output:", "terraform:", "vault:"})
      if (inner.starts_with(kind)) return true;
    return false;
  }

  SourceValue scalar(const SourceValue& value, int depth) {
    std::string out;
    const std::string& in = value.text;
    for (std::size_t i = 0; i < in.size() && out.size() < kLongestText;) {
      if (in.compare(i, 2, "${") != 0) {
        out += in[i++];
        continue;
      }
      const auto end = closing(in, i);
      const std::string inner = end == std::string::npos ? "" : trimmed(in.substr(i + 2, end - i - 2));
      if (!isOurs(inner)) {
        out += in[i++];
        continue;
      }
      ++used_;
      SourceValue found = variable(inner, value.at, depth + 1);
      if (i == 0 && end + 1 == in.size() && !found.isScalar()) return found;
      out += found.text;
      i = end + 1;
    }
    return scalarValue(out, value.at);
  }

  // One variable with the values that stand behind commas for where it has none.
  SourceValue variable(const std::string& inner, const Place& at, int depth) {
    if (depth > kDeepestVariable || used_ > kMostVariables) {
      if (!cyclic_)
        report_.push_back(
            problemAt(at, Severity::warning, "cyclic-variable", fmt::format("the variable '{}' stands for itself", inner)));
      cyclic_ = true;
      return {};
    }
    for (std::string& part : alternatives(inner))
      if (auto found = source(trimmed(std::move(part)), at, depth)) return *found;
    return scalarValue(unknownText("variable " + inner), at);
  }

  static std::vector<std::string> alternatives(const std::string& inner) {
    std::vector<std::string> parts(1);
    int open = 0;
    char quote = 0;
    for (const char c : inner) {
      if (quote ? c == quote : (c == '\'' || c == '"')) quote = quote ? '\0' : c;
      if (!quote) open += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      if (c == ',' && open == 0 && !quote)
        parts.emplace_back();
      else
        parts.back() += c;
    }
    return parts;
  }

  std::optional<SourceValue> source(std::string part, const Place& at, int depth) {
    if (part.find("${") != std::string::npos) {
      SourceValue inner = scalar(scalarValue(part, at), depth);
      if (!inner.isScalar()) return inner;
      if (inner.text != part) part = inner.text;
    }
    if (part.empty()) return std::nullopt;
    if (part.size() > 1 && (part.front() == '\'' || part.front() == '"') && part.back() == part.front())
      return scalarValue(part.substr(1, part.size() - 2), at);
    if (part == "null") return SourceValue{};
    if (part.starts_with("self:")) return path(root_, part.substr(5), at, depth);
    if (part.starts_with("custom:")) return path(root_["custom"], part.substr(7), at, depth);
    if (part.starts_with("file(")) return file(part, at, depth);
    if (part.starts_with("sls:stage")) return stage(at, depth);
    if (part.starts_with("sls:instanceId")) return scalarValue("instance", at);
    if (part.starts_with("param:")) return path(root_["params"]["default"], part.substr(6), at, depth);
    if (part.starts_with("aws:accountId")) return scalarValue("${AWS::AccountId}", at);
    if (part.starts_with("aws:region")) return scalarValue("${AWS::Region}", at);
    if (part.starts_with("strToBool(")) return scalarValue(part.substr(10, part.find(')') - 10), at);
    if (isOurs(part)) return std::nullopt;  // options, environment, other stacks and stores: known at deployment alone
    return scalarValue(part, at);
  }

  std::optional<SourceValue> stage(const Place& at, int depth) {
    const SourceValue& stage = root_["provider"]["stage"];
    // "${sls:stage}" there would go round.
    if (stage.isScalar() && stage.text.find("sls:stage") == std::string::npos && !stage.text.empty())
      return resolve(stage, depth);
    return scalarValue("dev", at);
  }

  std::optional<SourceValue> path(const SourceValue& from, const std::string& keys, const Place& at, int depth) {
    const SourceValue* value = &from;
    SourceValue held;
    for (std::size_t i = 0; i < keys.size();) {
      const auto end = std::min(keys.find('.', i), keys.size());
      const std::string key = keys.substr(i, end - i);
      i = end + 1;
      if (value->isScalar() && value->text.find("${") != std::string::npos) {
        held = resolve(*value, depth + 1);
        value = &held;
      }
      const SourceValue* inner = value->find(key);
      if (!inner && value->isList() && !key.empty() && key.find_first_not_of("0123456789") == std::string::npos &&
          key.size() < 6 && std::stoul(key) < value->items.size())
        inner = &value->items[std::stoul(key)];
      if (!inner) {
        if (keys == "provider.stage" || keys == "stage") return scalarValue("dev", at);
        if (keys == "provider.region") return scalarValue("us-east-1", at);
        return std::nullopt;
      }
      SourceValue copy = *inner;
      held = std::move(copy);
      value = &held;
    }
    if (value->isNothing()) return std::nullopt;
    if (keys.empty()) return std::nullopt;
    if (value->isMap() && value->find("name") && keys == "service") return path(*value, "name", at, depth);
    return resolve(*value, depth + 1);
  }

  std::optional<SourceValue> file(const std::string& part, const Place& at, int depth) {
    const auto end = part.find(')');
    if (end == std::string::npos) return std::nullopt;
    const std::string name = trimmed(part.substr(5, end - 5));
    const fs::path found = fileWithin(folder_, folder_, name);
    const auto refuse = [&](const std::string& why) -> std::optional<SourceValue> {
      if (missing_.insert(name).second)
        report_.push_back(problemAt(at, Severity::warning, "left-out", fmt::format("the file '{}' {}", readable(name), why),
                                    "files are read where they lie in the folder of the service or below it"));
      return std::nullopt;
    };
    if (found.empty()) return refuse("isn't in the folder and isn't read");
    const std::string ending = found.extension().string();
    if (ending != ".yml" && ending != ".yaml" && ending != ".json") return refuse("is a program or a text and isn't run");
    auto source = readSource(found);
    if (!source) return refuse("can't be read: " + source.error().front().message);
    if (const auto colon = part.find(':', end); colon != std::string::npos)
      return path(*source, trimmed(part.substr(colon + 1)), at, depth + 1);
    return resolve(*source, depth + 1);
  }

  const SourceValue& root_;
  fs::path folder_;
  Problems& report_;
  std::set<std::string> missing_;
  std::size_t used_ = 0;
  bool cyclic_ = false;
};

// "order-intake" → "OrderDashintake", as the framework names resources. (Serverless Framework, "Resources", naming.)
std::string normalised(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c == '-')
      out += "Dash";
    else if (c == '_')
      out += "Underscore";
    else
      out += c;
  }
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

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
    for (const SourceValue* part : root_["functions"].each())
      for (const auto& entry : part->entries) function(entry);
    for (const SourceValue* part : root_["stepFunctions"]["stateMachines"].each())
      for (const auto& entry : part->entries) stateMachine(entry);
    for (const SourceValue* plugin : root_["plugins"].each())
      if (plugin->isScalar())
        left(plugin->at, fmt::format("the plugin '{}' isn't understood", plugin->text), "what it adds isn't in the design");
    for (const char* layer : {"constructs"})
      if (root_.find(layer)) left(root_[layer].at, fmt::format("'{}' isn't understood", layer));
    out.set("Resources", std::move(resources_));
    return out;
  }

 private:
  void left(const Place& at, const std::string& message, const std::string& hint = {}) {
    report_.push_back(problemAt(at, Severity::warning, "left-out", readable(message), hint));
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
    if (source["url"].isMap() || source["url"].text == "true") properties.set("FunctionUrlConfig", mapValue(entry.at));
    SourceValue events = mapValue(entry.at);
    int number = 0;
    for (const SourceValue* event : source["events"].each()) addEvent(entry.key, *event, ++number, events);
    properties.set("Events", events);
    SourceValue tags = mapValue(entry.at);
    // The name that people gave; the resource's own is made from it.
    tags.set("Component", scalarValue(entry.key + "-lambda-function", entry.at));
    SourceValue resource = mapValue(entry.at);
    resource.at = entry.at;
    resource.set("Type", scalarValue("AWS::Serverless::Function", entry.at));
    resource.set("Properties", properties);
    resources_.entries.push_back({normalised(entry.key) + "LambdaFunction", std::move(resource), entry.at});
  }

  // A function of the service by its name, else an ARN.
  SourceValue functionArn(const SourceValue& value) {
    if (!value.isScalar() || !root_["functions"].find(value.text)) return value;
    SourceValue ref = mapValue(value.at);
    ref.set("Ref", scalarValue(normalised(value.text) + "LambdaFunction", value.at));
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

  void addEvent(const std::string& function, const SourceValue& event, int number, SourceValue& events) {
    if (event.isScalar() && (event.text == "httpApi" || event.text == "alexaSkill")) {
      SourceValue any = mapValue(event.at);
      any.set("Method", scalarValue("ANY", event.at));
      any.set("Path", scalarValue("/{proxy+}", event.at));
      if (event.text == "httpApi") return put(events, number, "HttpApi", any, event.at);
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
        const std::string path = blank == std::string::npos ? value.text : trimmed(value.text.substr(blank + 1));
        properties.set("Path", scalarValue(path == "*" ? "/{proxy+}" : path, at));
      } else {
        properties = renamed(value, {{"method", "Method"}, {"path", "Path"}});
        const SourceValue& authorizer = value["authorizer"];
        const SourceValue& pool = authorizer.isMap() ? authorizer["arn"] : authorizer;
        if (!pool.isNothing()) {
          SourceValue auth = mapValue(at);
          auth.set("UserPool", pool);
          properties.set("Auth", auth);
        }
      }
      if (properties["Path"].text == "*") properties.set("Path", scalarValue("/{proxy+}", at));
      return put(events, number, kind == "http" ? "Api" : "HttpApi", properties, at);
    }
    if (kind == "websocket") {
      SourceValue properties = mapValue(at);
      properties.set("Route", value.isScalar() ? value : value["route"]);
      return put(events, number, "WebSocket", properties, at);
    }
    if (kind == "schedule") return schedule(value, number, events, at);
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
      properties.set("Stream", arn);
      const bool table = value["type"].text == "dynamodb" || arn.text.find(":dynamodb:") != std::string::npos ||
                         (arn["Fn::GetAtt"].items.size() == 2 && arn["Fn::GetAtt"].items[1].text == "StreamArn");
      return put(events, number, table ? "DynamoDB" : "Kinesis", properties, at);
    }
    if (kind == "s3") {
      SourceValue properties = mapValue(at);
      properties.set(
          "Bucket", named("AWS::S3::Bucket", "BucketName", value.isMap() && value.find("bucket") ? value["bucket"] : value));
      properties.set("Events",
                     value.isMap() && value.find("event") ? value["event"] : scalarValue("s3:ObjectCreated:*", at));
      return put(events, number, "S3", properties, at);
    }
    if (kind == "eventBridge" || kind == "cloudwatchEvent") {
      if (value.find("schedule")) return schedule(value["schedule"], number, events, at);
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
    left(at, fmt::format("the event '{}' of '{}' isn't understood", kind, function));
  }

  void schedule(const SourceValue& value, int number, SourceValue& events, const Place& at) {
    SourceValue properties = mapValue(at);
    const SourceValue& rate = value.isMap() && value.find("rate") ? value["rate"] : value;
    properties.set("Schedule", rate.isList() && !rate.items.empty() ? rate.items.front() : rate);
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
    resources_.entries.push_back({normalised(entry.key), std::move(resource), entry.at});
  }

  SourceValue root_;
  Problems& report_;
  SourceValue resources_;
};

}  // namespace

bool isServerlessService(const SourceValue& root) {
  return root.isMap() && root.find("provider") && (root.find("service") || root.find("functions"));
}

ServerlessTemplate readServerless(const SourceValue& root, const fs::path& file, Problems& report) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  Variables variables(root, folder, report);
  SourceValue resolved = variables.resolve(root);
  ServerlessTemplate out;
  const SourceValue& provider = resolved["provider"];
  out.provider = provider.isScalar() ? provider.text : provider["name"].text;
  const SourceValue& service = resolved["service"];
  out.name = readable(service.isMap() ? service["name"].text : service.text);
  out.root = Service(std::move(resolved), report).asTemplate();
  return out;
}

}  // namespace virga::model
