#include "model/import/aws_design.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace virga::model {

namespace {

// Types that say how other resources are allowed, logged or deployed. What they tell of edges is read where the edge is.
bool isSupporting(std::string_view type) {
  static constexpr std::array kParts{"AWS::IAM::",
                                     "AWS::Logs::",
                                     "AWS::KMS::",
                                     "AWS::CloudWatch::",
                                     "AWS::CodeDeploy::",
                                     "AWS::Serverless::LayerVersion",
                                     "AWS::Lambda::Layer",
                                     "AWS::Lambda::Permission",
                                     "AWS::Lambda::Version",
                                     "AWS::Lambda::Alias",
                                     "AWS::Lambda::EventInvokeConfig"};
  if (std::any_of(kParts.begin(), kParts.end(), [&](const char* part) { return type.starts_with(part); })) return true;
  static constexpr std::array kTypes{"AWS::ApiGateway::Deployment",
                                     "AWS::ApiGateway::Stage",
                                     "AWS::ApiGateway::Account",
                                     "AWS::ApiGateway::Resource",
                                     "AWS::ApiGateway::Model",
                                     "AWS::ApiGateway::GatewayResponse",
                                     "AWS::ApiGateway::RequestValidator",
                                     "AWS::ApiGatewayV2::Deployment",
                                     "AWS::ApiGatewayV2::RouteResponse",
                                     "AWS::ApiGatewayV2::IntegrationResponse",
                                     "AWS::SQS::QueuePolicy",
                                     "AWS::SNS::TopicPolicy",
                                     "AWS::S3::BucketPolicy",
                                     "AWS::Events::EventBusPolicy",
                                     "AWS::Events::Connection",
                                     "AWS::Cognito::UserPoolClient",
                                     "AWS::Cognito::UserPoolDomain",
                                     "AWS::RDS::DBSubnetGroup",
                                     "AWS::ElastiCache::SubnetGroup",
                                     "AWS::Scheduler::ScheduleGroup",
                                     "AWS::AppSync::GraphQLSchema",
                                     "AWS::AppSync::ApiKey",
                                     "AWS::ECS::Cluster",
                                     "AWS::ECS::TaskDefinition",
                                     "AWS::Route53::HostedZone",
                                     "AWS::EC2::SecurityGroup",
                                     "AWS::EC2::SecurityGroupIngress"};
  return std::any_of(kTypes.begin(), kTypes.end(), [&](const char* known) { return type == known; });
}

// The last part of an ARN or URL, without what stands for its objects.
std::string lastPart(std::string text) {
  while (text.ends_with("/*") || text.ends_with(":*") || text.ends_with("/")) text.pop_back();
  while (!text.empty() && (text.back() == '*' || text.back() == ':' || text.back() == '/')) text.pop_back();
  const auto cut = text.find_last_of(":/");
  return cut == std::string::npos ? text : text.substr(cut + 1);
}

}  // namespace

const SourceValue& AwsDerivation::properties(const std::string& resource) const {
  static const SourceValue nothing;
  const CloudResource* const found = cloud.find(resource);
  return found ? found->properties : nothing;
}

std::string AwsDerivation::typeOf(const std::string& resource) const {
  const CloudResource* const found = cloud.find(resource);
  return found ? found->type : "";
}

std::vector<const CloudResource*> AwsDerivation::ofType(std::string_view type) const {
  std::vector<const CloudResource*> found;
  for (const auto& resource : cloud.resources)
    if (resource.type == type) found.push_back(&resource);
  return found;
}

