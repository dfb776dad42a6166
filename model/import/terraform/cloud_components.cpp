// Which resources of azurerm 4, google 6 and oci 8 are components, and where their settings stand (the providers'
// references, 2026).
#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/catalog/catalog.h"
#include "model/checks/nearest_runtime.h"
#include "model/import/terraform/cloud_design.h"
#include "model/import/terraform/cloud_surroundings.h"
#include "model/import/terraform/cloud_values.h"
#include "model/import/terraform/google_pubsub.h"
#include "model/import/terraform/google_schedules.h"
#include "model/import/terraform/oracle_edges.h"

namespace virga::model {

namespace {

// A runtime as designs write it: "python312" of Google is python3.12.
std::string runtimeOf(CloudDesign& cloud, const std::string& provider, const std::string& text,
                      const TerraformResource& resource, const ComponentId& id) {
  const auto catalog = loadCatalog(provider);
  if (!catalog) return text.empty() ? "nodejs22" : text;
  std::vector<std::string> known;
  for (const auto& runtime : catalog->runtimes) {
    if (text == runtime.id || text == runtime.name) return runtime.id;
    known.push_back(runtime.id);
  }
  const std::string nearest = text.empty() ? "" : nearestRuntime(text, known);
  if (!nearest.empty()) {
    cloud.design.assumed(cloud.placeOf(resource), fmt::format("the runtime '{}' is taken for {}", text, nearest));
    return nearest;
  }
  cloud.design.toFill(id + ".runtime", "runtime of " + id, cloud.placeOf(resource));
  return "nodejs22";
}

// "8.0" and "v8.0" of .NET.
std::string dotnetRuntime(std::string version) {
  if (version.starts_with("v")) version.erase(0, 1);
  if (version.ends_with(".0")) version.resize(version.size() - 2);
  return "dotnet" + version;
}

std::string azureRuntime(const HclExpression& values) {
  for (const char* key : {"node_version", "python_version", "java_version", "dotnet_version"})
    if (const std::string version = textAt(values, "site_config.application_stack." + std::string(key)); !version.empty()) {
      const std::string language = std::string(key).substr(0, std::string_view(key).find('_'));
      if (language == "dotnet") return dotnetRuntime(version);
      return (language == "node" ? "nodejs" : language) + version;
    }
  const std::string name = textAt(values, "runtime_name"), version = textAt(values, "runtime_version");
  if (name == "dotnet-isolated") return dotnetRuntime(version);
  return name.empty() ? "" : (name == "node" ? "nodejs" : name) + version;
}

Function functionOf(const HclExpression& values) {
  Function function;
  for (const char* path :
       {"available_memory_mb", "service_config.available_memory", "instance_memory_in_mb",
        "template.containers.resources.limits.memory", "memory_in_mbs", "template.spec.containers.resources.limits.memory"})
    if (const auto memory = memoryAt(values, path)) function.memory = *memory;
  for (const char* path : {"timeout", "service_config.timeout_seconds", "timeout_in_seconds"})
    if (const auto whole = wholeAt(values, path); whole && *whole > 0) function.timeout = seconds(*whole);
  if (const auto time = timeAt(values, "template.timeout")) function.timeout = *time;
  for (const char* path : {"service_config.max_instance_request_concurrency", "template.max_instance_request_concurrency"})
    if (const auto slots = wholeAt(values, path); slots && *slots > 0) function.instanceConcurrency = *slots;
  for (const char* path : {"service_config.min_instance_count", "template.scaling.min_instance_count", "min_instances",
                           "always_ready.instance_count", "provisioned_concurrency_config.count"})
    if (const auto least = wholeAt(values, path); least && *least > 0) function.provisionedConcurrency = *least;
  return function;
}

struct Known {
  const char* type;
  ComponentKind (*make)(const HclExpression& values);
};

ComponentKind asFunction(const HclExpression& values) { return functionOf(values); }
// A service of Cloud Run is a container service where a fixed number of instances keeps its processor between requests, else
// a function packed as an image.
ComponentKind asImage(const HclExpression& values) {
  const auto least = wholeAt(values, "template.scaling.min_instance_count");
  if (const HclExpression* idle = valueAtPath(values, "template.containers.resources.cpu_idle");
      idle && idle->text == "false" && least && *least > 0 &&
      least == wholeAt(values, "template.scaling.max_instance_count")) {
    ContainerService service;
    service.servers = *least;
    if (const auto memory = memoryAt(values, "template.containers.resources.limits.memory")) service.memory = *memory;
    if (const auto vcpus = numberAt(values, "template.containers.resources.limits.cpu"); vcpus && *vcpus > 0)
      service.vcpus = *vcpus;
    if (const auto most = wholeAt(values, "template.max_instance_request_concurrency"); most && *most > 0)
      service.concurrency = *most;
    if (const auto time = timeAt(values, "template.timeout")) service.timeout = *time;
    return service;
  }
  Function function = functionOf(values);
  function.packaging = Packaging::image;
  return function;
}
template <class Default>
ComponentKind plain(const HclExpression&) {
  return Default{};
}
ComponentKind asQueue(const HclExpression& values) {
  Queue queue;
  for (const char* path : {"lock_duration", "ack_deadline_seconds"})
    if (const auto time = timeAt(values, path); time && time->nanoseconds > 0) queue.visibility = *time;
  if (const auto whole = wholeAt(values, "visibility_in_seconds"); whole && *whole > 0) queue.visibility = seconds(*whole);
  if (const auto time = timeAt(values, "default_message_ttl"); time && time->nanoseconds > 0) queue.retention = *time;
  if (const auto whole = wholeAt(values, "retention_in_seconds"); whole && *whole > 0) queue.retention = seconds(*whole);
  for (const char* path : {"max_delivery_count", "dead_letter_queue_delivery_count", "retry_config.max_attempts"})
    if (const auto most = wholeAt(values, path); most && *most > 0) queue.maxReceives = *most;
  return queue;
}
ComponentKind asStream(const HclExpression& values) {
  Stream stream;
  for (const char* path : {"partition_count", "partitions"})
    if (const auto shards = wholeAt(values, path); shards && *shards > 0) stream.shards = *shards;
  if (const auto time = wholeAt(values, "retention_in_hours"); time && *time > 0) stream.retention = hours(*time);
  if (const auto time = wholeAt(values, "message_retention"); time && *time > 0) stream.retention = days(*time);
  return stream;
}
ComponentKind asSchedule(const HclExpression& values) { return googleSchedule(values); }

const std::vector<Known>& knownTypes() {
  static const std::vector<Known> types = {
      {"azurerm_api_management_api", plain<HttpApi>},
      {"azurerm_container_app", plain<ContainerService>},
      {"azurerm_cosmosdb_sql_container", plain<NosqlDb>},
      {"azurerm_eventgrid_domain", plain<EventBus>},
      {"azurerm_eventgrid_topic", plain<EventBus>},
      {"azurerm_eventhub", asStream},
      {"azurerm_function_app", asFunction},
      {"azurerm_function_app_flex_consumption", asFunction},
      {"azurerm_key_vault", plain<SecretStore>},
      {"azurerm_linux_function_app", asFunction},
      {"azurerm_logic_app_standard", plain<Workflow>},
      {"azurerm_logic_app_workflow", plain<Workflow>},
      {"azurerm_managed_redis", plain<Cache>},
      {"azurerm_mssql_database", plain<SqlDb>},
      {"azurerm_mysql_flexible_server", plain<SqlDb>},
      {"azurerm_postgresql_flexible_server", plain<SqlDb>},
      {"azurerm_redis_cache", plain<Cache>},
      {"azurerm_servicebus_queue", asQueue},
      {"azurerm_servicebus_topic", plain<Topic>},
      {"azurerm_storage_container", plain<ObjectStore>},
      {"azurerm_storage_queue", asQueue},
      {"azurerm_storage_table", plain<NosqlDb>},
      {"azurerm_web_pubsub", plain<WebsocketApi>},
      {"azurerm_windows_function_app", asFunction},
      {"google_alloydb_cluster", plain<SqlDb>},
      {"google_api_gateway_api", plain<HttpApi>},
      {"google_bigtable_table", plain<NosqlDb>},
      {"google_cloud_run_service", asImage},
      {"google_cloud_run_v2_job", asImage},
      {"google_cloud_run_v2_service", asImage},
      {"google_cloud_scheduler_job", asSchedule},
      {"google_cloud_tasks_queue", asQueue},
      {"google_cloudfunctions2_function", asFunction},
      {"google_cloudfunctions_function", asFunction},
      {"google_eventarc_message_bus", plain<EventBus>},
      {"google_firestore_database", plain<NosqlDb>},
      {"google_memcache_instance", plain<Cache>},
      {"google_memorystore_instance", plain<Cache>},
      {"google_redis_instance", plain<Cache>},
      {"google_secret_manager_secret", plain<SecretStore>},
      {"google_spanner_database", plain<SqlDb>},
      {"google_sql_database_instance", plain<SqlDb>},
      {"google_storage_bucket", plain<ObjectStore>},
      {"google_workflows_workflow", plain<Workflow>},
      {"oci_apigateway_deployment", plain<HttpApi>},
      {"oci_container_instances_container_instance", plain<ContainerService>},
      {"oci_database_autonomous_database", plain<SqlDb>},
      {"oci_functions_function", asFunction},
      {"oci_identity_domain", plain<Auth>},
      {"oci_nosql_table", plain<NosqlDb>},
      {"oci_objectstorage_bucket", plain<ObjectStore>},
      {"oci_ons_notification_topic", plain<Topic>},
      {"oci_psql_db_system", plain<SqlDb>},
      {"oci_queue_queue", asQueue},
      {"oci_redis_redis_cluster", plain<Cache>},
      {"oci_streaming_stream", asStream},
      {"oci_vault_secret", plain<SecretStore>},
  };
  return types;
}

// What a component is called: by its name in the configuration, or where that says nothing by its name in the cloud, or by
// what it is.
std::string nameOf(const TerraformResource& resource) {
  static const std::set<std::string> vague = {"default", "example", "main", "this", "test"};
  if (resource.type == "google_cloud_scheduler_job") return scheduleName(resource);
  const std::string last = resource.name.substr(resource.name.rfind('.') + 1);
  if (!vague.contains(last)) return resource.name;
  for (const char* key : {"name", "display_name"})
    if (const std::string name = textAt(resource.values, key); !name.empty()) return name;
  return resource.type.substr(resource.type.rfind('_') + 1);
}

std::optional<ComponentKind> kindOf(const TerraformProject& project, const TerraformResource& resource) {
  if (resource.type == "google_pubsub_topic") return pubsubTopic(project, resource);
  const auto& types = knownTypes();
  const auto known = std::find_if(types.begin(), types.end(), [&](const Known& k) { return resource.type == k.type; });
  if (known == types.end()) return {};
  return known->make(resource.values);
}

std::string providerOf(const std::string& type) {
  return type.rfind("azurerm_", 0) == 0 ? "azure" : type.rfind("google_", 0) == 0 ? "gcp" : "oci";
}

// A function's own identity, and the service accounts and identities that it is given.
void noteIdentities(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  cloud.identities[CloudDesign::addressOf(resource)].insert(id);
  const auto look = [&](const auto& self, const HclExpression& value) -> void {
    if (value.isReference() && value.path.size() > 1 &&
        (value.path[0] == "google_service_account" || value.path[0] == "azurerm_user_assigned_identity"))
      cloud.identities[value.path[0] + "." + value.path[1]].insert(id);
    for (const HclExpression& item : value.items) self(self, item);
  };
  look(look, resource.values);
}

}  // namespace

Place CloudDesign::placeOf(const TerraformResource& resource) const {
  return {std::make_shared<const std::string>(resource.file), resource.line, resource.column};
}

std::vector<ComponentId> CloudDesign::named(const HclExpression& expression) const {
  std::vector<ComponentId> found;
  const auto add = [&](const ComponentId& id) {
    if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  };
  const auto look = [&](const auto& self, const HclExpression& value) -> void {
    if (value.isReference() && value.path.size() > 1)
      if (const auto known = components.find(value.path[0] + "." + value.path[1]); known != components.end())
        add(known->second);
    if (value.kind == HclExpression::Kind::string)
      for (const ComponentId& id : namedInText(value.text)) add(id);
    for (const HclExpression& item : value.items) self(self, item);
  };
  look(look, expression);
  return found;
}

std::vector<ComponentId> CloudDesign::namedInText(const std::string& text) const {
  std::vector<std::pair<std::size_t, ComponentId>> found;
  const auto look = [&](const std::string& name, const ComponentId& id) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool goesOn = end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) ||
                                                std::string_view("._~-").find(text[end]) != std::string_view::npos);
      if (goesOn) continue;
      found.emplace_back(at, id);
      return;
    }
  };
  if (text.find('/') == std::string::npos) return {};
  for (const auto& [name, id] : spoken) look(name, id);
  if (text.find(mark("")) != std::string::npos)
    for (const auto& [address, id] : components) look(mark(address), id);
  std::sort(found.begin(), found.end());
  std::vector<ComponentId> ids;
  for (const auto& [at, id] : found)
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  return ids;
}

