// Functions with their versions, aliases and log groups.
#include <fmt/format.h>

#include "model/manifest/cloudformation/expansion.h"
#include "model/manifest/serverless/framework_names.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

constexpr std::size_t kFunctionNameMax = 64;  // Lambda API reference, CreateFunction, FunctionName
constexpr std::size_t kStageKept = 10;        // "production"

// The framework puts service, stage and function together. Where that could be too long, the name is given.
std::string givenName(const Service& service, const ComponentId& id, std::size_t number) {
  if (service.name.size() + kStageKept + id.size() + 2 <= kFunctionNameMax) return {};
  const std::string end = "-" + std::to_string(number);
  const std::size_t room = kFunctionNameMax - service.name.size() - kStageKept - 2 - end.size();
  std::string start = id.substr(0, room);
  while (start.back() == '-') start.pop_back();
  return "${self:service}-${sls:stage}-" + start + end;
}

Tree packageOf(const FunctionPlan& plan) {
  Tree package = Tree::object();
  if (hasArtifact(plan.function->runtime))
    package["artifact"] = "build/" + plan.component->id + ".zip";
  else
    package["patterns"] = Tree::array({"src/" + plan.component->id + "/**"});
  return package;
}

// The framework takes no reference to a list of subnets, but what is split from a text.
Tree vpcOfFramework(const Tree& vpc) {
  Tree network = Tree::object();
  network["securityGroupIds"] = vpc.at("SecurityGroupIds");
  const Tree joined = {{"Fn::Join", Tree::array({",", vpc.at("SubnetIds")})}};
  network["subnetIds"] = {{"Fn::Split", Tree::array({",", joined})}};
  return network;
}

void dropParts(Service& service, const std::string& name) {
  const Tree ofItself = refTo(name);
  service.drop([&](const std::string& id, const Tree& resource) {
    const std::string type = resource.at("Type").get<std::string>();
    if (id == name) return true;
    if (type != "AWS::Lambda::Version" && type != "AWS::Lambda::Alias" && type != "AWS::Lambda::EventInvokeConfig")
      return false;
    return resource.at("Properties").at("FunctionName") == ofItself;
  });
}

// "src/checkout/" is a folder of the one archive, whose root the handlers of artifacts lie in.
std::string handlerOf(const FunctionPlan& plan, const Tree& properties) {
  const std::string handler = properties.at("Handler").get<std::string>();
  return hasArtifact(plan.function->runtime) ? handler : "src/" + plan.component->id + "/" + handler;
}

void lift(Service& service, const FunctionPlan& plan, std::size_t number) {
  const ComponentId& id = plan.component->id;
  const std::string name = service.sam.ids.of(id);
  const Tree properties = service.resources.at(name).at("Properties");
  Tree function = Tree::object();
  if (const std::string given = givenName(service, id, number); !given.empty()) function["name"] = given;
  copyProperty(function, "description", properties, "Description");
  function["handler"] = handlerOf(plan, properties);
  function["runtime"] = properties.at("Runtime");
  function["architecture"] = properties.at("Architectures").at(0);
  function["memorySize"] = properties.at("MemorySize");
  function["timeout"] = properties.at("Timeout");
  copyProperty(function, "reservedConcurrency", properties, "ReservedConcurrentExecutions");
  if (properties.contains("SnapStart")) function["snapStart"] = true;
  function["role"] = namedBy(properties.at("Role"));
  const std::string normal = normalisedName(id);
  service.functionOf[name] = id;
  service.renamed[name] = normal + "LambdaFunction";
  for (const auto& [other, resource] : service.resources.items()) {
    const Tree& of = resource.at("Properties");
    if (!of.contains("FunctionName") || of.at("FunctionName") != refTo(name)) continue;
    if (resource.at("Type") == "AWS::Lambda::Alias") {
      service.functionOf[other] = id;
      service.renamed[other] = normal + (properties.contains("SnapStart") ? "SnapStartLambdaAlias" : "ProvConcLambdaAlias");
      if (of.contains("ProvisionedConcurrencyConfig"))
        function["provisionedConcurrency"] = of.at("ProvisionedConcurrencyConfig").at("ProvisionedConcurrentExecutions");
    }
    if (resource.at("Type") == "AWS::Lambda::EventInvokeConfig") {
      copyProperty(function, "maximumEventAge", of, "MaximumEventAgeInSeconds");
      copyProperty(function, "maximumRetryAttempts", of, "MaximumRetryAttempts");
    }
  }
  if (properties.contains("Environment")) function["environment"] = properties.at("Environment").at("Variables");
  if (properties.contains("VpcConfig")) function["vpc"] = vpcOfFramework(properties.at("VpcConfig"));
  function["package"] = packageOf(plan);
  function["tags"] = service.sam.tagMap(id);
  service.functions[id] = function;

  const Tree& logging = properties.at("LoggingConfig");
  const std::string logGroup = namedBy(logging.at("LogGroup"));
  service.renamed[logGroup] = normal + "LogGroup";
  Tree& logs = service.provider["logs"]["lambda"];
  logs["logFormat"] = logging.at("LogFormat");
  logs["applicationLogLevel"] = logging.at("ApplicationLogLevel");
  logs["systemLogLevel"] = logging.at("SystemLogLevel");
  service.provider["tracing"]["lambda"] = properties.at("TracingConfig").at("Mode");
  service.drop([&](const std::string& other, const Tree&) { return other == logGroup; });
  dropParts(service, name);
}

}  // namespace

void liftFunctions(Service& service) {
  std::size_t number = 0;
  for (const FunctionPlan& plan : service.sam.plans) lift(service, plan, ++number);
}

}  // namespace virga::model
