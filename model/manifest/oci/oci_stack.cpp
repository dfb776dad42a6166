// The Terraform stack: variables, resources, identities and policies, and the form that Resource Manager shows for it.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/oci/oci_plan.h"
#include "model/manifest/oci/stack_hcl.h"
#include "model/manifest/plain_yaml.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using namespace resource_manager;

constexpr const char* kCompartment = "var.compartment_ocid";
constexpr int kLogDays = 30;  // in steps of 30 days: oracle/terraform-provider-oci, logging_log

struct Variable {
  std::string name, description, fallback;  // fallback as an expression; empty: none
  std::string form;                         // its type in the form of Resource Manager
};

class Stack {
 public:
  explicit Stack(const OciPlan& plan) : plan_(plan) {}

  std::vector<std::pair<std::string, std::string>> files() {
    addFunctions();
    addMessaging();
    addStores();
    addSecrets();
    addApis();
    addPolicies();
    std::vector<std::pair<std::string, std::string>> files;
    files.emplace_back("stack/main.tf", toStackHcl(head()) + "\n" + toStackHcl(resources_));
    files.emplace_back("stack/policies.tf", toStackHcl(policies_));
    files.emplace_back("stack/variables.tf", toStackHcl(variableBlocks()));
    files.emplace_back("stack/outputs.tf", toStackHcl(outputs_));
    files.emplace_back("stack/schema.yaml", form());
    std::erase_if(files, [](const auto& file) { return file.second.empty(); });
    return files;
  }

 private:
  // "a" to "b-to-c" and "a-to-b" to "c" would have one name; what is made of two names is referred to by none.
  std::string resourceHead(const std::string& type, const std::string& name) {
    std::string head = fmt::format("resource \"{}\" \"{}\"", type, name);
    for (int number = 2; !heads_.insert(head).second; ++number)
      head = fmt::format("resource \"{}\" \"{}_{}\"", type, name, number);
    return head;
  }

  // A resource in the stack's compartment.
  StackBlock& add(const std::string& type, const std::string& name) {
    StackBlock& block = resources_.emplace_back(resourceHead(type, name));
    block.set("compartment_id", kCompartment);
    return block;
  }

  void tag(StackBlock& block, const ComponentId& id) const {
    block.map("freeform_tags", {{"Component", stackText(id)}, {"Project", stackText(plan_.names.application())}});
  }

  StackBlock& output(const std::string& name, const std::string& description, const std::string& value) {
    StackBlock& block = outputs_.emplace_back(fmt::format("output \"{}\"", name));
    block.text("description", description);
    block.set("value", value);
    return block;
  }

  std::vector<StackBlock> head() const {
    std::vector<StackBlock> blocks;
    StackBlock& terraform = blocks.emplace_back("terraform");
    terraform.text("required_version", ">= 1.5.0");
    terraform.block("required_providers")
        .map("oci", {{"source", stackText("oracle/oci")}, {"version", stackText(">= 8.0.0")}});
    StackBlock& provider = blocks.emplace_back("provider \"oci\"");
    provider.set("region", "var.region");
    return blocks;
  }

  void addFunctions() {
    if (plan_.functions.empty()) return;
    StackBlock& application = add("oci_functions_application", "this");
    application.text("display_name", plan_.names.application());
    application.set("subnet_ids", "[var.functions_subnet_ocid]");
    application.text("shape", plan_.shape);
    tag(application, plan_.names.application());
    StackBlock& group = add("oci_logging_log_group", "this");
    group.text("display_name", plan_.names.application());
    StackBlock& log = resources_.emplace_back(resourceHead("oci_logging_log", "invocations"));
    log.text("display_name", plan_.names.application() + "-invocations");
    log.set("log_group_id", "oci_logging_log_group.this.id");
    log.text("log_type", "SERVICE");
    log.set("is_enabled", "true");
    log.number("retention_duration", kLogDays);
    StackBlock& configuration = log.block("configuration");
    configuration.set("compartment_id", kCompartment);
    StackBlock& source = configuration.block("source");
    source.text("category", "invoke");
    source.set("resource", "oci_functions_application.this.id");
    source.text("service", "functions");
    source.text("source_type", "OCISERVICE");
    for (const OciFunction& function : plan_.functions) {
      const ComponentId& id = function.plan->component->id;
      StackBlock& block = resources_.emplace_back(resourceHead("oci_functions_function", terraformName(id)));
      block.set("application_id", "oci_functions_application.this.id");
      block.text("display_name", plan_.names.of(id));
      block.set("image", stackTemplate("${var.image_prefix}/" + plan_.names.of(id) + ":0.0.1"));
      block.text("memory_in_mbs", std::to_string(function.memoryMib));
      block.number("timeout_in_seconds", function.timeoutSeconds);
      if (function.detachedSeconds) block.number("detached_mode_timeout_in_seconds", *function.detachedSeconds);
      if (!function.config.empty()) block.map("config", function.config);
      tag(block, id);
      if (function.provisionedConcurrency) {
        StackBlock& provisioned = block.block("provisioned_concurrency_config");
        provisioned.text("strategy", "CONSTANT");
        provisioned.number("count", *function.provisionedConcurrency);
      }
    }
  }

