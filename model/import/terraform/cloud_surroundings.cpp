#include "model/import/terraform/cloud_surroundings.h"

#include <algorithm>
#include <set>

#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

// Whether a value refers to the resource; what lies below the keys `except` doesn't count.
bool refersTo(const HclExpression& value, const TerraformResource& resource, const std::set<std::string>& except) {
  if (value.isReference() && value.path.size() > 1 && value.path[0] == resource.type && value.path[1] == resource.name)
    return true;
  if (value.kind == HclExpression::Kind::object) {
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
      if (!except.contains(value.items[i].text) && refersTo(value.items[i + 1], resource, except)) return true;
    return false;
  }
  return std::any_of(value.items.begin(), value.items.end(),
                     [&](const HclExpression& item) { return refersTo(item, resource, except); });
}

// A bucket that objects are put in by the configuration and functions are built from, and nothing else is done to.
bool holdsCode(const TerraformProject& project, const TerraformResource& bucket) {
  bool builtFrom = false;
  for (const TerraformResource& other : project.resources) {
    if (other.data || &other == &bucket || other.type == "google_storage_bucket_object") continue;
    if (refersTo(other.values, bucket, {"build_config", "source_archive_bucket", "depends_on"})) return false;
    builtFrom |= refersTo(other.values, bucket, {"depends_on"});
  }
  return builtFrom;
}

// A secret whose value a service has made up.
bool isOfService(const TerraformProject& project, const TerraformResource& secret) {
  for (const TerraformResource& version : project.resources) {
    if (version.data || version.type != "google_secret_manager_secret_version") continue;
    const HclExpression* data = valueAt(version.values, "secret_data");
    const HclExpression* of = valueAt(version.values, "secret");
    if (of && data && refersTo(*of, secret, {}) && data->isReference() && data->path.size() > 1 &&
        (data->path[0] == "google_redis_instance" || data->path[0] == "google_sql_user"))
      return true;
  }
  return false;
}

// The administrator's password of a database.
bool isOfDatabase(const TerraformProject& project, const TerraformResource& secret) {
  return std::any_of(project.resources.begin(), project.resources.end(), [&](const TerraformResource& other) {
    const HclExpression* used =
        other.type == "oci_database_autonomous_database" ? valueAt(other.values, "secret_id") : nullptr;
    return used && refersTo(*used, secret, {});
  });
}

}  // namespace

bool isCloudSurroundings(const TerraformProject& project, const TerraformResource& resource) {
  if (resource.type == "google_storage_bucket") return holdsCode(project, resource);
  if (resource.type == "google_secret_manager_secret") return isOfService(project, resource);
  if (resource.type == "oci_vault_secret") return isOfDatabase(project, resource);
  static const std::set<std::string> around = {
      "google_identity_platform_config", "google_project_service",     "google_sql_database", "google_sql_user",
      "google_storage_bucket_object",    "google_vpc_access_connector"};
  return around.contains(resource.type);
}

void noteSpokenName(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  struct Speaking {
    const char* type;
    const char* before;
    const char* key;
  };
  static constexpr Speaking known[] = {
      {"google_cloud_tasks_queue", "queues/", "name"},
      {"google_cloudfunctions2_function", ".cloudfunctions.net/", "name"},
      {"google_cloudfunctions_function", ".cloudfunctions.net/", "name"},
      {"google_eventarc_message_bus", "messageBuses/", "message_bus_id"},
      {"google_firestore_database", "databases/", "name"},
      {"google_pubsub_topic", "topics/", "name"},
      {"google_secret_manager_secret", "secrets/", "secret_id"},
      {"google_spanner_database", "databases/", "name"},
      {"google_sql_database_instance", "instances/", "name"},
      {"google_workflows_workflow", "workflows/", "name"},
  };
  for (const Speaking& one : known)
    if (resource.type == one.type)
      if (const std::string name = textAt(resource.values, one.key); !name.empty()) cloud.spoken[one.before + name] = id;
}

}  // namespace virga::model
