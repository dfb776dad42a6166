#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::boolean;
using terraform::jsonEncoded;
using terraform::number;
using terraform::object;
using terraform::text;
using terraform::texts;

void addBucketRule(OciStack& stack, const OciBucketRule& rule) {
  const std::string from = terraformName(rule.bucket), to = terraformName(rule.target);
  const bool removed = rule.eventTypes.front().find("delete") != std::string::npos;
  Block& block = stack.inCompartment("stores", "oci_events_rule",
                                     fmt::format("{}_{}_to_{}", from, removed ? "removed" : "written", to));
  block.set("display_name", text(fmt::format("{}-{}-to-{}", stack.plan.names.full(rule.bucket),
                                             removed ? "removed" : "written", stack.plan.names.of(rule.target))));
  block.set("is_enabled", "true");
  block.set("condition",
            jsonEncoded(object(
                {{"eventType", texts(rule.eventTypes)},
                 {"data", object({{"additionalDetails",
                                   object({{"bucketName", fmt::format("oci_objectstorage_bucket.{}.name", from)}})}})}})));
  stack.tag(block, rule.bucket);
  Block& action = block.block("actions").block("actions");
  const bool function = findKind<Function>(*stack.plan.architecture, rule.target) != nullptr;
  const bool stream = findKind<Stream>(*stack.plan.architecture, rule.target) != nullptr;
  action.set("action_type", text(function ? "FAAS" : stream ? "OSS" : "ONS"));
  action.set("is_enabled", "true");
  if (function)
    action.set("function_id", fmt::format("oci_functions_function.{}.id", to));
  else if (stream)
    action.set("stream_id", fmt::format("oci_streaming_stream.{}.id", to));
  else
    action.set("topic_id", fmt::format("oci_ons_notification_topic.{}.id", to));
}

}  // namespace

void addOciStores(OciStack& stack) {
  for (const auto& [id, tells, open] : stack.plan.buckets) {
    Block& block = stack.inCompartment("stores", "oci_objectstorage_bucket", terraformName(id));
    block.set("name", text(stack.plan.names.full(id)));
    block.set("namespace", "var.object_storage_namespace");
    block.set("access_type", text(open ? "ObjectReadWithoutList" : "NoPublicAccess"));
    block.set("object_events_enabled", boolean(tells));
    block.set("versioning", text("Enabled"));
    stack.tag(block, id);
  }
  for (const OciBucketRule& rule : stack.plan.bucketRules) addBucketRule(stack, rule);
  for (const OciTable& table : stack.plan.tables) {
    Block& block = stack.inCompartment("stores", "oci_nosql_table", terraformName(table.id));
    block.set("name", text(table.name));
    block.set("ddl_statement", text(fmt::format("CREATE TABLE IF NOT EXISTS {0} ({1} STRING, item JSON, PRIMARY KEY ({1}))",
                                                table.name, table.keyColumn)));
    stack.tag(block, table.id);
    Block& limits = block.block("table_limits");
    limits.set("capacity_mode", text(table.onDemand ? "ON_DEMAND" : "PROVISIONED"));
    limits.set("max_read_units", number(table.readUnits));
    limits.set("max_write_units", number(table.writeUnits));
    limits.set("max_storage_in_gbs", number(table.storageGb));
  }
  for (const OciDatabase& database : stack.plan.databases) {
    Block& block = stack.inCompartment("stores", "oci_database_autonomous_database", terraformName(database.id));
    std::string name = OciNames::identifier(stack.plan.names.full(database.id));
    std::erase(name, '_');
    block.set("db_name", text(name.substr(0, 30)));
    block.set("display_name", text(stack.plan.names.full(database.id)));
    block.set("db_workload", text("OLTP"));
    block.set("compute_model", text("ECPU"));
    block.set("compute_count", number(database.ecpus));
    block.set("data_storage_size_in_gb", number(database.storageGb));
    block.set("is_mtls_connection_required", "false");
    block.set("secret_id", fmt::format("oci_vault_secret.{}.id", terraformName(database.id)));
    block.set("secret_version_number", number(1));
    block.set("subnet_id", "var.functions_subnet_ocid");
    stack.tag(block, database.id);
  }
  for (const OciCache& cache : stack.plan.caches) {
    Block& block = stack.inCompartment("stores", "oci_redis_redis_cluster", terraformName(cache.id));
    block.set("display_name", text(stack.plan.names.full(cache.id)));
    block.set("node_count", number(1));
    block.set("node_memory_in_gbs", number(cache.memoryGb));
    block.set("software_version", text("VALKEY_7_2"));
    block.set("subnet_id", "var.functions_subnet_ocid");
    stack.tag(block, cache.id);
  }
}

void addOciSecrets(OciStack& stack) {
  if (stack.plan.secrets.empty() && stack.plan.databases.empty()) return;
  Block& vault = stack.inCompartment("secrets", "oci_kms_vault", "this");
  vault.set("display_name", text(stack.plan.names.application()));
  vault.set("vault_type", text("DEFAULT"));
  Block& key = stack.inCompartment("secrets", "oci_kms_key", "this");
  key.set("display_name", text(stack.plan.names.application()));
  key.set("management_endpoint", "oci_kms_vault.this.management_endpoint");
  key.set("protection_mode", text("SOFTWARE"));
  Block& shape = key.block("key_shape");
  shape.set("algorithm", text("AES"));
  shape.set("length", number(32));
  const auto secret = [&](const ComponentId& id, const char* generation) {
    Block& block = stack.inCompartment("secrets", "oci_vault_secret", terraformName(id));
    block.set("secret_name", text(stack.plan.names.full(id)));
    block.set("vault_id", "oci_kms_vault.this.id");
    block.set("key_id", "oci_kms_key.this.id");
    block.set("enable_auto_generation", "true");
    stack.tag(block, id);
    // A random value, which no state and no file holds, until the real one is put in.
    Block& context = block.block("secret_generation_context");
    context.set("generation_type", text("PASSPHRASE"));
    context.set("generation_template", text(generation));
  };
  for (const ComponentId& id : stack.plan.secrets) secret(id, "SECRETS_DEFAULT_PASSWORD");
  for (const OciDatabase& database : stack.plan.databases) secret(database.id, "DBAAS_DEFAULT_PASSWORD");
}

}  // namespace virga::model
