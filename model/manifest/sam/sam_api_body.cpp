// The routes of an HTTP API as OpenAPI, with what API Gateway reads of each route's integration (API Gateway Developer
// Guide, "OpenAPI definitions for HTTP APIs", 2026). SAM imports this whole: routes added beside would be lost with the next
// import.
#include <algorithm>
#include <cctype>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr const char* kAnyMethod = "x-amazon-apigateway-any-method";

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Tree toFunction(const SamContext& sam, const ComponentId& function) {
  Tree integration = Tree::object();
  integration["type"] = "aws_proxy";
  integration["httpMethod"] = "POST";
  const Tree arn = functionArn(sam, function);
  const std::string name =
      arn.contains("Ref") ? arn.at("Ref").get<std::string>() : arn.at("Fn::GetAtt").at(0).get<std::string>() + ".Arn";
  integration["uri"] =
      sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${" + name + "}/invocations");
  integration["payloadFormatVersion"] = "2.0";
  return integration;
}

Tree toListener(const std::string& link, const SamRouteTarget& target) {
  Tree integration = Tree::object();
  integration["type"] = "http_proxy";
  integration["httpMethod"] = "ANY";
  integration["connectionType"] = "VPC_LINK";
  integration["connectionId"] = refTo(link);
  integration["uri"] = refTo(target.listener);
  integration["payloadFormatVersion"] = "1.0";
  integration["tlsConfig"]["serverNameToVerify"] = target.host;
  return integration;
}

}  // namespace

std::string methodOf(const std::string& verb) {
  if (verb == kAnyMethod) return "ANY";
  std::string method = verb;
  std::transform(method.begin(), method.end(), method.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return method;
}

Tree apiBody(const SamContext& sam, const ComponentId& id, const HttpApi& api) {
  if (sam.links.count(id) == 0) return {};
  Tree body = Tree::object();
  body["openapi"] = "3.0.1";
  body["info"] = {{"title", sub("${AWS::StackName}-" + id)}, {"version", "1.0"}};
  if (const auto& description = sam.architecture.find(id)->description; !description.empty())
    body["info"]["description"] = shortened(description, 1024);
  body["paths"] = Tree::object();
  for (std::size_t i = 0; i < api.routes.size(); ++i) {
    const Route& route = api.routes[i];
    const auto space = route.route.find(' ');
    const std::string method = route.route.substr(0, space), path = route.route.substr(space + 1);
    Tree& operation = body["paths"][path][method == "ANY" ? kAnyMethod : lower(method)];
    const auto target = sam.routeTargets.find({id, i});
    Tree& integration = operation["x-amazon-apigateway-integration"];
    integration =
        target == sam.routeTargets.end() ? toFunction(sam, route.to.id) : toListener(sam.links.at(id), target->second);
    if (api.timeout) integration["timeoutInMillis"] = (api.timeout->nanoseconds + 999'999) / 1'000'000;
    Tree parameters = Tree::array();
    for (const std::string& name : pathParameters(path)) {
      Tree parameter = Tree::object();
      parameter["name"] = name;
      parameter["in"] = "path";
      parameter["required"] = true;
      parameter["schema"]["type"] = "string";
      parameters.push_back(parameter);
    }
    if (!parameters.empty()) operation["parameters"] = parameters;
    operation["responses"]["default"]["description"] = "The answer of what the route leads to";
  }
  return body;
}

}  // namespace virga::model
