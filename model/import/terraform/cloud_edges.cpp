// Triggers, subscriptions, routes and rules of azurerm, google and oci (the providers' references, 2026).
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "model/import/terraform/cloud_design.h"
#include "model/import/terraform/hcl_reader.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

std::string textOf(const HclExpression* value) { return value && value->kind == Kind::string ? value->text : ""; }

void connectAll(CloudDesign& cloud, const std::vector<ComponentId>& from, const std::vector<ComponentId>& to,
                const TerraformResource& resource) {
  for (const ComponentId& source : from)
    for (const ComponentId& target : to)
      if (source != target) cloud.design.connectTo(source, target, cloud.placeOf(resource));
}

std::vector<ComponentId> namedAt(const CloudDesign& cloud, const HclExpression& values, const std::string& key) {
  const HclExpression* value = valueAt(values, key);
  return value ? cloud.named(*value) : std::vector<ComponentId>{};
}

// An event trigger within a function: of a topic, a bucket or a database.
void functionTriggers(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  for (const HclExpression* trigger : objectsAt(resource.values, "event_trigger"))
    connectAll(cloud, cloud.named(*trigger), {id}, resource);
  if (const auto* http = valueAt(resource.values, "trigger_http"); http && http->text == "true") {
    HttpApi api;
    const ComponentId front = cloud.design.add(id + "-http", api);
    cloud.design.route(front, "ANY", "/{proxy+}", id, cloud.placeOf(resource));
    cloud.design.standsIn(cloud.placeOf(resource), fmt::format("'{}' stands for the URL of '{}'", front, id));
  }
}

// The paths of an OpenAPI document that a gateway is configured with.
void gatewayRoutes(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& api) {
  const std::vector<ComponentId> targets = cloud.named(resource.values);
  for (const ComponentId& target : targets)
    if (cloud.design.is<Function>(target) || cloud.design.is<ContainerService>(target)) {
      cloud.design.route(api, "ANY", "/{proxy+}", target, cloud.placeOf(resource));
      cloud.design.assumed(
          cloud.placeOf(resource),
          fmt::format("which requests '{}' hands to '{}' stands in its document; all are taken", api, target));
      return;
    }
}

void deploymentRoutes(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& api) {
  const HclExpression* specification = valueAt(resource.values, "specification");
  if (!specification) return;
  for (const HclExpression* route : objectsAt(*specification, "routes")) {
    const std::string path = textOf(valueAt(*route, "path"));
    const auto target = cloud.first(valueAt(*route, "backend"));
    if (!target || path.empty()) continue;
    const HclExpression* methods = valueAt(*route, "methods");
    std::vector<std::string> names;
    if (methods)
      for (const HclExpression& method : methods->items) names.push_back(method.text);
    if (names.empty()) names.emplace_back("ANY");
    for (const std::string& method : names) cloud.design.route(api, method, path, *target, cloud.placeOf(resource));
  }
}

// A subscription that pushes to a function is an edge; one that is pulled is a queue of its own.
void pubsubSubscription(CloudDesign& cloud, const TerraformResource& resource) {
  const auto topic = cloud.first(valueAt(resource.values, "topic"));
  if (!topic) return cloud.design.leftOut(cloud.placeOf(resource), "a subscription's topic isn't in the configuration");
  const auto pushed = namedAt(cloud, resource.values, "push_config");
  if (!pushed.empty()) return connectAll(cloud, {*topic}, pushed, resource);
  Queue queue;
  const HclExpression* deadline = valueAt(resource.values, "ack_deadline_seconds");
  if (deadline && deadline->kind == Kind::number && deadline->text.size() < 5 &&
      deadline->text.find_first_not_of("0123456789") == std::string::npos)
    queue.visibility = seconds(std::max(1L, std::stol(deadline->text)));
  const ComponentId id = cloud.design.add(resource.name, queue);
  cloud.components[CloudDesign::addressOf(resource)] = id;
  connectAll(cloud, {*topic}, {id}, resource);
}

void eventarcTrigger(CloudDesign& cloud, const TerraformResource& resource) {
  const auto targets = namedAt(cloud, resource.values, "destination");
  std::vector<ComponentId> sources = namedAt(cloud, resource.values, "matching_criteria");
  for (const ComponentId& topic : namedAt(cloud, resource.values, "transport")) sources.push_back(topic);
  if (sources.empty()) {
    const ComponentId bus = cloud.design.add(resource.name, EventBus{});
    sources.push_back(bus);
    cloud.design.standsIn(cloud.placeOf(resource), fmt::format("'{}' stands for the events of other services", bus));
  }
  connectAll(cloud, sources, targets, resource);
}

