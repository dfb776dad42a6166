// Functions with their roles, versions, aliases, event source mappings and routes.
#include <algorithm>

#include "model/manifest/cloudformation/expansion.h"

namespace virga::model {

namespace {

Tree allow(const std::vector<std::string>& actions, const Tree& resource) {
  Tree statement = Tree::object();
  statement["Effect"] = "Allow";
  statement["Action"] = Tree(actions);
  statement["Resource"] = resource;
  return statement;
}

// What Lambda itself does in the function's name: AWSLambdaBasicExecutionRole, AWSLambdaSQSQueueExecutionRole and
// AWSLambdaVPCAccessExecutionRole, cut down to the function's own log group and queues; AWSXrayWriteOnlyAccess but for its
// sampling, which Lambda does (Lambda guide, "Execution role"). Traces and network interfaces have no resources.
Tree runtimeStatements(const Tree& properties) {
  Tree statements = Tree::array();
  const std::string logGroup = properties.at("LoggingConfig").at("LogGroup").at("Ref").get<std::string>();
  statements.push_back(allow({"logs:CreateLogStream", "logs:PutLogEvents"}, getAtt(logGroup, "Arn")));
  if (properties.contains("Tracing"))
    statements.push_back(allow({"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, "*"));
  if (properties.contains("Events"))
    for (const Tree& event : properties.at("Events")) {
      if (event.at("Type") != "SQS") continue;
      const Tree taken =
          allow({"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}, event.at("Properties").at("Queue"));
      if (std::find(statements.begin(), statements.end(), taken) == statements.end()) statements.push_back(taken);
    }
  if (properties.contains("VpcConfig"))
    statements.push_back(allow({"ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                                "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"},
                               "*"));
  return statements;
}

// "src/checkout/" → "checkout.zip".
std::string archiveName(const Tree& codeUri) {
  std::string folder = codeUri.get<std::string>();
  while (!folder.empty() && folder.back() == '/') folder.pop_back();
  return folder.substr(folder.find_last_of('/') + 1) + ".zip";
}

std::string freeName(const Tree& resources, const Tree& sam, const std::string& wanted) {
  std::string name = wanted;
  for (int number = 2; resources.contains(name) || sam.contains(name); ++number) name = wanted + std::to_string(number);
  return name;
}

struct Invoked {
  Tree name;  // as permissions and event source mappings name it
  Tree arn;
};

Invoked publish(Tree& resources, const std::string& name, const Tree& properties) {
  const Tree ofItself = refTo(name);
  if (!properties.contains("AutoPublishAlias")) return {ofItself, getAtt(name, "Arn")};
  const std::string version = name + "Version1";
  resources[version] = {{"Type", "AWS::Lambda::Version"},
                        {"DeletionPolicy", "Retain"},
                        {"UpdateReplacePolicy", "Retain"},
                        {"Properties", {{"FunctionName", ofItself}}}};
  const std::string aliasName = properties.at("AutoPublishAlias").get<std::string>();
  const std::string alias = name + "Alias" + aliasName;
  Tree& resource = resources[alias];
  resource["Type"] = "AWS::Lambda::Alias";
  resource["Properties"]["Name"] = aliasName;
  resource["Properties"]["FunctionName"] = ofItself;
  resource["Properties"]["FunctionVersion"] = getAtt(version, "Version");
  copyProperty(resource["Properties"], "ProvisionedConcurrencyConfig", properties, "ProvisionedConcurrencyConfig");
  return {refTo(alias), refTo(alias)};
}

void addRoute(Tree& resources, const Tree& sam, const std::string& name, const Invoked& function, const Tree& event) {
  const std::string api = event.at("ApiId").at("Ref").get<std::string>();
  const std::string method = event.at("Method").get<std::string>(), path = event.at("Path").get<std::string>();
  resources[name + "Permission"] = {
      {"Type", "AWS::Lambda::Permission"},
      {"Properties",
       {{"Action", "lambda:InvokeFunction"},
        {"FunctionName", function.name},
        {"Principal", "apigateway.amazonaws.com"},
        {"SourceArn", sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + api + "}/*/" +
                          routeResource(method, path))}}}};
  const std::string integration = freeName(resources, sam, name + "Integration");
  Tree& target = resources[integration];
  target["Type"] = "AWS::ApiGatewayV2::Integration";
  target["Properties"] = {{"ApiId", refTo(api)},
                          {"IntegrationType", "AWS_PROXY"},
                          {"IntegrationMethod", "POST"},
                          {"IntegrationUri", function.arn}};
  copyProperty(target["Properties"], "PayloadFormatVersion", event, "PayloadFormatVersion");
  copyProperty(target["Properties"], "TimeoutInMillis", event, "TimeoutInMillis");
  Tree& route = resources[freeName(resources, sam, name + "Route")];
  route["Type"] = "AWS::ApiGatewayV2::Route";
  route["Properties"]["ApiId"] = refTo(api);
  route["Properties"]["RouteKey"] = method + " " + path;
  route["Properties"]["Target"] = sub("integrations/${" + integration + "}");
  const Tree& apiProperties = sam.at(api).at("Properties");
  if (apiProperties.contains("Auth")) {
    const std::string authorizer = apiProperties.at("Auth").at("DefaultAuthorizer").get<std::string>();
    route["Properties"]["AuthorizationType"] = "JWT";
    route["Properties"]["AuthorizerId"] = refTo(authorizerId(api, authorizer));
  }
}

void addQueueMapping(Tree& resources, const std::string& name, const Invoked& function, const Tree& event,
                     const Tree& tags) {
  Tree& mapping = resources[name];
  mapping["Type"] = "AWS::Lambda::EventSourceMapping";
  Tree& properties = mapping["Properties"];
  properties["FunctionName"] = function.name;
  properties["EventSourceArn"] = event.at("Queue");
  for (const char* key : {"BatchSize", "MaximumBatchingWindowInSeconds", "ScalingConfig", "FunctionResponseTypes"})
    copyProperty(properties, key, event, key);
  properties["Tags"] = tags;
}

}  // namespace

void expandFunction(Tree& resources, const Tree& sam, const std::string& name) {
  const Tree& from = sam.at(name).at("Properties");
  const Tree tags = tagPairs(from.at("Tags"));
  const std::string role = name + "Role";
  Tree statements = Tree::array();
  if (from.contains("Policies"))
    for (const Tree& policy : from.at("Policies"))
      for (const Tree& statement : policy.at("Statement")) statements.push_back(statement);
  for (const Tree& statement : runtimeStatements(from)) statements.push_back(statement);
  resources[role] = roleFor("lambda.amazonaws.com", name, statements, tags);

  Tree function = Tree::object();
  function["Type"] = "AWS::Lambda::Function";
  Tree& properties = function["Properties"];
  copyProperty(properties, "Description", from, "Description");
  properties["Code"] = {{"S3Bucket", refTo("CodeBucket")},
                        {"S3Key", sub("${CodePrefix}" + archiveName(from.at("CodeUri")))}};
  for (const char* key : {"Handler", "Runtime", "Architectures", "MemorySize", "Timeout", "ReservedConcurrentExecutions",
                          "SnapStart", "LoggingConfig", "Environment", "VpcConfig"})
    copyProperty(properties, key, from, key);
  if (from.contains("Tracing")) properties["TracingConfig"]["Mode"] = from.at("Tracing");
  properties["Role"] = getAtt(role, "Arn");
  properties["Tags"] = tags;
  resources[name] = function;

  const Invoked invoked = publish(resources, name, from);
  if (from.contains("EventInvokeConfig")) {
    Tree& config = resources[name + "EventInvokeConfig"];
    config["Type"] = "AWS::Lambda::EventInvokeConfig";
    config["Properties"]["FunctionName"] = refTo(name);
    config["Properties"]["Qualifier"] = "$LATEST";
    if (from.contains("AutoPublishAlias")) {
      config["Properties"]["Qualifier"] = from.at("AutoPublishAlias");
      config["DependsOn"] = Tree::array({name + "Alias" + from.at("AutoPublishAlias").get<std::string>()});
    }
    for (const auto& [key, value] : from.at("EventInvokeConfig").items()) config["Properties"][key] = value;
  }
  if (!from.contains("Events")) return;
  for (const auto& [eventName, event] : from.at("Events").items()) {
    if (event.at("Type") == "HttpApi")
      addRoute(resources, sam, name + eventName, invoked, event.at("Properties"));
    else
      addQueueMapping(resources, name + eventName, invoked, event.at("Properties"), tags);
  }
}

}  // namespace virga::model
