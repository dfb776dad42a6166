// WebSocket APIs.
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr const char* kStage = "live";

Tree rateOf(double perSecond) {
  if (perSecond == std::floor(perSecond)) return static_cast<std::int64_t>(perSecond);
  return perSecond;
}

// The integration of a function with an API; each function has one, however many routes lead to it.
void addIntegration(SamContext& sam, const std::string& api, const std::string& name, const ComponentId& function,
                    const WebsocketApi& socket) {
  Tree parts =
      Tree::array({"", Tree::array({"arn:", refTo("AWS::Partition"), ":apigateway:", refTo("AWS::Region"),
                                    ":lambda:path/2015-03-31/functions/", functionArn(sam, function), "/invocations"})});
  Tree& resource = sam.resources[name];
  resource["Type"] = "AWS::ApiGatewayV2::Integration";
  resource["Properties"]["ApiId"] = refTo(api);
  resource["Properties"]["IntegrationType"] = "AWS_PROXY";
  resource["Properties"]["IntegrationUri"] = Tree{{"Fn::Join", parts}};
  if (socket.timeout) resource["Properties"]["TimeoutInMillis"] = (socket.timeout->nanoseconds + 999'999) / 1'000'000;
}

std::vector<std::string> addRoutes(SamContext& sam, const ComponentId& id, const WebsocketApi& socket) {
  const std::string& api = sam.ids.of(id);
  std::map<ComponentId, std::string> integrations;
  std::vector<std::string> routes;
  for (const WebsocketRoute& route : socket.routes) {
    const std::string& function = sam.ids.of(route.to.id);
    if (integrations.count(route.to.id) == 0) {
      integrations[route.to.id] = sam.ids.take(api + "To" + function);
      addIntegration(sam, api, integrations.at(route.to.id), route.to.id, socket);
    }
    const std::string name = sam.ids.take(api + camelName(route.route) + "Route");
    Tree& resource = sam.resources[name];
    resource["Type"] = "AWS::ApiGatewayV2::Route";
    Tree& properties = resource["Properties"];
    properties["ApiId"] = refTo(api);
    properties["RouteKey"] = route.route;
    properties["AuthorizationType"] = socket.auth && route.route == "$connect" ? "AWS_IAM" : "NONE";
    properties["Target"] = sub("integrations/${" + integrations.at(route.to.id) + "}");
    routes.push_back(name);
    allowService(sam, route.to.id, "apigateway.amazonaws.com",
                 sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + api + "}/" + kStage + "/" +
                     route.route),
                 api + camelName(route.route));
  }
  return routes;
}

}  // namespace

void addSockets(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* socket = std::get_if<WebsocketApi>(&component.kind);
    if (!socket) continue;
    const std::string name = sam.ids.of(component.id);
    Tree& api = sam.resources[name];
    api["Type"] = "AWS::ApiGatewayV2::Api";
    api["Properties"]["Name"] = sub("${AWS::StackName}-" + component.id);
    api["Properties"]["ProtocolType"] = "WEBSOCKET";
    api["Properties"]["RouteSelectionExpression"] = "$request.body.action";
    api["Properties"]["Tags"] = sam.tagMap(component.id);
    const auto routes = addRoutes(sam, component.id, *socket);
    const std::string stage = sam.ids.take(name + "Stage");
    Tree& resource = sam.resources[stage];
    resource["Type"] = "AWS::ApiGatewayV2::Stage";
    resource["DependsOn"] = Tree(routes);
    Tree& properties = resource["Properties"];
    properties["ApiId"] = refTo(name);
    properties["StageName"] = kStage;
    properties["AutoDeploy"] = true;
    properties["DefaultRouteSettings"]["DetailedMetricsEnabled"] = true;
    if (socket->throttle) {
      properties["DefaultRouteSettings"]["ThrottlingRateLimit"] = rateOf(socket->throttle->rate.perSecond);
      properties["DefaultRouteSettings"]["ThrottlingBurstLimit"] = socket->throttle->burst;
    }
    properties["Tags"] = sam.tagMap(component.id);
    sam.output(name + "Url", "URL of " + component.id,
               sub("wss://${" + name + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}/" + kStage));
    sam.note(Severity::info, "route-by-action", component.id,
             fmt::format("messages over '{}' name their route in the field 'action' of a JSON object", component.id));
    if (socket->auth)
      sam.note(
          Severity::warning, "socket-authorization", component.id + ".auth",
          fmt::format("AWS verifies no tokens for WebSocket APIs; connections to '{}' must be signed with AWS credentials",
                      component.id),
          fmt::format("exchange the tokens of '{}' for credentials in an identity pool, or write a Lambda authorizer",
                      socket->auth->with.id));
  }
}

}  // namespace virga::model
