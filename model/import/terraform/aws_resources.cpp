#include "model/import/terraform/aws_resources.h"

#include <cctype>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/import/reference.h"
#include "model/import/terraform/aws_names.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;
using Kind = HclExpression::Kind;

// What stands in a text for an expression until the text has been read as JSON.
constexpr char kMark = '\x1F';

// A resource while it is put together. Other resources are named by Ref and Fn::GetAtt, what isn't known by Fn::ImportValue,
// within texts by Fn::Join.
struct Growing {
  std::string logicalId;
  std::string type;  // "AWS::SQS::Queue"; "Terraform::aws_glue_job" for what has no counterpart
  Json properties = Json::object();
  std::string file;
  int line = 0;
  int column = 0;
};

Json ref(const std::string& logicalId) { return {{"Ref", logicalId}}; }
Json getAtt(const std::string& logicalId, const std::string& attribute) {
  return {{"Fn::GetAtt", Json::array({logicalId, attribute})}};
}

std::string markedText(const Json& value);

// A reference as a mark in a text; nothing for other values.
std::optional<std::string> markOf(const Json& value) {
  if (!value.is_object() || value.size() != 1) return {};
  const std::string& key = value.begin().key();
  const Json& argument = value.begin().value();
  // Pseudo parameters are words of their own, as in templates.
  if (key == "Ref" && argument.is_string() && argument.get_ref<const std::string&>().starts_with("AWS::"))
    return "${" + argument.get<std::string>() + "}";
  if (key == "Ref" && argument.is_string()) return referenceText(argument.get<std::string>());
  if (key == "Fn::GetAtt") return referenceText(argument[0].get<std::string>(), argument[1].get<std::string>());
  if (key == "Fn::ImportValue") return unknownText(argument.get<std::string>());
  if (key == "Fn::Join") {
    std::string text;
    for (const Json& part : argument[1]) text += markedText(part);
    return text;
  }
  return {};
}

std::string markedText(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (const auto mark = markOf(value)) return *mark;
  return value.dump();
}

SourceValue marked(const Json& value, const Place& at) {
  if (value.is_null()) return {};
  if (value.is_array()) {
    SourceValue list = listValue(at);
    for (const Json& item : value) list.items.push_back(marked(item, at));
    return list;
  }
  if (value.is_object() && !markOf(value)) {
    SourceValue map = mapValue(at);
    for (const auto& [key, item] : value.items()) map.set(key, marked(item, at));
    return map;
  }
  return scalarValue(markedText(value), at);
}

// What stands around a system and is no part of a design: networks, logs, keys, code, answers' shapes.
bool isSurroundings(const std::string& type) {
  for (const char* part : {"_log_group",
                           "_log_stream",
                           "_subnet",
                           "aws_vpc",
                           "_route",
                           "_internet_gateway",
                           "_nat_gateway",
                           "_security_group",
                           "aws_eip",
                           "_iam_",
                           "aws_s3_bucket_",
                           "aws_s3_object",
                           "_api_gateway_deployment",
                           "_api_gateway_account",
                           "_method_response",
                           "_integration_response",
                           "_method_settings",
                           "_apigatewayv2_deployment",
                           "_route_response",
                           "_kms_",
                           "_layer_version",
                           "_ecr_",
                           "_ecs_cluster",
                           "_resource_policy",
                           "_secret_version",
                           "_cloudwatch_dashboard",
                           "_metric_alarm",
                           "_subnet_group",
                           "_dynamodb_table_item"})
    if (type.find(part) != std::string::npos && type != "aws_apigatewayv2_route") return true;
  return false;
}

// What is drawn as a component of its own, so that its name is worth more than that of its role, policy or log group.
bool isComponent(const std::string& type) {
  static const std::set<std::string> types = {"aws_lambda_function",
                                              "aws_api_gateway_rest_api",
                                              "aws_apigatewayv2_api",
                                              "aws_lb",
                                              "aws_sqs_queue",
                                              "aws_sns_topic",
                                              "aws_kinesis_stream",
                                              "aws_cloudwatch_event_bus",
                                              "aws_s3_bucket",
                                              "aws_dynamodb_table",
                                              "aws_rds_cluster",
                                              "aws_db_instance",
                                              "aws_elasticache_serverless_cache",
                                              "aws_elasticache_cluster",
                                              "aws_elasticache_replication_group",
                                              "aws_sfn_state_machine",
                                              "aws_cognito_user_pool",
                                              "aws_secretsmanager_secret",
                                              "aws_ecs_service",
                                              "aws_scheduler_schedule"};
  return types.count(type) != 0;
}

