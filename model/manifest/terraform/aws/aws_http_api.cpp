// HTTP APIs with their stages, authorizers, routes and the permission of each route.
#include <map>
#include <regex>

#include <fmt/format.h>

#include "model/manifest/terraform/aws/aws_configuration.h"

namespace virga::model::terraform {

namespace {

constexpr const char* kPart = "apis";

// A function as an API reaches it, by its alias where it has one.
std::string reached(const AwsConfiguration& aws, const std::string& function, const char* attribute) {
  const bool alias = aws.sam.resources.at(function).at("Properties").contains("AutoPublishAlias");
  return alias ? fmt::format("aws_lambda_alias.{}.{}", aws.name(function), attribute) : aws.address(function, attribute);
}

void addStage(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  Block& stage = aws.add(kPart, "aws_apigatewayv2_stage", aws.name(id));
  stage.set("api_id", aws.address(id, "id"));
  aws.copy(stage, "name", properties, "StageName");
  stage.set("auto_deploy", boolean(true));
  aws.tag(stage, properties);
  const Tree& settings = properties.at("DefaultRouteSettings");
  Block& route = stage.block("default_route_settings");
  aws.copy(route, "throttling_burst_limit", settings, "ThrottlingBurstLimit");
  aws.copy(route, "throttling_rate_limit", settings, "ThrottlingRateLimit");
  aws.copy(route, "detailed_metrics_enabled", settings, "DetailedMetricsEnabled");
  Block& log = stage.block("access_log_settings");
  aws.copy(log, "destination_arn", properties.at("AccessLogSettings"), "DestinationArn");
  Expression format = object();
  const Tree fields = Tree::parse(properties.at("AccessLogSettings").at("Format").get<std::string>());
  for (const auto& [key, variable] : fields.items()) format.with(key, aws.value(variable));
  log.set("format", jsonEncoded(format));
}

void addAuthorizer(AwsConfiguration& aws, const std::string& id, const Tree& auth) {
  const auto authorizer = auth.at("Authorizers").begin();
  Block& block = aws.add(kPart, "aws_apigatewayv2_authorizer", aws.name(id));
  block.set("api_id", aws.address(id, "id"));
  block.set("name", text(authorizer.key()));
  block.set("authorizer_type", text("JWT"));
  block.set("identity_sources", list({aws.value(authorizer.value().at("IdentitySource"))}));
  const Tree& jwt = authorizer.value().at("JwtConfiguration");
  Block& configuration = block.block("jwt_configuration");
  aws.copy(configuration, "issuer", jwt, "issuer");
  aws.copy(configuration, "audience", jwt, "audience");
}

struct Reached {
  std::string event;  // the event's name
  std::string function;
  const Tree* properties;
};

std::vector<Reached> routesOf(const AwsConfiguration& aws, const std::string& api) {
  std::vector<Reached> routes;
  for (const auto& [function, resource] : aws.sam.resources.items()) {
    if (resource.at("Type") != "AWS::Serverless::Function" || !resource.at("Properties").contains("Events")) continue;
    for (const auto& [name, event] : resource.at("Properties").at("Events").items())
      if (event.at("Type") == "HttpApi" && event.at("Properties").at("ApiId") == refTo(api))
        routes.push_back({name, function, &event.at("Properties")});
  }
  return routes;
}

void addRoutes(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  const bool guarded = properties.contains("Auth");
  std::set<std::string> integrated;
  std::map<std::string, int> names;
  for (const Reached& route : routesOf(aws, id)) {
    const std::string integration = aws.name(id) + "_to_" + aws.name(route.function);
    if (integrated.insert(integration).second) {
      Block& block = aws.add(kPart, "aws_apigatewayv2_integration", integration);
      block.set("api_id", aws.address(id, "id"));
      block.set("integration_type", text("AWS_PROXY"));
      block.set("integration_method", text("POST"));
      block.set("integration_uri", reached(aws, route.function, "invoke_arn"));
      aws.copy(block, "payload_format_version", *route.properties, "PayloadFormatVersion");
      aws.copy(block, "timeout_milliseconds", *route.properties, "TimeoutInMillis");
    }
    const std::string method = route.properties->at("Method").get<std::string>();
    const std::string path = route.properties->at("Path").get<std::string>();
    std::string name = fmt::format("{}_{}", aws.name(id), aws.name(route.function));
    if (const int number = ++names[name]; number > 1) name += fmt::format("_{}", number);
    Block& block = aws.add(kPart, "aws_apigatewayv2_route", name);
    block.set("api_id", aws.address(id, "id"));
    block.set("route_key", text(method + " " + path));
    block.set("target", "\"integrations/${aws_apigatewayv2_integration." + integration + ".id}\"");
    if (guarded) {
      block.set("authorization_type", text("JWT"));
      block.set("authorizer_id", fmt::format("aws_apigatewayv2_authorizer.{}.id", aws.name(id)));
    }
    Block& permission = aws.add(kPart, "aws_lambda_permission", name);
    permission.set("action", text("lambda:InvokeFunction"));
    permission.set("function_name", aws.address(route.function, "function_name"));
    if (aws.sam.resources.at(route.function).at("Properties").contains("AutoPublishAlias"))
      permission.set("qualifier", fmt::format("aws_lambda_alias.{}.name", aws.name(route.function)));
    permission.set("principal", text("apigateway.amazonaws.com"));
    static const std::regex kParameter(R"(\{[^}]*\})");
    permission.set("source_arn", "\"${" + aws.address(id, "execution_arn") + "}/*/" + (method == "ANY" ? "*" : method) +
                                     escaped(std::regex_replace(path, kParameter, "*")) + "\"");
  }
}

// What the API's own body leads to by a link into the network.
void addLinkedRoutes(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  int count = 0;
  for (const auto& [path, operations] : properties.at("DefinitionBody").at("paths").items())
    for (const auto& [verb, operation] : operations.items()) {
      const Tree& wanted = operation.at("x-amazon-apigateway-integration");
      if (!wanted.contains("connectionId")) continue;
      const std::string name = fmt::format("{}_linked_{}", aws.name(id), ++count);
      Block& integration = aws.add(kPart, "aws_apigatewayv2_integration", name);
      integration.set("api_id", aws.address(id, "id"));
      integration.set("integration_type", text("HTTP_PROXY"));
      aws.copy(integration, "integration_method", wanted, "httpMethod");
      aws.copy(integration, "integration_uri", wanted, "uri");
      aws.copy(integration, "connection_type", wanted, "connectionType");
      aws.copy(integration, "connection_id", wanted, "connectionId");
      aws.copy(integration, "payload_format_version", wanted, "payloadFormatVersion");
      aws.copy(integration, "timeout_milliseconds", wanted, "timeoutInMillis");
      aws.copy(integration.block("tls_config"), "server_name_to_verify", wanted.at("tlsConfig"), "serverNameToVerify");
      Block& route = aws.add(kPart, "aws_apigatewayv2_route", name);
      route.set("api_id", aws.address(id, "id"));
      route.set("route_key", text(methodOf(verb) + " " + path));
      route.set("target", "\"integrations/${aws_apigatewayv2_integration." + name + ".id}\"");
      if (!properties.contains("Auth")) continue;
      route.set("authorization_type", text("JWT"));
      route.set("authorizer_id", fmt::format("aws_apigatewayv2_authorizer.{}.id", aws.name(id)));
    }
}

}  // namespace

void addHttpApi(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  Block& api = aws.add(kPart, "aws_apigatewayv2_api", aws.name(id));
  const bool body = properties.contains("DefinitionBody");
  aws.copy(api, "name", body ? properties.at("DefinitionBody").at("info") : properties, body ? "title" : "Name");
  aws.copy(api, "description", body ? properties.at("DefinitionBody").at("info") : properties,
           body ? "description" : "Description");
  api.set("protocol_type", text("HTTP"));
  aws.tag(api, properties);
  if (properties.contains("CorsConfiguration")) {
    const Tree& wanted = properties.at("CorsConfiguration");
    Block& cors = api.block("cors_configuration");
    aws.copy(cors, "allow_origins", wanted, "AllowOrigins");
    aws.copy(cors, "allow_methods", wanted, "AllowMethods");
    aws.copy(cors, "allow_headers", wanted, "AllowHeaders");
    aws.copy(cors, "max_age", wanted, "MaxAge");
    aws.copy(cors, "allow_credentials", wanted, "AllowCredentials");
  }
  addStage(aws, id, properties);
  if (properties.contains("Auth")) addAuthorizer(aws, id, properties.at("Auth"));
  addRoutes(aws, id, properties);
  if (properties.contains("DefinitionBody")) addLinkedRoutes(aws, id, properties);
}

}  // namespace virga::model::terraform