// An event subscription of Event Grid: its scope is a topic or a storage account, its endpoint one of several attributes.
void eventSubscription(CloudDesign& cloud, const TerraformResource& resource) {
  std::vector<ComponentId> sources;
  for (const char* key : {"scope", "system_topic", "eventgrid_topic"})
    for (const ComponentId& id : namedAt(cloud, resource.values, key)) sources.push_back(id);
  std::vector<ComponentId> targets;
  for (const char* key : {"azure_function_endpoint", "webhook_endpoint", "service_bus_queue_endpoint_id",
                          "service_bus_topic_endpoint_id", "eventhub_endpoint_id", "storage_queue_endpoint"})
    for (const ComponentId& id : namedAt(cloud, resource.values, key)) targets.push_back(id);
  connectAll(cloud, sources, targets, resource);
}

void connector(CloudDesign& cloud, const TerraformResource& resource) {
  connectAll(cloud, namedAt(cloud, resource.values, "source"), namedAt(cloud, resource.values, "target"), resource);
}

void notification(CloudDesign& cloud, const TerraformResource& resource) {
  connectAll(cloud, namedAt(cloud, resource.values, "bucket"), namedAt(cloud, resource.values, "topic"), resource);
}

void onsSubscription(CloudDesign& cloud, const TerraformResource& resource) {
  connectAll(cloud, namedAt(cloud, resource.values, "topic_id"), namedAt(cloud, resource.values, "endpoint"), resource);
}

void eventsRule(CloudDesign& cloud, const TerraformResource& resource) {
  const ComponentId bus = cloud.design.add(resource.name, EventBus{});
  connectAll(cloud, {bus}, namedAt(cloud, resource.values, "actions"), resource);
}

void apiConfig(CloudDesign& cloud, const TerraformResource& resource) {
  if (const auto api = cloud.first(valueAt(resource.values, "api"))) gatewayRoutes(cloud, resource, *api);
}

void apimBackend(CloudDesign& cloud, const TerraformResource& resource) {
  const auto api = cloud.first(valueAt(resource.values, "api_name"));
  const std::string method = textOf(valueAt(resource.values, "method")),
                    path = textOf(valueAt(resource.values, "url_template"));
  if (!api || method.empty() || path.empty()) return;
  std::vector<ComponentId> functions;
  for (const auto& [address, id] : cloud.components)
    if (cloud.design.is<Function>(id)) functions.push_back(id);
  if (functions.size() != 1)
    return cloud.design.leftOut(cloud.placeOf(resource),
                                fmt::format("which function answers {} {} can't be told from the operation", method, path),
                                "connect the API to it");
  cloud.design.route(*api, method, path, functions.front(), cloud.placeOf(resource));
}

void workflowCalls(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  const HclExpression* contents = valueAt(resource.values, "source_contents");
  if (!contents) return;
  for (const ComponentId& target : cloud.named(*contents))
    cloud.design.use(id, target, Operation::read, canCall(cloud.design.component(target).kind), cloud.placeOf(resource));
}

}  // namespace

void addCloudEdges(CloudDesign& cloud) {
  using Connecting = void (*)(CloudDesign&, const TerraformResource&);
  static const std::map<std::string, Connecting> steps = {
      {"azurerm_api_management_api_operation", apimBackend},
      {"azurerm_eventgrid_event_subscription", eventSubscription},
      {"azurerm_eventgrid_system_topic_event_subscription", eventSubscription},
      {"google_api_gateway_api_config", apiConfig},
      {"google_eventarc_trigger", eventarcTrigger},
      {"google_pubsub_subscription", pubsubSubscription},
      {"google_storage_notification", notification},
      {"oci_events_rule", eventsRule},
      {"oci_ons_subscription", onsSubscription},
      {"oci_sch_service_connector", connector},
  };
  for (const TerraformResource& resource : cloud.project.resources) {
    if (resource.data) continue;
    const std::string address = CloudDesign::addressOf(resource);
    if (const auto step = steps.find(resource.type); step != steps.end()) {
      cloud.understood.insert(address);
      step->second(cloud, resource);
      continue;
    }
    const auto known = cloud.components.find(address);
    if (known == cloud.components.end()) continue;
    const ComponentId id = known->second;
    if (cloud.design.is<Schedule>(id)) {
      std::vector<ComponentId> targets;
      for (const char* key : {"pubsub_target", "http_target"})
        for (const ComponentId& target : namedAt(cloud, resource.values, key)) targets.push_back(target);
      connectAll(cloud, {id}, targets, resource);
    } else if (cloud.design.is<Workflow>(id)) {
      workflowCalls(cloud, resource, id);
    } else if (resource.type == "oci_apigateway_deployment") {
      deploymentRoutes(cloud, resource, id);
    } else if (cloud.design.is<Function>(id)) {
      functionTriggers(cloud, resource, id);
    }
  }
}

}  // namespace virga::model