class AwsReader {
 public:
  AwsReader(const TerraformProject& project, Problems& report) : project_(project), report_(report) {}

  CloudResources read() {
    nameAll();
    for (const TerraformResource& resource : project_.resources)
      if (!resource.data && resource.type.rfind("aws_", 0) == 0 && awsNamesOf(resource.type)) add(resource);
    for (const TerraformResource& resource : project_.resources)
      if (!resource.data && resource.type.rfind("aws_", 0) == 0 && !awsNamesOf(resource.type)) place(resource);
    CloudResources out;
    for (const Growing& resource : resources_) {
      CloudResource done;
      done.name = resource.logicalId;
      done.type = resource.type;
      done.at = {std::make_shared<const std::string>(resource.file), resource.line, resource.column};
      done.properties = marked(resource.properties, done.at);
      out.resources.push_back(std::move(done));
    }
    return out;
  }

 private:
  // Logical ids: the resource's name, or its name and type where it says nothing or a component has it already.
  void nameAll() {
    static const std::set<std::string> vague = {"this", "main", "default", "example", "test"};
    std::map<std::string, int> components;
    for (const TerraformResource& resource : project_.resources)
      if (!resource.data && isComponent(resource.type)) ++components[logical(resource.name)];
    for (const bool first : {true, false})  // components come before what belongs to them
      for (const TerraformResource& resource : project_.resources) {
        if (resource.data || isComponent(resource.type) != first) continue;
        std::string id = logical(resource.name);
        if (vague.count(resource.name) != 0 || components[id] > 1 || (!first && taken_.count(id) != 0)) {
          const auto* names = awsNamesOf(resource.type);
          id += names ? names->type.substr(names->type.rfind(':') + 1) : pascalCase(resource.type);
        }
        const std::string stem = id;
        for (int n = 2; !taken_.insert(id).second; ++n) id = stem + std::to_string(n);
        ids_[resource.type + "." + resource.name] = id;
      }
  }

  static std::string logical(const std::string& name) {
    std::string out;
    bool upper = true;
    for (const char c : name) {
      if (!std::isalnum(static_cast<unsigned char>(c))) {
        upper = true;
        continue;
      }
      out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      upper = false;
    }
    return out.empty() ? "Resource" : out;
  }

  Json reference(const HclExpression& expression) const {
    const auto& path = expression.path;
    if (path.size() >= 2 && path[0] == "data" && path.size() >= 3) {
      if (path[1] == "aws_caller_identity") return ref("AWS::AccountId");
      if (path[1] == "aws_region") return ref("AWS::Region");
      if (path[1] == "aws_partition") return ref("AWS::Partition");
      if (const auto* source = project_.find(path[1], path[2], true)) {
        if (path[1] == "aws_iam_policy_document") return policyDocument(*source);
        if (path[1] == "archive_file") return "archive";
        for (const char* key : {"name", "arn", "id", "function_name", "bucket"})
          if (const auto* value = valueAt(source->values, key); value && value->kind == Kind::string) return value->text;
      }
      return {{"Fn::ImportValue", fmt::format("{}", fmt::join(path, "."))}};
    }
    if (path.size() >= 2)
      if (const auto known = ids_.find(path[0] + "." + path[1]); known != ids_.end()) return attribute(path, known->second);
    if (path.size() >= 2 && (path[0] == "random_string" || path[0] == "random_id" || path[0] == "random_pet")) return "x";
    if (path.size() == 2 && path[0] == "var") return {{"Fn::ImportValue", "parameter " + pascalCase(path[1])}};
    return {{"Fn::ImportValue", fmt::format("{}", fmt::join(path, "."))}};
  }

