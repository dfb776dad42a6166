// Triggers, subscriptions, routes and rules of azurerm, google and oci (the providers' references, 2026).
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/import/api_guards.h"
#include "model/import/terraform/cloud_design.h"
#include "model/import/terraform/cloud_values.h"
#include "model/import/terraform/google_gateway.h"
#include "model/import/terraform/google_pubsub.h"
#include "model/import/terraform/oracle_edges.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

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
}

// The URL of a function that nothing of the configuration calls.
// Whether the configuration lets everybody invoke functions, signed in or not.
bool anybodyInvokes(const TerraformProject& project) {
  return std::any_of(project.resources.begin(), project.resources.end(), [](const TerraformResource& grant) {
    if (grant.type.find("_iam_") == std::string::npos) return false;
    const HclExpression* members = valueAt(grant.values, "members");
    return textAt(grant.values, "member") == "allUsers" ||
           (members && std::any_of(members->items.begin(), members->items.end(),
                                   [](const HclExpression& one) { return one.text == "allUsers"; }));
  });
}

void ownUrl(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  const auto* http = valueAt(resource.values, "trigger_http");
  if (!http || http->text != "true") return;
  for (const Edge& edge : edges(cloud.design.result.design))
    if (edge.to == id) return;
  const ComponentId front = cloud.design.add(id + "-http", HttpApi{});
  cloud.design.route(front, "ANY", "/{proxy+}", id, cloud.placeOf(resource));
  if (resource.type.starts_with("google_") && !anybodyInvokes(cloud.project)) {
    ApiGuards guards;
    guards.whole(front, "callers need a token of an identity that may invoke the function");
    guards.settle(cloud.design);
  }
  cloud.design.standsIn(cloud.placeOf(resource), fmt::format("'{}' stands for the URL of '{}'", front, id));
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

// What an enrollment takes from a bus goes through a pipeline.
void enrollment(CloudDesign& cloud, const TerraformResource& resource) {
  const auto buses = namedAt(cloud, resource.values, "message_bus");
  const HclExpression* pipeline = valueAt(resource.values, "destination");
  if (!pipeline || !pipeline->isReference() || pipeline->path.size() < 2) return;
  const TerraformResource* through = cloud.project.find(pipeline->path[0], pipeline->path[1]);
  if (!through) return;
  cloud.understood.insert(CloudDesign::addressOf(*through));
  auto targets = namedAt(cloud, through->values, "destinations");
  if (const HclExpression* url = valueAtPath(through->values, "destinations.http_endpoint.uri"); targets.empty() && url)
    if (const std::string name = outsideName(*url); !name.empty())
      targets.push_back(cloud.design.external(name, cloud.placeOf(*through), "the endpoint of a pipeline"));
  connectAll(cloud, buses, targets, resource);
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

void notification(CloudDesign& cloud, const TerraformResource& resource) {
  connectAll(cloud, namedAt(cloud, resource.values, "bucket"), namedAt(cloud, resource.values, "topic"), resource);
}

void apimBackend(CloudDesign& cloud, const TerraformResource& resource) {
  const auto api = cloud.first(valueAt(resource.values, "api_name"));
  const std::string method = textAt(resource.values, "method"), path = textAt(resource.values, "url_template");
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
      {"google_api_gateway_api_config", addGatewayConfig},
      {"google_eventarc_enrollment", enrollment},
      {"google_eventarc_trigger", eventarcTrigger},
      {"google_pubsub_subscription", addPubsubSubscription},
      {"google_storage_notification", notification},
      {"oci_events_rule", addOracleRule},
      {"oci_ons_subscription", addOracleSubscription},
      {"oci_resource_scheduler_schedule", addOracleSchedule},
      {"oci_sch_service_connector", addOracleConnector},
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
      addOracleDeployment(cloud, resource);
    } else if (cloud.design.is<Function>(id)) {
      functionTriggers(cloud, resource, id);
    }
  }
}

void addOwnUrls(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources)
    if (const auto known = cloud.components.find(CloudDesign::addressOf(resource));
        !resource.data && known != cloud.components.end() && cloud.design.is<Function>(known->second))
      ownUrl(cloud, resource, ComponentId(known->second));
}

}  // namespace virga::model
