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
                                     "AWS::ApiGatewayV2::Stage",
                                     "AWS::ApiGatewayV2::Model",
                                     "AWS::ApiGateway::VpcLink",
                                     "AWS::ApiGatewayV2::VpcLink",
                                     "AWS::EC2::SecurityGroupEgress",
                                     "AWS::EC2::KeyPair",
                                     "AWS::DocDB::DBSubnetGroup",
                                     "AWS::MSK::Configuration",
                                     "AWS::MSK::BatchScramSecret",
                                     "AWS::Cognito::IdentityPoolRoleAttachment",
                                     "AWS::Cognito::UserPoolUser",
                                     "AWS::Cognito::UserPoolGroup",
                                     "AWS::Cognito::UserPoolResourceServer",
                                     "AWS::Transfer::User",
                                     "AWS::Batch::JobQueue",
                                     "AWS::Batch::ComputeEnvironment",
                                     "AWS::SES::EmailIdentity",
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

// Where one of the letters stands from `from` on, outside of references ("${AWS::StackName}" and marks); else npos.
std::size_t findOutside(const std::string& text, std::string_view letters, std::size_t from) {
  char until = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (until) {
      if (text[i] == until) until = 0;
    } else if (text[i] == '\x1e') {
      until = '\x1f';
    } else if (text.compare(i, 2, "${") == 0) {
      until = '}';
    } else if (letters.find(text[i]) != std::string_view::npos) {
      return i;
    }
  }
  return std::string::npos;
}

// The name that an ARN or URL ends in, without what stands for its objects, versions or calls: of a function, table and
// state machine what follows their word.
std::string lastPart(std::string text) {
  for (const std::string_view word : {":function:", ":stateMachine:", ":table/"})
    if (const auto at = text.find(word); at != std::string::npos) {
      const auto start = at + word.size();
      if (const std::string name = text.substr(start, findOutside(text, ":/", start) - start); !name.empty()) return name;
    }
  while (text.ends_with("/*") || text.ends_with(":*") || text.ends_with("/")) text.pop_back();
  while (!text.empty() && (text.back() == '*' || text.back() == ':' || text.back() == '/')) text.pop_back();
  std::size_t start = 0;
  for (auto cut = findOutside(text, ":/", 0); cut != std::string::npos; cut = findOutside(text, ":/", start))
    start = cut + 1;
  return text.substr(start);
}

// The name of what an ARN, URL or name means: of objects their bucket's.
std::string nameIn(const std::string& text) {
  const auto s3 = text.find(":s3:::");
  if (s3 == std::string::npos) return lastPart(text);
  return text.substr(s3 + 6, findOutside(text, "/", s3 + 6) - s3 - 6);
}

// Whether a pattern with asterisks, as resources in policies have, fits a name.
bool fits(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
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
  const std::string last = nameIn(text);
  for (const std::string& name : {text, last})
    if (const auto named = names.find(name); named != names.end())
      if (const auto found = components.find(named->second); found != components.end()) return found->second;
  // "arn:aws:s3:::*-photos-*": the one name that fits.
  if (last.find('*') == std::string::npos || last.find_first_not_of('*') == std::string::npos || !text.starts_with("arn:"))
    return std::nullopt;
  std::optional<ComponentId> fitting;
  for (const auto& [name, resource] : names)
    if (const auto found = components.find(resource); found != components.end() && fits(last, name)) {
      if (fitting && *fitting != found->second) return std::nullopt;
      fitting = found->second;
    }
  return fitting;
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
  std::string name = !references.empty() ? references.front().name : value.isScalar() ? value.text : "";
  if (value.isScalar() && value.text.starts_with("arn:")) {
    const std::string last = nameIn(value.text);
    const auto inLast = referencesIn(last);
    if (!last.empty() && last.find('*') == std::string::npos) name = inLast.empty() ? last : inLast.back().name;
  }
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
  addAwsFirehose(aws);
  addAwsSources(aws);
  addAwsWorkflows(aws);
  addAwsUses(aws);
  addAwsProtection(aws);
  addAwsExcuses(aws);
  for (const auto& resource : cloud.resources)
    if (!aws.components.contains(resource.name) && !aws.done.contains(resource.name) && !isSupporting(resource.type))
      design.leftOut(resource.at, fmt::format("'{}' ({}) isn't understood and is left out", resource.name, resource.type));
}

}  // namespace virga::model