  static Json attribute(const std::vector<std::string>& path, const std::string& id) {
    const std::string last = path.size() > 2 ? path[2] : "id";
    if (last == "stream_arn") return getAtt(id, "StreamArn");
    if (last == "root_resource_id") return getAtt(id, "RootResourceId");
    const bool arn = last == "arn" || last == "invoke_arn" || last == "qualified_arn" || last == "execution_arn" ||
                     last == "qualified_invoke_arn";
    // What CloudFormation's Ref of these gives is the ARN itself.
    static const std::set<std::string> refIsArn = {"aws_sns_topic", "aws_sfn_state_machine", "aws_secretsmanager_secret",
                                                   "aws_iam_policy", "aws_lambda_alias"};
    if (arn && refIsArn.count(path[0]) == 0 && last != "execution_arn") return getAtt(id, "Arn");
    return ref(id);
  }

  // A text with its expressions, as Fn::Join.
  Json templated(const HclExpression& expression) const {
    Json parts = Json::array();
    for (const HclExpression& item : expression.items) parts.push_back(value(item, false));
    return joined(parts);
  }

  static Json joined(const Json& parts) {
    bool plain = true;
    std::string text;
    for (const Json& part : parts) {
      plain = plain && part.is_string();
      if (plain) text += part.get<std::string>();
    }
    if (plain) return text;
    return {{"Fn::Join", Json::array({"", parts})}};
  }

  // A document in JSON, written by jsonencode or as text, with the expressions in its strings.
  Json document(const HclExpression& expression) const {
    if (expression.kind == Kind::call && expression.text == "jsonencode" && expression.items.size() == 1)
      return value(expression.items[0], true);
    std::vector<Json> expressions;
    std::string text;
    if (expression.kind == Kind::string) {
      text = expression.text;
    } else if (expression.kind == Kind::templated) {
      for (const HclExpression& item : expression.items) {
        if (item.kind == Kind::string) {
          text += item.text;
          continue;
        }
        text += kMark + std::to_string(expressions.size()) + kMark;
        expressions.push_back(value(item, false));
      }
    } else {
      return value(expression, true);
    }
    // The mark is a control character, which JSON wants escaped.
    std::string escaped;
    for (const char c : text) escaped += c == kMark ? std::string("\\u001f") : std::string(1, c);
    Json read = Json::parse(escaped, nullptr, false);
    if (read.is_discarded()) return value(expression, false);
    return unmarked(read, expressions);
  }

