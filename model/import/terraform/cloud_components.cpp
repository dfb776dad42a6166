// Which resources of azurerm 4, google 6 and oci 8 are components, and where their settings stand (the providers'
// references, 2026).
#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "model/catalog/catalog.h"
#include "model/checks/nearest_runtime.h"
#include "model/import/terraform/cloud_design.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

std::string textOf(const HclExpression* value) { return value && value->kind == Kind::string ? value->text : ""; }

// The value at a path of keys: "service_config.available_memory".
const HclExpression* at(const HclExpression& values, const std::string& path) {
  const std::size_t dot = path.find('.');
  const HclExpression* value = valueAt(values, path.substr(0, dot));
  if (dot == std::string::npos || !value) return value;
  return at(*value, path.substr(dot + 1));
}

std::optional<double> numberAt(const HclExpression& values, const std::string& path) {
  const HclExpression* value = at(values, path);
  if (!value || (value->kind != Kind::number && value->kind != Kind::string)) return {};
  static const std::regex number(R"([0-9]{1,12}(\.[0-9]{1,6})?)");
  if (!std::regex_match(value->text, number)) return {};
  return std::stod(value->text);
}

std::optional<int> wholeAt(const HclExpression& values, const std::string& path) {
  const auto number = numberAt(values, path);
  if (!number || *number > 1e6 || *number != std::floor(*number)) return {};
  return static_cast<int>(*number);
}

// "600s" of Google, "PT1M" and "P14D" of Azure.
std::optional<Duration> timeAt(const HclExpression& values, const std::string& path) {
  const std::string text = textOf(at(values, path));
  std::smatch match;
  static const std::regex plain(R"(([0-9]{1,9})(\.[0-9]+)?s)");
  if (std::regex_match(text, match, plain)) return seconds(std::stoll(match[1].str()));
  static const std::regex iso(R"(P(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?)");
  if (text.size() < 3 || !std::regex_match(text, match, iso)) return {};
  const auto part = [&](std::size_t n) { return match[n].matched ? std::stoll(match[n].str()) : 0; };
  return days(part(1)) + hours(part(2)) + minutes(part(3)) + seconds(part(4));
}

// "512Mi", "1Gi", "256M", "512" (MiB).
std::optional<ByteSize> memoryAt(const HclExpression& values, const std::string& path) {
  const HclExpression* value = at(values, path);
  if (!value) return {};
  std::smatch match;
  static const std::regex size(R"(([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*(Ki|Mi|Gi|M|G|MB|GB)?)");
  if (!std::regex_match(value->text, match, size)) return {};
  const double number = std::stod(match[1].str());
  const std::string unit = match[2].str();
  const double mebi = unit == "Gi" || unit == "G" || unit == "GB" ? number * 1024 : unit == "Ki" ? number / 1024 : number;
  return mebibytes(static_cast<std::int64_t>(std::max(1.0, std::round(mebi))));
}

// A runtime as the catalog writes it: "nodejs20" and "python312" of Google, "22" of node on Azure.
std::string runtimeOf(CloudDesign& cloud, const std::string& provider, std::string text, const TerraformResource& resource,
                      const ComponentId& id) {
  static const std::regex python(R"(python(3)(\d{1,2}))");
  std::smatch match;
  if (std::regex_match(text, match, python)) text = "python3." + match[2].str();
  const auto catalog = loadCatalog(provider);
  if (!catalog) return text.empty() ? "nodejs22" : text;
  std::vector<std::string> known;
  for (const auto& runtime : catalog->runtimes) known.push_back(runtime.name);
  if (std::find(known.begin(), known.end(), text) != known.end()) return text;
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
    if (const std::string version = textOf(at(values, "site_config.application_stack." + std::string(key)));
        !version.empty()) {
      const std::string language = std::string(key).substr(0, std::string_view(key).find('_'));
      if (language == "dotnet") return dotnetRuntime(version);
      return (language == "node" ? "nodejs" : language) + version;
    }
  const std::string name = textOf(at(values, "runtime_name")), version = textOf(at(values, "runtime_version"));
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
ComponentKind asImage(const HclExpression& values) {
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
ComponentKind asSchedule(const HclExpression& values) {
  Schedule schedule;
  const HclExpression* cron = at(values, "schedule");
  schedule.cron = cron ? cron->text : "";
  if (const std::string zone = textOf(at(values, "time_zone")); !zone.empty()) schedule.timeZone = zone;
  return schedule;
}

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
      {"google_firestore_database", plain<NosqlDb>},
      {"google_identity_platform_config", plain<Auth>},
      {"google_memcache_instance", plain<Cache>},
      {"google_memorystore_instance", plain<Cache>},
      {"google_pubsub_topic", plain<Topic>},
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
  const std::string last = resource.name.substr(resource.name.rfind('.') + 1);
  if (!vague.contains(last)) return resource.name;
  for (const char* key : {"name", "display_name"})
    if (const std::string name = textOf(valueAt(resource.values, key)); !name.empty()) return name;
  return resource.type.substr(resource.type.rfind('_') + 1);
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
  const auto look = [&](const auto& self, const HclExpression& value) -> void {
    if (value.isReference() && value.path.size() > 1) {
      const auto known = components.find(value.path[0] + "." + value.path[1]);
      if (known != components.end() && std::find(found.begin(), found.end(), known->second) == found.end())
        found.push_back(known->second);
    }
    for (const HclExpression& item : value.items) self(self, item);
  };
  look(look, expression);
  return found;
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
    const auto& types = knownTypes();
    const auto known = std::find_if(types.begin(), types.end(), [&](const Known& k) { return resource.type == k.type; });
    if (known == types.end()) continue;
    // Azure's secrets belong to their vault, and so may buckets for code: what isn't used goes again later.
    const ComponentId id =
        cloud.design.add(nameOf(resource), known->make(resource.values), textOf(valueAt(resource.values, "description")));
    cloud.components[CloudDesign::addressOf(resource)] = id;
    cloud.understood.insert(CloudDesign::addressOf(resource));
    if (auto* function = cloud.design.as<Function>(id)) {
      const std::string provider = providerOf(resource.type);
      std::string runtime = textOf(at(resource.values, "build_config.runtime"));
      if (runtime.empty()) runtime = textOf(at(resource.values, "runtime"));
      if (provider == "azure") runtime = azureRuntime(resource.values);
      const std::string found = runtimeOf(cloud, provider, runtime, resource, id);
      cloud.design.as<Function>(id)->runtime = found;
      (void)function;
      noteIdentities(cloud, resource, id);
    }
    if (cloud.design.is<ContainerService>(id) || cloud.design.is<Workflow>(id)) noteIdentities(cloud, resource, id);
  }
}

}  // namespace virga::model