  void addMessaging() {
    for (const OciQueue& queue : plan_.queues) {
      StackBlock& block = add("oci_queue_queue", terraformName(queue.id));
      block.text("display_name", plan_.names.full(queue.id));
      block.number("visibility_in_seconds", queue.visibilitySeconds);
      block.number("retention_in_seconds", queue.retentionSeconds);
      block.number("dead_letter_queue_delivery_count", queue.deadLetterDeliveries);
      tag(block, queue.id);
    }
    for (const OciStream& stream : plan_.streams) {
      StackBlock& block = add("oci_streaming_stream", terraformName(stream.id));
      block.text("name", plan_.names.full(stream.id));
      block.number("partitions", stream.partitions);
      block.number("retention_in_hours", stream.retentionHours);
      tag(block, stream.id);
    }
    for (const OciConnector& connector : plan_.connectors) addConnector(connector);
    for (const OciTopic& topic : plan_.topics) {
      StackBlock& block = add("oci_ons_notification_topic", terraformName(topic.id));
      block.text("name", plan_.names.full(topic.id));
      tag(block, topic.id);
      for (const ComponentId& to : topic.subscribers) {
        const bool function = findKind<Function>(*plan_.architecture, to) != nullptr;
        StackBlock& subscription = add("oci_ons_subscription", terraformName(topic.id) + "_to_" + terraformName(to));
        subscription.set("topic_id", fmt::format("oci_ons_notification_topic.{}.id", terraformName(topic.id)));
        subscription.text("protocol", function ? "ORACLE_FUNCTIONS" : "CUSTOM_HTTPS");
        subscription.set("endpoint", function ? fmt::format("oci_functions_function.{}.id", terraformName(to))
                                              : fmt::format("var.{}_endpoint", terraformName(to)));
      }
    }
    std::size_t number = 0;
    for (const OciSchedule& schedule : plan_.schedules) addSchedule(schedule, ++number);
  }

  void addConnector(const OciConnector& connector) {
    const std::string from = terraformName(connector.source), to = terraformName(connector.function);
    StackBlock& block = add("oci_sch_service_connector", from + "_to_" + to);
    block.text("display_name",
               fmt::format("{}-to-{}", plan_.names.full(connector.source), plan_.names.of(connector.function)));
    tag(block, connector.source);
    StackBlock& source = block.block("source");
    if (connector.stream) {
      source.text("kind", "streaming");
      source.set("stream_id", fmt::format("oci_streaming_stream.{}.id", from));
      source.block("cursor").text("kind", "TRIM_HORIZON");
    } else {
      source.text("kind", "plugin");
      source.text("plugin_name", "QueueSource");
      source.set("config_map", fmt::format("jsonencode({{ queueId = oci_queue_queue.{}.id }})", from));
    }
    StackBlock& target = block.block("target");
    target.text("kind", "functions");
    target.set("function_id", fmt::format("oci_functions_function.{}.id", to));
    target.number("batch_size_in_num", connector.batchCount);
    if (connector.batchSeconds > 0) target.number("batch_time_in_sec", connector.batchSeconds);
  }

  void addSchedule(const OciSchedule& schedule, std::size_t number) {
    StackBlock& block = add("oci_resource_scheduler_schedule", scheduleName(schedule, number));
    block.text("display_name", fmt::format("{}-to-{}", plan_.names.full(schedule.id), plan_.names.of(schedule.function)));
    block.text("action", "START_RESOURCE");
    block.text("recurrence_type", "CRON");
    block.text("recurrence_details", schedule.cron);
    block.text("local_time_zone", schedule.timeZone);
    tag(block, schedule.id);
    StackBlock& resource = block.block("resources");
    resource.set("id", fmt::format("oci_functions_function.{}.id", terraformName(schedule.function)));
    StackBlock& parameters = resource.block("parameters");
    parameters.text("parameter_type", "BODY");
    parameters.list("value", {stackText(schedule.body)});
  }