  static Json unmarked(const Json& json, const std::vector<Json>& expressions) {
    if (json.is_array()) {
      Json out = Json::array();
      for (const Json& item : json) out.push_back(unmarked(item, expressions));
      return out;
    }
    if (json.is_object()) {
      Json out = Json::object();
      for (const auto& [key, item] : json.items()) out[key] = unmarked(item, expressions);
      return out;
    }
    if (!json.is_string()) return json;
    const auto& text = json.get_ref<const std::string&>();
    Json parts = Json::array();
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t mark = text.find(kMark, start);
      if (mark != start) parts.push_back(text.substr(start, mark == std::string::npos ? mark : mark - start));
      if (mark == std::string::npos) break;
      const std::size_t end = text.find(kMark, mark + 1);
      parts.push_back(expressions.at(std::stoul(text.substr(mark + 1, end - mark - 1))));
      start = end + 1;
    }
    if (parts.size() == 1) return parts[0];
    return joined(parts);
  }

  // `own`: keys of objects belong to the user and stay as they are; else they become CloudFormation's.
  Json value(const HclExpression& expression, bool own) const {
    switch (expression.kind) {
      case Kind::null: return nullptr;
      case Kind::boolean: return expression.text == "true";
      case Kind::number: {
        const Json number = Json::parse(expression.text, nullptr, false);
        return number.is_discarded() ? Json(expression.text) : number;
      }
      case Kind::string: return expression.text;
      case Kind::templated: return templated(expression);
      case Kind::list: {
        Json list = Json::array();
        for (const HclExpression& item : expression.items) list.push_back(value(item, own));
        return list;
      }
      case Kind::object: {
        Json object = Json::object();
        for (std::size_t i = 0; i + 1 < expression.items.size(); i += 2) {
          const std::string& key = expression.items[i].text;
          object[own ? key : pascalCase(key)] = value(expression.items[i + 1], own);
        }
        return object;
      }
      case Kind::reference: return reference(expression);
      case Kind::call:
        if (expression.text == "jsonencode" && expression.items.size() == 1) {
          const Json encoded = value(expression.items[0], true);
          return encoded;
        }
        return {{"Fn::ImportValue", expression.text + "(…)"}};
      default: return {{"Fn::ImportValue", "an expression of Terraform"}};
    }
  }

  // Statements of the data source that writes policies.
  Json policyDocument(const TerraformResource& source) const {
    Json statements = Json::array();
    for (const HclExpression* block : objectsAt(source.values, "statement")) {
      Json statement = Json::object();
      const HclExpression* effect = block->find("effect");
      statement["Effect"] = effect ? value(*effect, true) : Json("Allow");
      if (const auto* actions = block->find("actions")) statement["Action"] = value(*actions, true);
      if (const auto* resources = block->find("resources")) statement["Resource"] = value(*resources, true);
      for (const HclExpression* principal : objectsAt(*block, "principals"))
        if (const auto *type = principal->find("type"), *ids = principal->find("identifiers"); type && ids)
          statement["Principal"][type->text] = value(*ids, true);
      for (const HclExpression* condition : objectsAt(*block, "condition"))
        if (const auto *test = condition->find("test"), *variable = condition->find("variable"),
            *values = condition->find("values");
            test && variable && values)
          statement["Condition"][test->text][variable->text] = value(*values, true);
      statements.push_back(statement);
    }
    return {{"Version", "2012-10-17"}, {"Statement", statements}};
  }

  // Sets "A.B" or "A[]" in an object.
  static void set(Json& object, const std::string& path, const Json& value) {
    const std::size_t dot = path.find('.');
    if (dot != std::string::npos) {
      Json& inner = object[path.substr(0, dot)];
      if (!inner.is_object()) inner = Json::object();
      return set(inner, path.substr(dot + 1), value);
    }
    if (path.size() > 2 && path.compare(path.size() - 2, 2, "[]") == 0) {
      Json& list = object[path.substr(0, path.size() - 2)];
      if (!list.is_array()) list = Json::array();
      if (value.is_array())
        for (const Json& item : value) list.push_back(item);
      else
        list.push_back(value);
      return;
    }
    object[path] = value;
  }

  static bool holdsDocument(const std::string& attribute) {
    static const std::set<std::string> documents = {
        "policy", "assume_role_policy",    "definition",   "redrive_policy", "event_pattern",
        "body",   "container_definitions", "filter_policy"};
    return documents.count(attribute) != 0;
  }

  static bool holdsOwnKeys(const std::string& attribute) {
    static const std::set<std::string> maps = {"variables", "tags", "request_parameters", "request_templates", "values"};
    return maps.count(attribute) != 0;
  }

  Json properties(const HclExpression& values, const AwsNames& names) const {
    Json out = Json::object();
    if (values.kind != Kind::object) return out;
    static const std::set<std::string> meta = {"count",       "for_each", "depends_on",       "lifecycle", "provider",
                                               "provisioner", "timeouts", "source_code_hash", "filename"};
    for (std::size_t i = 0; i + 1 < values.items.size(); i += 2) {
      const std::string& key = values.items[i].text;
      if (meta.count(key) != 0) continue;
      const HclExpression& item = values.items[i + 1];
      const auto renamed = names.properties.find(key);
      std::string path = renamed == names.properties.end() ? pascalCase(key) : renamed->second;
      Json converted;
      if (holdsDocument(key)) {
        converted = document(item);
      } else if (holdsOwnKeys(key)) {
        converted = value(item, true);
      } else if (item.kind == Kind::list && !item.items.empty() && item.items[0].kind == Kind::object) {
        converted = Json::array();
        for (const HclExpression& block : item.items) converted.push_back(properties(block, names));
        if (converted.size() == 1 && path.find("[]") == std::string::npos) converted = Json(converted[0]);
      } else if (item.kind == Kind::object) {
        converted = properties(item, names);
      } else {
        converted = value(item, false);
      }
      if (!converted.is_null()) set(out, path, converted);
    }
    return out;
  }

  void add(const TerraformResource& resource) {
    const AwsNames& names = *awsNamesOf(resource.type);
    Growing out;
    out.logicalId = ids_.at(resource.type + "." + resource.name);
    out.type = names.type;
    out.properties = properties(resource.values, names);
    out.file = resource.file;
    out.line = resource.line;
    out.column = resource.column;
    finish(resource, out);
    byId_[out.logicalId] = resources_.size();
    resources_.push_back(std::move(out));
  }

  // What the two say in different shapes.
  void finish(const TerraformResource& resource, Growing& out) const {
    Json& properties = out.properties;
    if (out.type == "AWS::DynamoDB::Table") {
      for (Json& attribute : properties["AttributeDefinitions"]) {
        attribute = {{"AttributeName", attribute.value("Name", "")}, {"AttributeType", attribute.value("Type", "S")}};
      }
      Json schema = Json::array();
      if (properties.contains("HashKey")) schema.push_back({{"AttributeName", properties["HashKey"]}, {"KeyType", "HASH"}});
      if (properties.contains("RangeKey"))
        schema.push_back({{"AttributeName", properties["RangeKey"]}, {"KeyType", "RANGE"}});
      properties["KeySchema"] = schema;
      if (const auto* enabled = valueAt(resource.values, "stream_enabled"); enabled && enabled->text == "true")
        properties["StreamSpecification"]["StreamViewType"] =
            properties["StreamSpecification"].is_object() && properties["StreamSpecification"].contains("StreamViewType")
                ? properties["StreamSpecification"]["StreamViewType"]
                : Json("NEW_AND_OLD_IMAGES");
      // Terraform's default is provisioned, as CloudFormation's.
    }
    if (out.type == "AWS::Scheduler::Schedule" && properties.contains("Target")) {
      if (const auto input = properties["Target"].find("Input"); input != properties["Target"].end() && !input->is_string())
        *input = input->dump();
    }
    if (out.type == "AWS::ApiGateway::Resource" && properties.contains("RestApi"))
      properties["RestApiId"] = properties["RestApi"];
    if (out.type == "AWS::Lambda::EventSourceMapping") {
      if (const auto* config = valueAt(resource.values, "scaling_config"))
        if (const auto* most = valueAt(*config, "maximum_concurrency"))
          properties["ScalingConfig"]["MaximumConcurrency"] = value(*most, false);
      if (const auto* config = valueAt(resource.values, "destination_config"))
        if (const auto* failure = valueAt(*config, "on_failure"))
          if (const auto* arn = valueAt(*failure, "destination_arn"))
            properties["DestinationConfig"] = {{"OnFailure", {{"Destination", value(*arn, false)}}}};
    }
    // The container of a job is a text in JSON.
    if (out.type == "AWS::Batch::JobDefinition" && properties.contains("ContainerProperties"))
      properties["ContainerProperties"] = withPascalKeys(document(*valueAt(resource.values, "container_properties")));
    if (out.type == "AWS::KinesisFirehose::DeliveryStream")
      if (const auto* settings = valueAt(resource.values, "extended_s3_configuration"))
        if (const auto* processing = valueAt(*settings, "processing_configuration"))
          properties["ExtendedS3DestinationConfiguration"]["ProcessingConfiguration"] = processors(*processing);
    if (out.type == "AWS::IAM::Policy" && properties.contains("Role")) {
      properties["Roles"] = Json::array({properties["Role"]});
      properties.erase("Role");
    }
    if (out.type == "AWS::IAM::Role") {
      Json policies = Json::array();
      for (const HclExpression* inlinePolicy : objectsAt(resource.values, "inline_policy"))
        if (const auto* policy = inlinePolicy->find("policy"))
          policies.push_back({{"PolicyName", "inline"}, {"PolicyDocument", document(*policy)}});
      if (!policies.empty()) properties["Policies"] = policies;
    }
    if (out.type == "AWS::ElasticLoadBalancingV2::LoadBalancer") {
      const auto* internal = valueAt(resource.values, "internal");
      properties["Scheme"] = internal && internal->text == "true" ? "internal" : "internet-facing";
    }
    if (out.type == "AWS::ElasticLoadBalancingV2::Listener")
      properties["DefaultActions"] = actions(resource, "default_action");
    if (out.type == "AWS::ElasticLoadBalancingV2::ListenerRule") {
      properties["Actions"] = actions(resource, "action");
      Json conditions = Json::array();
      for (const HclExpression* condition : objectsAt(resource.values, "condition"))
        if (const auto* path = valueAt(*condition, "path_pattern"))
          if (const auto* values = valueAt(*path, "values"))
            conditions.push_back({{"Field", "path-pattern"}, {"Values", value(*values, false)}});
      properties["Conditions"] = conditions;
    }
    if (out.type == "AWS::ECS::TaskDefinition") {
      Json& containers = properties["ContainerDefinitions"];
      if (containers.is_array())
        for (Json& container : containers) container = withPascalKeys(container);
    }
  }

  Json processors(const HclExpression& processing) const {
    Json list = Json::array();
    for (const HclExpression* processor : objectsAt(processing, "processors")) {
      Json parameters = Json::array();
      for (const HclExpression* parameter : objectsAt(*processor, "parameters")) {
        const auto *name = parameter->find("parameter_name"), *given = parameter->find("parameter_value");
        if (name && given) parameters.push_back({{"ParameterName", name->text}, {"ParameterValue", value(*given, false)}});
      }
      list.push_back({{"Parameters", parameters}});
    }
    return {{"Processors", list}};
  }

  // What a listener of a load balancer or a rule of it forwards to.
  Json actions(const TerraformResource& resource, const std::string& block) const {
    Json out = Json::array();
    for (const HclExpression* action : objectsAt(resource.values, block)) {
      Json one = Json::object();
      if (const auto* arn = valueAt(*action, "target_group_arn")) one["TargetGroupArn"] = value(*arn, false);
      if (const auto* forward = valueAt(*action, "forward"))
        for (const HclExpression* group : objectsAt(*forward, "target_group"))
          if (const auto* arn = valueAt(*group, "arn")) {
            Json target = {{"TargetGroupArn", value(*arn, false)}};
            if (const auto* weight = valueAt(*group, "weight")) target["Weight"] = value(*weight, false);
            one["ForwardConfig"]["TargetGroups"].push_back(target);
          }
      out.push_back(one);
    }
    return out;
  }

  static Json withPascalKeys(const Json& json) {
    if (!json.is_object()) return json;
    Json out = Json::object();
    for (const auto& [key, item] : json.items()) {
      std::string name = key;
      if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
      out[name] = item;
    }
    return out;
  }

  // The resource of this project that an attribute names.
  Growing* named(const TerraformResource& resource, const std::string& attribute) {
    const HclExpression* value = valueAt(resource.values, attribute);
    if (!value || value->kind != Kind::reference || value->path.size() < 2) return nullptr;
    const auto id = ids_.find(value->path[0] + "." + value->path[1]);
    if (id == ids_.end()) return nullptr;
    const auto index = byId_.find(id->second);
    return index == byId_.end() ? nullptr : &resources_[index->second];
  }

  Json valueOf(const TerraformResource& resource, const std::string& attribute) const {
    const HclExpression* found = valueAt(resource.values, attribute);
    return found ? value(*found, false) : Json();
  }

  void place(const TerraformResource& resource) {
    static const std::map<std::string, void (AwsReader::*)(const TerraformResource&)> places = {
        {"aws_api_gateway_integration", &AwsReader::placeIntegration},
        {"aws_alb_target_group_attachment", &AwsReader::placeRegistered},
        {"aws_cloudwatch_event_target", &AwsReader::placeTarget},
        {"aws_iam_policy_attachment", &AwsReader::placeAttachment},
        {"aws_iam_role_policy_attachment", &AwsReader::placeAttachment},
        {"aws_lambda_provisioned_concurrency_config", &AwsReader::placeProvisioned},
        {"aws_lb_target_group_attachment", &AwsReader::placeRegistered},
        {"aws_iot_topic_rule", &AwsReader::placeThingRule},
        {"aws_s3_bucket_acl", &AwsReader::placeAcl},
        {"aws_s3_bucket_notification", &AwsReader::placeNotification},
        {"aws_s3_bucket_public_access_block", &AwsReader::placePublicAccess},
        {"aws_s3_bucket_replication_configuration", &AwsReader::placeReplication},
        {"aws_sqs_queue_redrive_policy", &AwsReader::placeRedrive},
    };
    const auto known = places.find(resource.type);
    if (known != places.end()) return (this->*known->second)(resource);
    if (isSurroundings(resource.type)) return;
    Growing out;
    out.logicalId = ids_.at(resource.type + "." + resource.name);
    out.type = "Terraform::" + resource.type;
    out.file = resource.file;
    out.line = resource.line;
    out.column = resource.column;
    byId_[out.logicalId] = resources_.size();
    resources_.push_back(std::move(out));
  }

  void lost(const TerraformResource& resource, const std::string& what) {
    report_.push_back({Severity::warning, "not-understood", resource.file, resource.line, resource.column, "",
                       fmt::format("{}.{}: {}", resource.type, resource.name, what), "add it by hand"});
  }

  void placeAcl(const TerraformResource& resource) {
    if (Growing* bucket = named(resource, "bucket")) bucket->properties["AccessControl"] = valueOf(resource, "acl");
  }

  void placePublicAccess(const TerraformResource& resource) {
    Growing* bucket = named(resource, "bucket");
    if (!bucket) return;
    for (const char* attribute :
         {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"})
      if (const Json blocked = valueOf(resource, attribute); !blocked.is_null())
        bucket->properties["PublicAccessBlockConfiguration"][pascalCase(attribute)] = blocked;
  }

  void placeIntegration(const TerraformResource& resource) {
    const Json api = valueOf(resource, "rest_api_id"), path = valueOf(resource, "resource_id"),
               method = valueOf(resource, "http_method");
    Growing* direct = named(resource, "http_method");  // aws_api_gateway_method.x.http_method
    for (Growing& candidate : resources_) {
      if (candidate.type != "AWS::ApiGateway::Method") continue;
      const Json& properties = candidate.properties;
      const bool same = properties.value("RestApiId", Json()) == api && properties.value("ResourceId", Json()) == path &&
                        properties.value("HttpMethod", Json()) == method;
      if (&candidate != direct && !same) continue;
      static const AwsNames names = {"", {{"type", "Type"}, {"uri", "Uri"}, {"timeout_milliseconds", "TimeoutInMillis"}}};
      candidate.properties["Integration"] = properties_(resource, names);
      return;
    }
    lost(resource, "its method isn't in the project");
  }

  Json properties_(const TerraformResource& resource, const AwsNames& names) const {
    return properties(resource.values, names);
  }

  void placeTarget(const TerraformResource& resource) {
    Growing* rule = named(resource, "rule");
    if (!rule) {
      const Json name = valueOf(resource, "rule");
      for (Growing& candidate : resources_)
        if (candidate.type == "AWS::Events::Rule" && name.is_string() && candidate.properties.value("Name", Json()) == name)
          rule = &candidate;
    }
    if (!rule) return lost(resource, "its rule isn't in the project");
    static const AwsNames names = {"", {{"ecs_target", "EcsParameters"}, {"http_target", "HttpParameters"}}};
    rule->properties["Targets"].push_back(properties(resource.values, names));
  }

  void placeAttachment(const TerraformResource& resource) {
    Growing* policy = named(resource, "policy_arn");
    std::vector<Json> roles;
    if (const auto* role = valueAt(resource.values, "role")) roles.push_back(value(*role, false));
    if (const auto* list = valueAt(resource.values, "roles"); list && list->kind == Kind::list)
      for (const HclExpression& role : list->items) roles.push_back(value(role, false));
    for (const Json& role : roles) {
      if (policy) {
        policy->properties["Roles"].push_back(role);
        continue;
      }
      if (!role.is_object() || !role.contains("Ref")) continue;
      const auto index = byId_.find(role["Ref"].get<std::string>());
      if (index != byId_.end())
        resources_[index->second].properties["ManagedPolicyArns"].push_back(valueOf(resource, "policy_arn"));
    }
  }

  void placeProvisioned(const TerraformResource& resource) {
    Growing* function = named(resource, "function_name");
    if (!function) return lost(resource, "its function isn't in the project");
    function->properties["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"] =
        valueOf(resource, "provisioned_concurrent_executions");
  }

  void placeRegistered(const TerraformResource& resource) {
    Growing* group = named(resource, "target_group_arn");
    if (!group) return lost(resource, "its target group isn't in the project");
    group->properties["Targets"].push_back({{"Id", valueOf(resource, "target_id")}});
  }

  void placeReplication(const TerraformResource& resource) {
    Growing* bucket = named(resource, "bucket");
    if (!bucket) return lost(resource, "its bucket isn't in the project");
    for (const HclExpression* rule : objectsAt(resource.values, "rule"))
      for (const HclExpression* destination : objectsAt(*rule, "destination"))
        if (const auto* replica = destination->find("bucket"))
          bucket->properties["ReplicationConfiguration"]["Rules"].push_back(
              {{"Destination", {{"Bucket", value(*replica, false)}}}});
  }

  void placeRedrive(const TerraformResource& resource) {
    Growing* queue = named(resource, "queue_url");
    const HclExpression* const policy = valueAt(resource.values, "redrive_policy");
    if (!queue || !policy) return lost(resource, "its queue isn't in the project");
    queue->properties["RedrivePolicy"] = document(*policy);
  }

  // Each kind of action is a block: lambda { function_arn }, sqs { queue_url }, …
  void placeThingRule(const TerraformResource& resource) {
    static const std::map<std::string, std::string> actions = {{"dynamodb", "DynamoDB"},
                                                               {"dynamodbv2", "DynamoDBv2"},
                                                               {"firehose", "Firehose"},
                                                               {"kinesis", "Kinesis"},
                                                               {"lambda", "Lambda"},
                                                               {"s3", "S3"},
                                                               {"sns", "Sns"},
                                                               {"sqs", "Sqs"},
                                                               {"republish", "Republish"},
                                                               {"step_functions", "StepFunctions"}};
    static const AwsNames names = {"", {{"put_item", "PutItem"}}};
    Growing out;
    out.logicalId = ids_.at(resource.type + "." + resource.name);
    out.type = "AWS::IoT::TopicRule";
    out.file = resource.file;
    out.line = resource.line;
    out.column = resource.column;
    Json list = Json::array();
    for (const auto& [block, action] : actions)
      for (const HclExpression* one : objectsAt(resource.values, block)) {
        Json settings = properties(*one, names);
        settings.erase("RoleArn");
        list.push_back({{action, settings}});
      }
    out.properties["TopicRulePayload"] = {{"Actions", list}};
    byId_[out.logicalId] = resources_.size();
    resources_.push_back(std::move(out));
  }

  void placeNotification(const TerraformResource& resource) {
    Growing* bucket = named(resource, "bucket");
    if (!bucket) return lost(resource, "its bucket isn't in the project");
    Json& configuration = bucket->properties["NotificationConfiguration"];
    struct Target {
      const char *block, *list, *attribute, *property;
    };
    for (const Target& target : {Target{"lambda_function", "LambdaConfigurations", "lambda_function_arn", "Function"},
                                 Target{"queue", "QueueConfigurations", "queue_arn", "Queue"},
                                 Target{"topic", "TopicConfigurations", "topic_arn", "Topic"}})
      for (const HclExpression* block : objectsAt(resource.values, target.block)) {
        const HclExpression *arn = block->find(target.attribute), *events = block->find("events");
        if (!arn) continue;
        const Json names = events ? value(*events, true) : Json::array({"s3:ObjectCreated:*"});
        for (const Json& event : names.is_array() ? names : Json::array({names}))
          configuration[target.list].push_back({{"Event", event}, {target.property, value(*arn, false)}});
      }
    if (const auto* bus = valueAt(resource.values, "eventbridge"); bus && bus->text == "true")
      configuration["EventBridgeConfiguration"]["EventBridgeEnabled"] = true;
  }

  const TerraformProject& project_;
  Problems& report_;
  std::set<std::string> taken_;
  std::map<std::string, std::string> ids_;  // address → logical id
  std::map<std::string, std::size_t> byId_;
  std::vector<Growing> resources_;
};

}  // namespace

CloudResources awsResources(const TerraformProject& project, Problems& report) { return AwsReader(project, report).read(); }

}  // namespace virga::model
