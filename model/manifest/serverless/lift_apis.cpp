// The HTTP API and the WebSocket API. The framework has one of each for a service; further ones stay resources.
#include <optional>

#include <fmt/format.h>

#include "model/manifest/cloudformation/expansion.h"
#include "model/manifest/serverless/framework_names.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

constexpr const char* kApiPrincipal = "apigateway.amazonaws.com";

ComponentId componentOf(const Service& service, const std::string& name) {
  for (const Component& component : service.sam.architecture.components)
    if (service.sam.ids.of(component.id) == name) return component.id;
  return {};
}

struct Integrated {
  ComponentId function;
  const Tree* integration;
};

// Nothing where a route leads to something else than a function, as to a container service.
std::optional<Integrated> integratedBy(const Service& service, const Tree& route) {
  const Tree& integration = service.resources.at(nameAfter(route.at("Target"), "integrations/")).at("Properties");
  const Tree& uri = integration.at("IntegrationUri");
  if (const auto function = service.functionIn(uri)) return Integrated{*function, &integration};
  if (!uri.is_object() || !uri.contains("Fn::Join")) return std::nullopt;
  for (const Tree& part : uri.at("Fn::Join").at(1))
    if (const auto function = service.functionIn(part)) return Integrated{*function, &integration};
  return std::nullopt;
}

bool isApi(const Tree& resource, const std::string& protocol) {
  if (resource.at("Type") != "AWS::ApiGatewayV2::Api") return false;
  return resource.at("Properties").value("ProtocolType", "HTTP") == protocol;  // one with a body is an HTTP API
}

bool isRouteOf(const Tree& resource, const std::string& api) {
  return resource.at("Type") == "AWS::ApiGatewayV2::Route" && resource.at("Properties").at("ApiId") == refTo(api);
}

// The API of a kind that is the framework's own: the first one whose routes all lead to functions.
std::string nativeApi(const Service& service, const std::string& protocol) {
  for (const auto& [name, resource] : service.resources.items()) {
    if (!isApi(resource, protocol)) continue;
    bool routes = false, functions = true;
    for (const auto& [other, route] : service.resources.items())
      if (isRouteOf(route, name)) {
        routes = true;
        functions &= integratedBy(service, route.at("Properties")).has_value();
      }
    if (routes && functions) return name;
  }
  return {};
}

template <class Visit>
void forEachPart(const Service& service, const std::string& api, const std::string& type, Visit visit) {
  for (const auto& [name, resource] : service.resources.items())
    if (resource.at("Type") == type && resource.at("Properties").at("ApiId") == refTo(api)) visit(resource.at("Properties"));
}

void dropApi(Service& service, const std::string& api, const std::string& logGroup) {
  service.drop([&](const std::string& name, const Tree& resource) {
    if (name == api || name == logGroup) return true;
    const Tree& properties = resource.at("Properties");
    if (resource.at("Type") == "AWS::Lambda::Permission" && properties.at("Principal") == kApiPrincipal)
      return properties.at("SourceArn").at("Fn::Sub").get<std::string>().find("${" + api + "}/") != std::string::npos;
    return properties.contains("ApiId") && properties.at("ApiId") == refTo(api);
  });
  Tree kept = Tree::object();  // the framework tells the URL itself
  for (const auto& [name, output] : service.outputs.items()) {
    const Tree& value = output.at("Value");
    if (!value.contains("Fn::Sub") ||
        value.at("Fn::Sub").get<std::string>().find("${" + api + "}.execute-api") == std::string::npos)
      kept[name] = output;
  }
  service.outputs = kept;
}

void refuseOneRoute(Service& service, std::map<std::string, std::string>& known, const std::string& name,
                    const std::string& route, const ComponentId& api) {
  const auto [other, added] = known.emplace(name, route);
  if (!added)
    service.problems.push_back(
        {Severity::error, "name-clash", "", 0, 0, api + ".routes",
         fmt::format("the Serverless Framework gives the routes '{}' and '{}' one name", other->second, route),
         "let the paths differ in more than signs and capitals"});
}

void tag(Service& service, const char* name, const Tree& properties) {
  copyProperty(service.extensions[name]["Properties"], "Tags", properties, "Tags");
}

void addCors(Tree& httpApi, const Tree& cors) {
  Tree& to = httpApi["cors"];
  to["allowedOrigins"] = cors.at("AllowOrigins");
  to["allowedMethods"] = cors.at("AllowMethods");
  to["allowedHeaders"] = cors.at("AllowHeaders");
  to["maxAge"] = cors.at("MaxAge");
  copyProperty(to, "allowCredentials", cors, "AllowCredentials");
}

void noteFurther(const Service& service, const char* protocol, const char* what) {
  for (const auto& [name, resource] : service.resources.items())
    if (isApi(resource, protocol))
      service.sam.note(
          Severity::info, "further-api", componentOf(service, name),
          fmt::format("the Serverless Framework has words for one {} in a service, with routes to functions; '{}' stands "
                      "under resources",
                      what, componentOf(service, name)));
}

}  // namespace