  static std::string scheduleName(const OciSchedule& schedule, std::size_t number) {
    return fmt::format("{}_to_{}_{}", terraformName(schedule.id), terraformName(schedule.function), number);
  }

  void addStores() {
    for (const auto& [id, tells] : plan_.buckets) {
      StackBlock& block = add("oci_objectstorage_bucket", terraformName(id));
      block.text("name", plan_.names.full(id));
      block.set("namespace", "var.object_storage_namespace");
      block.text("access_type", "NoPublicAccess");
      block.set("object_events_enabled", tells ? "true" : "false");
      block.text("versioning", "Enabled");
      tag(block, id);
    }
    for (const OciBucketRule& rule : plan_.bucketRules) addBucketRule(rule);
    for (const OciTable& table : plan_.tables) {
      StackBlock& block = add("oci_nosql_table", terraformName(table.id));
      block.text("name", table.name);
      block.text("ddl_statement", fmt::format("CREATE TABLE IF NOT EXISTS {0} ({1} STRING, item JSON, PRIMARY KEY ({1}))",
                                              table.name, table.keyColumn));
      tag(block, table.id);
      StackBlock& limits = block.block("table_limits");
      limits.text("capacity_mode", table.onDemand ? "ON_DEMAND" : "PROVISIONED");
      limits.number("max_read_units", table.readUnits);
      limits.number("max_write_units", table.writeUnits);
      limits.number("max_storage_in_gbs", table.storageGb);
    }
    for (const OciDatabase& database : plan_.databases) {
      StackBlock& block = add("oci_database_autonomous_database", terraformName(database.id));
      std::string name = OciNames::identifier(plan_.names.full(database.id));
      std::erase(name, '_');
      block.text("db_name", name.substr(0, 30));
      block.text("display_name", plan_.names.full(database.id));
      block.text("db_workload", "OLTP");
      block.text("compute_model", "ECPU");
      block.number("compute_count", database.ecpus);
      block.number("data_storage_size_in_gb", database.storageGb);
      block.set("is_mtls_connection_required", "false");
      block.set("secret_id", fmt::format("oci_vault_secret.{}.id", terraformName(database.id)));
      block.number("secret_version_number", 1);
      block.set("subnet_id", "var.functions_subnet_ocid");
      tag(block, database.id);
    }
    for (const OciCache& cache : plan_.caches) {
      StackBlock& block = add("oci_redis_redis_cluster", terraformName(cache.id));
      block.text("display_name", plan_.names.full(cache.id));
      block.number("node_count", 1);
      block.number("node_memory_in_gbs", cache.memoryGb);
      block.text("software_version", "VALKEY_7_2");
      block.set("subnet_id", "var.functions_subnet_ocid");
      tag(block, cache.id);
    }
  }

  void addBucketRule(const OciBucketRule& rule) {
    const std::string from = terraformName(rule.bucket), to = terraformName(rule.target);
    const bool removed = rule.eventTypes.front().find("delete") != std::string::npos;
    StackBlock& block = add("oci_events_rule", fmt::format("{}_{}_to_{}", from, removed ? "removed" : "written", to));
    block.text("display_name", fmt::format("{}-{}-to-{}", plan_.names.full(rule.bucket), removed ? "removed" : "written",
                                           plan_.names.of(rule.target)));
    block.set("is_enabled", "true");
    std::string types;
    for (const auto& type : rule.eventTypes) types += (types.empty() ? "" : ", ") + stackText(type);
    block.set("condition", fmt::format("jsonencode({{ eventType = [{}], data = {{ additionalDetails = {{ bucketName = "
                                       "oci_objectstorage_bucket.{}.name }} }} }})",
                                       types, from));
    tag(block, rule.bucket);
    StackBlock& action = block.block("actions").block("actions");
    const bool function = findKind<Function>(*plan_.architecture, rule.target) != nullptr;
    const bool stream = findKind<Stream>(*plan_.architecture, rule.target) != nullptr;
    action.text("action_type", function ? "FAAS" : stream ? "OSS" : "ONS");
    action.set("is_enabled", "true");
    if (function)
      action.set("function_id", fmt::format("oci_functions_function.{}.id", to));
    else if (stream)
      action.set("stream_id", fmt::format("oci_streaming_stream.{}.id", to));
    else
      action.set("topic_id", fmt::format("oci_ons_notification_topic.{}.id", to));
  }