std::optional<ComponentId> AwsDerivation::meantText(const std::string& text) const {
  const auto references = referencesIn(text);
  for (const auto& reference : references)
    if (const auto found = components.find(reference.name); !reference.isUnknown && found != components.end())
      return found->second;
  if (text.empty()) return std::nullopt;
  for (const auto& [host, id] : hosts)
    if (const auto at = text.find("//" + host); at != std::string::npos) {
      const std::size_t end = at + 2 + host.size();
      if (end == text.size() || text[end] == '/' || text[end] == ':') return id;
    }
  std::string bucket = text;
  if (const auto s3 = bucket.find(":s3:::"); s3 != std::string::npos) {
    bucket = bucket.substr(s3 + 6);
    bucket = bucket.substr(0, bucket.find('/'));
  } else {
    bucket = lastPart(bucket);
  }
  for (const std::string& name : {text, bucket})
    if (const auto named = names.find(name); named != names.end())
      if (const auto found = components.find(named->second); found != components.end()) return found->second;
  return std::nullopt;
}

std::optional<ComponentId> AwsDerivation::meant(const SourceValue& value) const {
  if (value.isScalar()) return meantText(value.text);
  for (const auto& item : value.items)
    if (auto found = meant(item)) return found;
  for (const auto& entry : value.entries)
    if (auto found = meant(entry.value)) return found;
  return std::nullopt;
}

ComponentId AwsDerivation::outsideOf(const std::string& name, const ComponentKind& kind, const std::string& what,
                                     const Place& at) {
  const std::string key = std::string(kindName(kind)) + " " + name;
  if (const auto known = outside.find(key); known != outside.end()) return known->second;
  std::string plain = readable(name);
  for (const std::string_view word : {"parameter ", "ImportValue ", "${", "}"})
    for (auto cut = plain.find(word); cut != std::string::npos; cut = plain.find(word)) plain.erase(cut, word.size());
  const ComponentId id = design.add(lastPart(plain).empty() ? std::string(kindName(kind)) : lastPart(plain), kind);
  outside[key] = id;
  if (auto* function = design.as<Function>(id)) {
    function->runtime = "nodejs22";
    design.toFill(id + ".runtime", "the runtime of " + what, at);
  }
  design.standsIn(at, fmt::format("'{}' isn't in the template: it stands in for {}", id, what), "its settings are defaults");
  return id;
}

std::optional<ComponentId> AwsDerivation::meantOr(const SourceValue& value, const ComponentKind& kind,
                                                  const std::string& what, const Place& at) {
  if (value.isNothing() || (value.isScalar() && value.text.empty())) return std::nullopt;
  if (auto found = meant(value)) return found;
  const auto references = referencesIn(value);
  const std::string name = !references.empty() ? references.front().name : value.isScalar() ? value.text : "";
  if (name.empty()) return std::nullopt;
  return outsideOf(name, kind, what, value.at.file ? value.at : at);
}

ComponentId AwsDerivation::defaultBus(const Place& at) {
  return outsideOf("default-bus", EventBus{}, "the account's default event bus", at);
}

std::optional<ComponentKind> kindOfService(std::string_view service) {
  if (service == "dynamodb") return NosqlDb{};
  if (service == "s3") return ObjectStore{};
  if (service == "sqs") return Queue{};
  if (service == "sns") return Topic{};
  if (service == "kinesis") return Stream{};
  if (service == "events") return EventBus{};
  if (service == "states") return Workflow{};
  if (service == "secretsmanager") return SecretStore{};
  if (service == "rds-data" || service == "rds" || service == "rds-db") return SqlDb{};
  if (service == "elasticache") return Cache{};
  return std::nullopt;
}

void deriveAwsDesign(const CloudResources& cloud, DesignBuilder& design) {
  AwsDerivation aws{cloud, design};
  addAwsComponents(aws);
  addAwsBalancers(aws);
  addAwsApis(aws);
  addAwsEvents(aws);
  addAwsWorkflows(aws);
  addAwsUses(aws);
  for (const auto& resource : cloud.resources)
    if (!aws.components.contains(resource.name) && !aws.done.contains(resource.name) && !isSupporting(resource.type))
      design.leftOut(resource.at, fmt::format("'{}' ({}) isn't understood and is left out", resource.name, resource.type));
}

}  // namespace virga::model