void liftHttpApi(Service& service) {
  const std::string api = nativeApi(service, "HTTP");
  if (api.empty()) return noteFurther(service, "HTTP", "HTTP API");
  const ComponentId id = componentOf(service, api);
  const Tree& properties = service.resources.at(api).at("Properties");
  Tree& httpApi = service.provider["httpApi"];
  httpApi["name"] = "${self:service}-${sls:stage}-" + id;
  copyProperty(httpApi, "description", properties, "Description");
  if (properties.contains("CorsConfiguration")) addCors(httpApi, properties.at("CorsConfiguration"));
  forEachPart(service, api, "AWS::ApiGatewayV2::Authorizer", [&](const Tree& authorizer) {
    const Tree& jwt = authorizer.at("JwtConfiguration");
    httpApi["authorizers"][authorizer.at("Name").get<std::string>()] = {
        {"type", "jwt"},
        {"identitySource", authorizer.at("IdentitySource").at(0)},
        {"issuerUrl", jwt.at("Issuer")},
        {"audience", jwt.at("Audience")}};
  });
  std::map<std::string, std::string> known;
  forEachPart(service, api, "AWS::ApiGatewayV2::Route", [&](const Tree& route) {
    const std::string key = route.at("RouteKey").get<std::string>();
    const std::string method = key.substr(0, key.find(' ')), path = key.substr(key.find(' ') + 1);
    refuseOneRoute(service, known, httpRouteName(method, path), key, id);
    const Integrated target = *integratedBy(service, route);
    copyProperty(httpApi, "payload", *target.integration, "PayloadFormatVersion");
    if (target.integration->contains("TimeoutInMillis"))
      service.extensions["HttpApiIntegration" + normalisedName(target.function)]["Properties"]["TimeoutInMillis"] =
          target.integration->at("TimeoutInMillis");
    Tree& event = service.event(target.function, "httpApi");
    event["method"] = method == "ANY" ? "*" : method;
    event["path"] = path;
    if (route.contains("AuthorizerId"))
      event["authorizer"]["name"] = service.resources.at(namedBy(route.at("AuthorizerId"))).at("Properties").at("Name");
  });
  std::string logGroup;
  forEachPart(service, api, "AWS::ApiGatewayV2::Stage", [&](const Tree& stage) {
    const Tree& settings = stage.at("DefaultRouteSettings");
    httpApi["metrics"] = settings.at("DetailedMetricsEnabled");
    if (settings.size() > 1) service.extensions["HttpApiStage"]["Properties"]["DefaultRouteSettings"] = settings;
    service.provider["logs"]["httpApi"]["format"] = stage.at("AccessLogSettings").at("Format");
    logGroup = namedBy(stage.at("AccessLogSettings").at("DestinationArn"));
    tag(service, "HttpApiStage", stage);
  });
  tag(service, "HttpApi", properties);
  service.renamed[api] = "HttpApi";
  dropApi(service, api, logGroup);
  noteFurther(service, "HTTP", "HTTP API");
}

void liftSockets(Service& service) {
  const std::string api = nativeApi(service, "WEBSOCKET");
  if (api.empty()) return noteFurther(service, "WEBSOCKET", "WebSocket API");
  const ComponentId id = componentOf(service, api);
  const Tree& properties = service.resources.at(api).at("Properties");
  service.provider["websocketsApiName"] = "${self:service}-${sls:stage}-" + id;
  service.provider["websocketsApiRouteSelectionExpression"] = properties.at("RouteSelectionExpression");
  std::map<std::string, std::string> known;
  forEachPart(service, api, "AWS::ApiGatewayV2::Route", [&](const Tree& route) {
    const std::string key = route.at("RouteKey").get<std::string>();
    refuseOneRoute(service, known, socketRouteName(key), key, id);
    const Integrated target = *integratedBy(service, route);
    service.event(target.function, "websocket")["route"] = key;
    const std::string normal = normalisedName(target.function);
    if (target.integration->contains("TimeoutInMillis"))
      service.extensions[normal + "WebsocketsIntegration"]["Properties"]["TimeoutInMillis"] =
          target.integration->at("TimeoutInMillis");
    // The framework lets any API of anybody invoke the function.
    service.extensions[normal + "LambdaPermissionWebsockets"]["Properties"]["SourceArn"] =
        sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/${sls:stage}/*");
    if (route.at("AuthorizationType") != "NONE")
      service.extensions[socketRouteName(key)]["Properties"]["AuthorizationType"] = route.at("AuthorizationType");
  });
  std::string stageName;
  forEachPart(service, api, "AWS::ApiGatewayV2::Stage", [&](const Tree& stage) {
    stageName = stage.at("StageName").get<std::string>();
    service.extensions["WebsocketsDeploymentStage"]["Properties"]["DefaultRouteSettings"] = stage.at("DefaultRouteSettings");
    tag(service, "WebsocketsDeploymentStage", stage);
  });
  tag(service, "WebsocketsApi", properties);
  service.renamed[api] = "WebsocketsApi";
  dropApi(service, api, {});
  // The stage of the API is that of the service.
  const std::string name = "${" + api + "}", end = "/" + stageName;
  const std::function<void(Tree&)> restage = [&](Tree& tree) {
    if (tree.is_object() && tree.size() == 1 && tree.contains("Fn::Sub") && tree.at("Fn::Sub").is_string()) {
      std::string text = tree.at("Fn::Sub").get<std::string>();
      const std::size_t at = text.find(name);
      const std::size_t stage = at == std::string::npos ? at : text.find(end, at);
      if (stage != std::string::npos) tree["Fn::Sub"] = text.replace(stage, end.size(), "/${sls:stage}");
    } else if (tree.is_structured()) {
      for (Tree& part : tree) restage(part);
    }
  };
  restage(service.resources);
  restage(service.functions);
  noteFurther(service, "WEBSOCKET", "WebSocket API");
}

}  // namespace virga::model