  void addSecrets() {
    if (plan_.secrets.empty() && plan_.databases.empty()) return;
    StackBlock& vault = add("oci_kms_vault", "this");
    vault.text("display_name", plan_.names.application());
    vault.text("vault_type", "DEFAULT");
    StackBlock& key = add("oci_kms_key", "this");
    key.text("display_name", plan_.names.application());
    key.set("management_endpoint", "oci_kms_vault.this.management_endpoint");
    key.text("protection_mode", "SOFTWARE");
    StackBlock& shape = key.block("key_shape");
    shape.text("algorithm", "AES");
    shape.number("length", 32);
    const auto secret = [&](const ComponentId& id, const char* generation) {
      StackBlock& block = add("oci_vault_secret", terraformName(id));
      block.text("secret_name", plan_.names.full(id));
      block.set("vault_id", "oci_kms_vault.this.id");
      block.set("key_id", "oci_kms_key.this.id");
      block.set("enable_auto_generation", "true");
      tag(block, id);
      // A random value, which no state and no file holds, until the real one is put in.
      StackBlock& context = block.block("secret_generation_context");
      context.text("generation_type", "PASSPHRASE");
      context.text("generation_template", generation);
    };
    for (const ComponentId& id : plan_.secrets) secret(id, "SECRETS_DEFAULT_PASSWORD");
    for (const OciDatabase& database : plan_.databases) secret(database.id, "DBAAS_DEFAULT_PASSWORD");
  }

  void addApis() {
    for (const OciApi& api : plan_.apis) {
      const std::string name = terraformName(api.id);
      StackBlock& gateway = add("oci_apigateway_gateway", name);
      gateway.text("display_name", plan_.names.full(api.id));
      gateway.text("endpoint_type", "PUBLIC");
      gateway.set("subnet_id", "var.gateway_subnet_ocid");
      tag(gateway, api.id);
      StackBlock& deployment = add("oci_apigateway_deployment", name);
      deployment.text("display_name", plan_.names.full(api.id));
      deployment.set("gateway_id", fmt::format("oci_apigateway_gateway.{}.id", name));
      deployment.text("path_prefix", "/");
      tag(deployment, api.id);
      StackBlock& specification = deployment.block("specification");
      if (api.requestsPerSecond > 0 || !api.origins.empty() || api.auth) addRequestPolicies(specification, api);
      StackBlock& access = specification.block("logging_policies").block("access_log");
      access.set("is_enabled", "true");
      for (const OciRoute& route : api.routes) {
        StackBlock& block = specification.block("routes");
        block.text("path", route.path);
        std::string methods;
        for (const auto& method : route.methods) methods += (methods.empty() ? "" : ", ") + stackText(method);
        block.set("methods", "[" + methods + "]");
        StackBlock& backend = block.block("backend");
        backend.text("type", "ORACLE_FUNCTIONS_BACKEND");
        backend.set("function_id", fmt::format("oci_functions_function.{}.id", terraformName(route.function)));
        if (api.auth) block.block("request_policies").block("authorization").text("type", "AUTHENTICATION_ONLY");
      }
      output(name + "_url", "Address of " + api.id, fmt::format("oci_apigateway_deployment.{}.endpoint", name));
    }
  }

  void addRequestPolicies(StackBlock& specification, const OciApi& api) {
    StackBlock& policies = specification.block("request_policies");
    if (api.auth) {
      const std::string auth = terraformName(*api.auth);
      StackBlock& authentication = policies.block("authentication");
      authentication.text("type", "JWT_AUTHENTICATION");
      authentication.text("token_header", "Authorization");
      authentication.text("token_auth_scheme", "Bearer");
      authentication.set("is_anonymous_access_allowed", "false");
      authentication.set("issuers", "[var." + auth + "_issuer]");
      authentication.set("audiences", "[var." + auth + "_audience]");
      StackBlock& keys = authentication.block("public_keys");
      keys.text("type", "REMOTE_JWKS");
      keys.set("uri", "var." + auth + "_keys_url");
      keys.set("is_ssl_verify_disabled", "false");
      keys.number("max_cache_duration_in_hours", 1);
    }
    if (!api.origins.empty()) {
      StackBlock& cors = policies.block("cors");
      std::vector<std::string> origins;
      for (const auto& origin : api.origins) origins.push_back(stackText(origin));
      cors.list("allowed_origins", origins);
      std::vector<std::string> methods;
      for (const OciRoute& route : api.routes)
        for (const auto& method : route.methods) methods.push_back(stackText(method == "ANY" ? "*" : method));
      std::sort(methods.begin(), methods.end());
      methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
      cors.list("allowed_methods", methods);
      cors.list("allowed_headers", {stackText("authorization"), stackText("content-type")});
    }
    if (api.requestsPerSecond > 0) {
      StackBlock& limiting = policies.block("rate_limiting");
      limiting.number("rate_in_requests_per_second", api.requestsPerSecond);
      limiting.text("rate_key", "TOTAL");
    }
  }

