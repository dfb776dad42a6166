#include "model/import/terraform/cloud_protection.h"

#include <algorithm>

#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

// Whether an IAM binding or member is everybody, signed in or not.
bool isAnybody(const TerraformResource& grant) {
  const auto everybody = [](const std::string& text) { return text == "allUsers" || text == "allAuthenticatedUsers"; };
  if (everybody(textAt(grant.values, "member"))) return true;
  const HclExpression* members = valueAt(grant.values, "members");
  return members && std::any_of(members->items.begin(), members->items.end(),
                                [&](const HclExpression& one) { return everybody(one.text); });
}

void openStore(CloudDesign& cloud, const ComponentId& id) {
  if (auto* store = cloud.design.as<ObjectStore>(id)) store->exposure = Exposure::open;
}

// Defaults: google_redis_instance, transit_encryption_mode; azurerm_redis_cache, non_ssl_port_enabled; google_sql_database_
// instance, ssl_mode. (registry.terraform.io, 2026.)
void protect(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  const HclExpression& values = resource.values;
  if (const std::string access = textAt(values, "container_access_type"); access == "blob" || access == "container")
    openStore(cloud, id);
  if (textAt(values, "access_type").starts_with("ObjectRead")) openStore(cloud, id);
  if (auto* store = cloud.design.as<ObjectStore>(id); store && valueAtPath(values, "encryption.default_kms_key_name"))
    store->encryption = Encryption::ownKey;
  if (auto* cache = cloud.design.as<Cache>(id)) {
    const std::string mode = textAt(values, "transit_encryption_mode");
    if (resource.type == "google_redis_instance" && mode != "SERVER_AUTHENTICATION") cache->transport = Transport::plain;
    for (const char* key : {"non_ssl_port_enabled", "enable_non_ssl_port"})
      if (const HclExpression* plain = valueAt(values, key); plain && plain->text == "true")
        cache->transport = Transport::plain;
  }
  if (auto* database = cloud.design.as<SqlDb>(id)) {
    for (const HclExpression* settings : objectsAt(values, "settings"))
      for (const HclExpression* addresses : objectsAt(*settings, "ip_configuration")) {
        if (textAt(*addresses, "ssl_mode") == "ALLOW_UNENCRYPTED_AND_ENCRYPTED") database->transport = Transport::plain;
        for (const HclExpression* network : objectsAt(*addresses, "authorized_networks"))
          if (textAt(*network, "value") == "0.0.0.0/0") database->exposure = Exposure::open;
      }
  }
}

}  // namespace

void addCloudProtection(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources) {
    if (resource.data) continue;
    if (resource.type.starts_with("google_storage_bucket_iam_") && isAnybody(resource))
      if (const auto bucket = cloud.first(valueAt(resource.values, "bucket"))) openStore(cloud, *bucket);
    const auto known = cloud.components.find(CloudDesign::addressOf(resource));
    if (known != cloud.components.end()) protect(cloud, resource, known->second);
  }
}

}  // namespace virga::model