std::optional<ComponentId> CloudDesign::first(const HclExpression* expression) const {
  if (!expression) return {};
  const auto found = named(*expression);
  if (found.empty()) return {};
  return found.front();
}

void addCloudComponents(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources) {
    if (resource.data) continue;
    const std::string address = CloudDesign::addressOf(resource);
    if (isCloudSurroundings(cloud.project, resource)) {
      cloud.understood.insert(address);
      continue;
    }
    if (const auto schedule = sameSchedule(cloud, resource)) {
      cloud.components[address] = *schedule;
      cloud.understood.insert(address);
      continue;
    }
    const auto kind = kindOf(cloud.project, resource);
    if (!kind || !topicOwner(resource).empty()) continue;
    const ComponentId id = cloud.design.add(nameOf(resource), *kind, textAt(resource.values, "description"));
    cloud.components[address] = id;
    cloud.understood.insert(address);
    noteSpokenName(cloud, resource, id);
    if (cloud.design.is<Function>(id)) {
      const std::string provider = providerOf(resource.type);
      std::string runtime = textAt(resource.values, "build_config.runtime");
      if (runtime.empty()) runtime = textAt(resource.values, "runtime");
      if (provider == "azure") runtime = azureRuntime(resource.values);
      if (provider == "oci") runtime = oracleRuntime(cloud.project, resource);
      const std::string found = runtimeOf(cloud, provider, runtime, resource, id);
      cloud.design.as<Function>(id)->runtime = found;
    }
    if (cloud.design.stepsOf(id)) noteIdentities(cloud, resource, id);
  }
  addOwnedTopics(cloud);
}

}  // namespace virga::model