  // Who may what: each function what its steps do, and each service what its edges lead to.
  void addPolicies() {
    for (const OciFunction& function : plan_.functions) {
      if (function.grants.empty()) continue;
      const ComponentId& id = function.plan->component->id;
      const std::string name = terraformName(id);
      StackBlock& group = policies_.emplace_back(resourceHead("oci_identity_dynamic_group", name));
      group.set("compartment_id", "var.tenancy_ocid");
      group.text("name", plan_.names.full(id));
      group.text("description", fmt::format("The function {} of {}", id, plan_.names.application()));
      group.set("matching_rule",
                stackTemplate("ALL {resource.type = 'fnfunc', resource.id = '${oci_functions_function." + name + ".id}'}"));
      std::vector<std::string> statements;
      for (const OciGrant& grant : function.grants)
        statements.push_back(
            stackTemplate(fmt::format("Allow dynamic-group ${{oci_identity_dynamic_group.{}.name}} to {} in compartment id "
                                      "${{var.compartment_ocid}} where {} = '{}'",
                                      name, grant.action, grant.attribute, grant.value)));
      policy(name, plan_.names.full(id), "What the steps of " + id + " do", statements);
    }
    addInvokers();
  }

  void policy(const std::string& resource, const std::string& name, const std::string& description,
              const std::vector<std::string>& statements) {
    StackBlock& block = policies_.emplace_back(resourceHead("oci_identity_policy", resource));
    block.set("compartment_id", kCompartment);
    block.text("name", name);
    block.text("description", description);
    block.list("statements", statements);
  }

  void addInvokers() {
    const auto allow = [](const std::string& action, const std::string& condition) {
      return stackTemplate(fmt::format("Allow any-user to {} in compartment id ${{var.compartment_ocid}} where all {{{}}}",
                                       action, condition));
    };
    const auto functionIs = [](const ComponentId& id) {
      return fmt::format("target.function.id = '${{oci_functions_function.{}.id}}'", terraformName(id));
    };
    for (const OciApi& api : plan_.apis) {
      std::vector<std::string> statements;
      for (const OciRoute& route : api.routes) {
        const std::string statement =
            allow("use fn-invocation",
                  "request.principal.type = 'ApiGateway', request.resource.compartment.id = '${var.compartment_ocid}', " +
                      functionIs(route.function));
        if (std::find(statements.begin(), statements.end(), statement) == statements.end()) statements.push_back(statement);
      }
      policy("invoked_by_" + terraformName(api.id), plan_.names.full(api.id) + "-invokes",
             fmt::format("What the routes of {} lead to", api.id), statements);
    }
    for (const OciConnector& connector : plan_.connectors) {
      const std::string from = terraformName(connector.source);
      const std::string who =
          "request.principal.type = 'serviceconnector', request.principal.compartment.id = '${var.compartment_ocid}', ";
      std::vector<std::string> statements;
      if (connector.stream)
        statements.push_back(allow("{STREAM_READ, STREAM_CONSUME}",
                                   who + fmt::format("target.stream.id = '${{oci_streaming_stream.{}.id}}'", from)));
      else
        statements.push_back(
            allow("{QUEUE_READ, QUEUE_CONSUME}", who + fmt::format("target.queue.id = '${{oci_queue_queue.{}.id}}'", from)));
      statements.push_back(allow("{FN_FUNCTION_READ, FN_INVOCATION}", who + functionIs(connector.function)));
      policy(fmt::format("{}_to_{}", from, terraformName(connector.function)),
             fmt::format("{}-to-{}", plan_.names.full(connector.source), plan_.names.of(connector.function)),
             fmt::format("The connector from {} to {}", connector.source, connector.function), statements);
    }
    std::size_t number = 0;
    for (const OciSchedule& schedule : plan_.schedules) {
      const std::string name = scheduleName(schedule, ++number);
      policy("scheduled_" + name,
             fmt::format("{}-to-{}-{}", plan_.names.full(schedule.id), plan_.names.of(schedule.function), number),
             fmt::format("The schedule {}", schedule.id),
             {allow("use fn-invocation", fmt::format("request.principal.type = 'resourceschedule', request.principal.id = "
                                                     "'${{oci_resource_scheduler_schedule.{}.id}}', {}",
                                                     name, functionIs(schedule.function)))});
    }
  }

  std::vector<Variable> variables() const {
    std::vector<Variable> list;
    list.push_back({"tenancy_ocid", "OCID of the tenancy", "", "string"});
    list.push_back(
        {"compartment_ocid", "OCID of the compartment that everything is made in", "", "oci:identity:compartment:id"});
    list.push_back({"region", "Region that everything is made in", stackText(plan_.region), "oci:identity:region:name"});
    if (!plan_.functions.empty() || !plan_.databases.empty() || !plan_.caches.empty())
      list.push_back(
          {"functions_subnet_ocid", "OCID of a private subnet with a way to Oracle's services", "", "oci:core:subnet:id"});
    if (!plan_.functions.empty())
      list.push_back({"image_prefix",
                      "Registry and folder that fn push has put the images into: iad.ocir.io/namespace/folder", "",
                      "string"});
    if (!plan_.apis.empty())
      list.push_back({"gateway_subnet_ocid", "OCID of the public subnet of the gateways", "", "oci:core:subnet:id"});
    if (!plan_.buckets.empty())
      list.push_back({"object_storage_namespace", "Object Storage namespace of the tenancy", "", "string"});
    for (const ComponentId& id : plan_.auths) {
      const std::string name = terraformName(id);
      list.push_back({name + "_issuer", fmt::format("Issuer of the tokens of {}", id), "", "string"});
      list.push_back({name + "_audience", fmt::format("Audience of the tokens of {}", id), "", "string"});
      list.push_back(
          {name + "_keys_url", fmt::format("URL of the keys that the tokens of {} are signed with", id), "", "string"});
    }
    for (const ComponentId& id : plan_.externals)
      list.push_back({terraformName(id) + "_endpoint", fmt::format("URL that {} is called at", id), "", "string"});
    return list;
  }

  std::vector<StackBlock> variableBlocks() const {
    std::vector<StackBlock> blocks;
    for (const Variable& variable : variables()) {
      StackBlock& block = blocks.emplace_back(fmt::format("variable \"{}\"", variable.name));
      block.text("description", variable.description);
      block.set("type", "string");
      if (!variable.fallback.empty()) block.set("default", variable.fallback);
    }
    return blocks;
  }

  std::string form() const {
    nlohmann::ordered_json schema = nlohmann::ordered_json::object();
    schema["title"] = plan_.names.application();
    if (!plan_.architecture->description.empty()) schema["description"] = plan_.architecture->description;
    schema["stackDescription"] = "Functions and what they use, as they are drawn";
    schema["schemaVersion"] = "1.1.0";
    schema["version"] = "20190304";
    schema["locale"] = "en";
    nlohmann::ordered_json all = nlohmann::ordered_json::array(), hidden = all, names = nlohmann::ordered_json::object();
    for (const Variable& variable : variables()) {
      // Resource Manager fills in these three itself.
      const bool own = variable.name == "tenancy_ocid" || variable.name == "compartment_ocid" || variable.name == "region";
      (own ? hidden : all).push_back(variable.name);
      nlohmann::ordered_json& entry = names[variable.name];
      entry["title"] = variable.description;
      entry["type"] = variable.form;
      entry["required"] = true;
      if (variable.form == "oci:core:subnet:id") entry["dependsOn"]["compartmentId"] = "compartment_ocid";
    }
    schema["variableGroups"] = nlohmann::ordered_json::array();
    schema["variableGroups"].push_back(
        {{"title", "Filled in by Resource Manager"}, {"visible", false}, {"variables", hidden}});
    if (!all.empty()) schema["variableGroups"].push_back({{"title", "To fill in"}, {"variables", all}});
    schema["variables"] = names;
    return toYaml(schema);
  }

  const OciPlan& plan_;
  std::vector<StackBlock> resources_, policies_, outputs_;
  std::set<std::string> heads_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> ociStackFiles(const OciPlan& plan) { return Stack(plan).files(); }

}  // namespace virga::model
