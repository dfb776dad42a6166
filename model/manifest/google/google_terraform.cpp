#include "model/manifest/google/google_terraform.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "model/manifest/google/google_alarms.h"
#include "model/manifest/google/google_text.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::boolean;
using terraform::Expression;
using terraform::list;
using terraform::number;
using terraform::object;
using terraform::text;

// "a-b.c-d" → "a_b__c_d".
std::string nameOf(const std::string& text) {
  std::string name;
  for (const char c : text) name += c == '.' ? "__" : std::isalnum(static_cast<unsigned char>(c)) ? std::string(1, c) : "_";
  return name;
}

std::string lower(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

class Renderer {
 public:
  explicit Renderer(const GooglePlan& plan) : plan_(plan) {
    for (const auto& setting : plan.settings) values_[setting.name] = "var." + lower(setting.name);
    for (const auto& cache : plan.caches) {
      values_[cache.hostValue] = "google_redis_instance." + nameOf(cache.name) + ".host";
      values_[cache.portValue] = "google_redis_instance." + nameOf(cache.name) + ".port";
    }
    for (const auto& gateway : plan.gateways)
      values_[gateway.hostValue] = "google_api_gateway_gateway." + nameOf(gateway.name) + ".default_hostname";
  }

  terraform::Project rendered() {
    providers();
    services();
    identities();
    secrets();
    messaging();
    stores();
    caches();
    buses();
    gateways();
    workflows();
    functions();
    containers();
    grants();
    subscriptions();
    others();
    return std::move(project_);
  }

 private:
  Expression valueOf(const std::string& written) const {
    return hclText(written, [&](const std::string& name) { return values_.at(name); });
  }
  Expression labels(const ComponentId& id) const {
    return object({{"component", text(labelValue(id))}, {"project", text(plan_.label)}});
  }
  static Expression project() { return "var.project_id"; }
  static Expression region() { return "var.region"; }
  static std::string email(const std::string& identity) { return "google_service_account." + nameOf(identity) + ".email"; }
  static std::string topicId(const std::string& name) { return "google_pubsub_topic." + nameOf(name) + ".id"; }

  // After the APIs are on, and after what else is named.
  static void after(Block& block, std::vector<Expression> more = {}) {
    more.insert(more.begin(), Expression("google_project_service.this"));
    block.set("depends_on", list(std::move(more)));
  }

  Block& resource(const std::string& part, const std::string& type, const std::string& name) {
    auto& blocks = project_.part(part);
    return blocks.emplace_back("resource", std::vector<std::string>{type, nameOf(name)});
  }

  void providers() {
    project_.required = {{"google", "hashicorp/google", ">= 6.30, < 8.0"}};
    Block google("provider", {"google"});
    google.set("project", project()).set("region", region());
    project_.providers.push_back(google);
    if (!plan_.gateways.empty()) {
      project_.required.push_back({"google-beta", "hashicorp/google-beta", ">= 6.30, < 8.0"});
      Block beta("provider", {"google-beta"});
      beta.set("project", project()).set("region", region());
      project_.providers.push_back(beta);
    }
    Block data("data", {"google_project", "this"});
    data.set("project_id", project());
    project_.locals.push_back(data);
    terraform::Variable id{"project_id", "Id of the Google Cloud project"};
    id.example = Expression(text("my-project"));
    project_.add(id);
    terraform::Variable place{"region", "Region of the deployment"};
    place.fallback = Expression(text(plan_.region));
    project_.add(place);
    terraform::Variable days{"log_retention_days", "Days that logs are kept", "number"};
    days.fallback = number(std::int64_t{30});
    project_.add(days);
    if (!plan_.functions.empty()) {
      terraform::Variable release{"release", "Any text that is another one for other code"};
      release.fallback = Expression(text("1"));
      project_.add(release);
    }
    for (const auto& service : plan_.services) {
      terraform::Variable image{lower(service.image), "Image of " + service.code.component + ", built from " +
                                                          service.code.source + ", in Artifact Registry"};
      image.example = Expression(text("europe-west1-docker.pkg.dev/my-project/services/" + service.code.name + ":1"));
      project_.add(image);
    }
    for (const auto& setting : plan_.settings) {
      terraform::Variable stated{lower(setting.name), setting.description};
      stated.example = Expression(text("https://example.com/"));
      stated.validations.push_back(
          {Expression(fmt::format("startswith(var.{}, \"https://\")", lower(setting.name))), "It must be an HTTPS URL."});
      project_.add(stated);
    }
  }

  void services() {
    std::vector<std::string> apis(plan_.apis.begin(), plan_.apis.end());
    Block& enabled = resource("services", "google_project_service", "this");
    Expression set = terraform::texts(apis);
    enabled.set("for_each", "toset(" + terraform::toHcl(set, 1) + ")");
    enabled.set("project", project()).set("service", "each.value").set("disable_on_destroy", boolean(false));
    Block& logs = resource("services", "google_logging_project_bucket_config", "default");
    logs.set("project", project()).set("location", text("global")).set("bucket_id", text("_Default"));
    logs.set("retention_days", "var.log_retention_days");
    after(logs);
    if (plan_.identityPlatform)
      after(resource("services", "google_identity_platform_config", "this").set("project", project()));
  }

  void identities() {
    for (const auto& identity : plan_.identities) {
      Block& account = resource("identities", "google_service_account", identity.name);
      account.set("account_id", text(identity.name)).set("display_name", text(identity.component));
      after(account);
    }
  }

  void secrets() {
    for (const auto& secret : plan_.secrets) {
      Block& made = resource("secrets", "google_secret_manager_secret", secret.name);
      made.set("secret_id", text(secret.name)).set("labels", labels(secret.component));
      made.block("replication").block("auto");
      after(made);
    }
  }

  void messaging() {
    for (const auto& topic : plan_.topics) {
      Block& made = resource("messaging", "google_pubsub_topic", topic.name);
      made.set("name", text(topic.name)).set("labels", labels(topic.component));
      after(made);
    }
  }

  void stores() {
    for (const auto& bucket : plan_.buckets) {
      Block& made = resource("stores", "google_storage_bucket", bucket.component);
      made.set("name", valueOf(bucket.name)).set("location", region());
      made.set("uniform_bucket_level_access", boolean(true));
      made.set("public_access_prevention", text(bucket.open ? "inherited" : "enforced"));
      made.set("labels", labels(bucket.component));
      after(made);
    }
    for (const auto& database : plan_.databases) {
      Block& made = resource("stores", "google_firestore_database", database.name);
      made.set("name", text(database.name)).set("location_id", region()).set("type", text("FIRESTORE_NATIVE"));
      made.set("delete_protection_state", text("DELETE_PROTECTION_ENABLED"));
      after(made);
    }
    for (const auto& sql : plan_.sqls) {
      const std::string instance = "google_sql_database_instance." + nameOf(sql.name) + ".name";
      Block& made = resource("stores", "google_sql_database_instance", sql.name);
      made.set("name", text(sql.name)).set("region", region()).set("database_version", text("POSTGRES_16"));
      made.set("deletion_protection", boolean(true));
      Block& settings = made.block("settings");
      settings.set("tier", text(sql.tier)).set("edition", text("ENTERPRISE")).set("availability_type", text("ZONAL"));
      settings.set("disk_type", text("PD_SSD")).set("disk_size", number(sql.storageGb));
      settings.set("user_labels", labels(sql.component));
      Block& addresses = settings.block("ip_configuration");
      addresses.set("ssl_mode", text(sql.plain ? "ALLOW_UNENCRYPTED_AND_ENCRYPTED" : "ENCRYPTED_ONLY"));
      if (sql.open) addresses.block("authorized_networks").set("name", text("internet")).set("value", text("0.0.0.0/0"));
      settings.block("database_flags").set("name", text("cloudsql.iam_authentication")).set("value", text("on"));
      settings.block("database_flags")
          .set("name", text("max_connections"))
          .set("value", text(std::to_string(sql.maxConnections)));
      after(made);
      resource("stores", "google_sql_database", sql.name).set("name", text("app")).set("instance", instance);
      for (const auto& user : sql.users) {
        Block& known = resource("stores", "google_sql_user", sql.name + "." + user);
        known.set("name", fmt::format("trimsuffix({}, \".gserviceaccount.com\")", email(user)));
        known.set("instance", instance).set("type", text("CLOUD_IAM_SERVICE_ACCOUNT"));
      }
    }
  }

  void caches() {
    if (plan_.connector) {
      Block& connector = resource("network", "google_vpc_access_connector", "virga");
      connector.set("name", text("virga")).set("region", region()).set("network", text("default"));
      connector.set("ip_cidr_range", text("10.8.0.0/28"));
      connector.set("min_instances", number(std::int64_t{2})).set("max_instances", number(std::int64_t{3}));
      after(connector);
    }
    for (const auto& cache : plan_.caches) {
      const std::string redis = "google_redis_instance." + nameOf(cache.name);
      Block& made = resource("network", "google_redis_instance", cache.name);
      made.set("name", text(cache.name)).set("region", region()).set("tier", text("BASIC"));
      made.set("memory_size_gb", number(cache.sizeGb)).set("redis_version", text("REDIS_7_2"));
      made.set("authorized_network", text("default")).set("auth_enabled", boolean(true));
      made.set("transit_encryption_mode", text("SERVER_AUTHENTICATION")).set("labels", labels(cache.component));
      after(made);
      for (const auto& [secret, data] :
           {std::pair{cache.authSecret, redis + ".auth_string"}, {cache.authorityName, redis + ".server_ca_certs[0].cert"}})
        resource("network", "google_secret_manager_secret_version", secret)
            .set("secret", "google_secret_manager_secret." + nameOf(secret) + ".id")
            .set("secret_data", data);
    }
  }

  void buses() {
    for (const auto& bus : plan_.buses) {
      Block& made = resource("events", "google_eventarc_message_bus", bus.name);
      made.set("message_bus_id", text(bus.name)).set("location", region()).set("labels", labels(bus.component));
      after(made);
    }
    for (const auto& rule : plan_.rules) {
      const std::string name = nameOf(rule.name);
      Block& pipeline = resource("events", "google_eventarc_pipeline", rule.name);
      pipeline.set("pipeline_id", text(rule.name)).set("location", region());
      Block& destination = pipeline.block("destinations");
      if (!rule.topic.empty()) destination.set("topic", topicId(rule.topic));
      if (!rule.workflow.empty()) destination.set("workflow", "google_workflows_workflow." + nameOf(rule.workflow) + ".id");
      if (!rule.url.empty()) destination.block("http_endpoint").set("uri", valueOf(rule.url));
      if (rule.token) {
        Block& oidc = destination.block("authentication_config").block("google_oidc");
        oidc.set("service_account", email(rule.identity));
        if (!rule.url.empty()) oidc.set("audience", valueOf(rule.url));
      }
      after(pipeline);
      resource("events", "google_eventarc_enrollment", rule.name)
          .set("enrollment_id", text(rule.name))
          .set("location", region())
          .set("message_bus", "google_eventarc_message_bus." + nameOf(rule.bus) + ".id")
          .set("destination", "google_eventarc_pipeline." + name + ".id")
          .set("cel_match", text(rule.match));
    }
  }

  void gateways() {
    for (const auto& gateway : plan_.gateways) {
      const std::string name = nameOf(gateway.name);
      const Expression beta("google-beta");
      Block& api = resource("gateways", "google_api_gateway_api", gateway.name);
      api.set("provider", beta).set("api_id", text(gateway.name)).set("labels", labels(gateway.component));
      after(api);
      std::string document = "file(\"${path.module}/gateway/" + gateway.name + ".yaml\")";
      const auto fill = [&](const std::string& mark, const std::string& value) {
        document = fmt::format("replace({}, {}, {})", document, text("${" + mark + "}"), value);
      };
      fill("PROJECT_ID", "var.project_id");
      fill("REGION", "var.region");
      for (const auto& setting : plan_.settings) fill(setting.name, "var." + lower(setting.name));
      Block& config = resource("gateways", "google_api_gateway_api_config", gateway.name);
      config.set("provider", beta).set("api", "google_api_gateway_api." + name + ".api_id");
      config.set("api_config_id_prefix", text(gateway.name + "-"));
      Block& file = config.block("openapi_documents").block("document");
      file.set("path", text(gateway.name + ".yaml")).set("contents", "base64encode(" + document + ")");
      config.block("gateway_config").block("backend_config").set("google_service_account", email(gateway.identity));
      config.block("lifecycle").set("create_before_destroy", boolean(true));
      resource("gateways", "google_api_gateway_gateway", gateway.name)
          .set("provider", beta)
          .set("gateway_id", text(gateway.name))
          .set("region", region())
          .set("api_config", "google_api_gateway_api_config." + name + ".id")
          .set("labels", labels(gateway.component));
      project_.output(lower(gateway.hostValue), "Host of the API " + gateway.component,
                      "google_api_gateway_gateway." + name + ".default_hostname");
    }
  }

  void workflows() {
    for (const auto& workflow : plan_.workflows) {
      Block& made = resource("workflows", "google_workflows_workflow", workflow.name);
      made.set("name", text(workflow.name)).set("region", region());
      made.set("service_account", email(workflow.identity)).set("call_log_level", text("LOG_ERRORS_ONLY"));
      made.set("source_contents", "file(\"${path.module}/workflows/" + workflow.name + ".yaml\")");
      made.set("labels", labels(workflow.component));
      if (!workflow.environment.empty()) made.set("user_env_vars", environmentOf(workflow.environment));
      after(made);
    }
  }

  Expression environmentOf(const std::vector<std::pair<std::string, std::string>>& entries) const {
    Expression map = object();
    for (const auto& [name, value] : entries) map.with(name, valueOf(value));
    return map;
  }

  void functions() {
    if (plan_.functions.empty()) return;
    Block& code = resource("functions", "google_storage_bucket", "virga_code");
    code.set("name", valueOf(projectMark() + "-virga-code")).set("location", region());
    code.set("uniform_bucket_level_access", boolean(true)).set("public_access_prevention", text("enforced"));
    after(code);
    for (const auto& function : plan_.functions) {
      Block& archive = resource("functions", "google_storage_bucket_object", function.name);
      archive.set("name", "\"" + function.name + "-${var.release}.zip\"");
      archive.set("bucket", "google_storage_bucket.virga_code.name");
      archive.set("source", "\"${path.module}/build/" + function.name + ".zip\"");
      plan_.firstGeneration ? addFirst(function) : addSecond(function);
    }
  }

  // Before the function, the permission to read what it is started with.
  std::vector<Expression> readable(const GoogleFunction& function) const {
    std::vector<Expression> needed;
    for (const auto& [name, secret] : function.secretEnvironment) {
      needed.emplace_back("google_secret_manager_secret_version." + nameOf(secret));
      for (std::size_t i = 0; i < plan_.grants.size(); ++i)
        if (plan_.grants[i].on == GrantOn::secret && plan_.grants[i].resource == secret &&
            plan_.grants[i].member == identityMember(function.identity))
          needed.emplace_back("google_secret_manager_secret_iam_member." + grantName(plan_.grants[i]));
    }
    return needed;
  }

  void addSecond(const GoogleFunction& function) {
    const std::string name = nameOf(function.name);
    Block& made = resource("functions", "google_cloudfunctions2_function", function.name);
    made.set("name", text(function.name)).set("location", region()).set("labels", labels(function.component));
    Block& build = made.block("build_config");
    build.set("runtime", text(function.runtime)).set("entry_point", text(function.entryPoint));
    build.block("source")
        .block("storage_source")
        .set("bucket", "google_storage_bucket.virga_code.name")
        .set("object", "google_storage_bucket_object." + name + ".name");
    Block& service = made.block("service_config");
    service.set("available_memory", text(fmt::format("{}Mi", function.memoryMib))).set("available_cpu", text(function.cpu));
    service.set("timeout_seconds", number(function.timeoutS));
    service.set("max_instance_request_concurrency", number(std::int64_t{function.concurrency}));
    service.set("min_instance_count", number(std::int64_t{function.minInstances}));
    service.set("max_instance_count", number(std::int64_t{function.maxInstances}));
    service.set("service_account_email", email(function.identity));
    if (!function.environment.empty()) service.set("environment_variables", environmentOf(function.environment));
    if (function.connector) {
      service.set("vpc_connector", "google_vpc_access_connector.virga.id");
      service.set("vpc_connector_egress_settings", text("PRIVATE_RANGES_ONLY"));
    }
    for (const auto& [key, secret] : function.secretEnvironment)
      service.block("secret_environment_variables")
          .set("key", text(key))
          .set("project_id", project())
          .set("secret", "google_secret_manager_secret." + nameOf(secret) + ".secret_id")
          .set("version", text("latest"));
    after(made, readable(function));
  }

  void containers() {
    for (const auto& [code, image] : plan_.services) {
      Block& made = resource("services", "google_cloud_run_v2_service", code.name);
      made.set("name", text(code.name)).set("location", region()).set("labels", labels(code.component));
      made.set("ingress", text("INGRESS_TRAFFIC_ALL"));
      Block& revision = made.block("template");
      revision.set("service_account", email(code.identity));
      revision.set("timeout", text(fmt::format("{}s", code.timeoutS)));
      revision.set("max_instance_request_concurrency", number(std::int64_t{code.concurrency}));
      revision.block("scaling")
          .set("min_instance_count", number(std::int64_t{code.minInstances}))
          .set("max_instance_count", number(std::int64_t{code.maxInstances}));
      if (code.connector)
        revision.block("vpc_access")
            .set("connector", "google_vpc_access_connector.virga.id")
            .set("egress", text("PRIVATE_RANGES_ONLY"));
      Block& container = revision.block("containers");
      container.set("image", "var." + lower(image));
      container.block("ports").set("container_port", number(std::int64_t{8080}));
      container.block("resources")
          .set("limits", object({{"cpu", text(code.cpu)}, {"memory", text(fmt::format("{}Mi", code.memoryMib))}}))
          .set("cpu_idle", boolean(false));
      for (const auto& [name, value] : code.environment)
        container.block("env").set("name", text(name)).set("value", valueOf(value));
      for (const auto& [name, secret] : code.secretEnvironment) {
        Block& variable = container.block("env");
        variable.set("name", text(name));
        variable.block("value_source")
            .block("secret_key_ref")
            .set("secret", "google_secret_manager_secret." + nameOf(secret) + ".secret_id")
            .set("version", text("latest"));
      }
      after(made, readable(code));
    }
  }

  bool isContainer(const std::string& name) const {
    return std::any_of(plan_.services.begin(), plan_.services.end(),
                       [&](const GoogleService& service) { return service.code.name == name; });
  }

  void addFirst(const GoogleFunction& function) {
    Block& made = resource("functions", "google_cloudfunctions_function", function.name);
    made.set("name", text(function.name)).set("region", region()).set("labels", labels(function.component));
    made.set("runtime", text(function.runtime)).set("entry_point", text(function.entryPoint));
    made.set("source_archive_bucket", "google_storage_bucket.virga_code.name");
    made.set("source_archive_object", "google_storage_bucket_object." + nameOf(function.name) + ".name");
    made.set("trigger_http", boolean(true)).set("https_trigger_security_level", text("SECURE_ALWAYS"));
    made.set("available_memory_mb", number(function.memoryMib)).set("timeout", number(function.timeoutS));
    made.set("min_instances", number(std::int64_t{function.minInstances}));
    made.set("max_instances", number(std::int64_t{function.maxInstances}));
    made.set("service_account_email", email(function.identity));
    if (!function.environment.empty()) made.set("environment_variables", environmentOf(function.environment));
    if (function.connector) {
      made.set("vpc_connector", "google_vpc_access_connector.virga.id");
      made.set("vpc_connector_egress_settings", text("PRIVATE_RANGES_ONLY"));
    }
    for (const auto& [key, secret] : function.secretEnvironment)
      made.block("secret_environment_variables")
          .set("key", text(key))
          .set("secret", "google_secret_manager_secret." + nameOf(secret) + ".secret_id")
          .set("version", text("latest"));
    after(made, readable(function));
  }

  // Who may do what on which: unique among the grants.
  static std::string grantName(const GoogleGrant& grant) {
    std::string who = grant.member.substr(grant.member.find(':') + 1);
    if (who.rfind("service-", 0) == 0) {
      const auto at = who.find('@');
      who = who.substr(at + 1, who.find('.', at) - at - 1);
    } else {
      who = who.substr(0, who.find('@'));
    }
    const std::string role = grant.role.substr(grant.role.find('/') + 1);
    std::string on = grant.resource.empty() ? grant.conditionTitle : grant.resource;
    std::string plain;
    for (const char c : on)
      if (static_cast<unsigned char>(c) >= 0x20) plain += c;
    return nameOf(who + "." + role + (plain.empty() ? "" : "." + plain));
  }

  Expression memberOf(const GoogleGrant& grant) const {
    for (const auto& identity : plan_.identities)
      if (grant.member == identityMember(identity.name)) return "\"serviceAccount:${" + email(identity.name) + "}\"";
    return valueOf(grant.member);
  }

  void grants() {
    const bool stores = std::any_of(plan_.grants.begin(), plan_.grants.end(), [](const GoogleGrant& grant) {
      return grant.member.find("gs-project-accounts") != std::string::npos;
    });
    if (stores)
      project_.locals.emplace_back("data", std::vector<std::string>{"google_storage_project_service_account", "this"});
    for (const auto& grant : plan_.grants) {
      const std::string target = nameOf(grant.resource);
      std::string type;
      std::vector<std::pair<std::string, Expression>> place;
      switch (grant.on) {
        case GrantOn::project:
          type = "google_project_iam_member";
          place = {{"project", project()}};
          break;
        case GrantOn::topic:
          type = "google_pubsub_topic_iam_member";
          place = {{"topic", "google_pubsub_topic." + target + ".name"}};
          break;
        case GrantOn::subscription:
          type = "google_pubsub_subscription_iam_member";
          place = {{"subscription", "google_pubsub_subscription." + target + ".name"}};
          break;
        case GrantOn::bucket:
          type = "google_storage_bucket_iam_member";
          for (const auto& bucket : plan_.buckets)
            if (bucket.name == grant.resource)
              place = {{"bucket", "google_storage_bucket." + nameOf(bucket.component) + ".name"}};
          break;
        case GrantOn::secret:
          type = "google_secret_manager_secret_iam_member";
          place = {{"secret_id", "google_secret_manager_secret." + target + ".id"}};
          break;
        case GrantOn::service:
          if (isContainer(grant.resource)) {
            type = "google_cloud_run_v2_service_iam_member";
            place = {{"location", region()}, {"name", "google_cloud_run_v2_service." + target + ".name"}};
          } else if (plan_.firstGeneration) {
            type = "google_cloudfunctions_function_iam_member";
            place = {{"region", region()}, {"cloud_function", "google_cloudfunctions_function." + target + ".name"}};
          } else {
            type = "google_cloud_run_v2_service_iam_member";
            place = {{"location", region()}, {"name", "google_cloudfunctions2_function." + target + ".name"}};
          }
          break;
      }
      Block& made = resource("permissions", type, grantName(grant));
      for (auto& [name, value] : place) made.set(name, value);
      made.set("role", text(grant.role)).set("member", memberOf(grant));
      if (!grant.condition.empty())
        made.block("condition").set("title", text(grant.conditionTitle)).set("expression", valueOf(grant.condition));
      std::vector<Expression> more;
      if (grant.member.find("gs-project-accounts") != std::string::npos)
        more.emplace_back("data.google_storage_project_service_account.this");
      after(made, std::move(more));
    }
  }

  void subscriptions() {
    for (const auto& subscription : plan_.subscriptions) {
      Block& made = resource("messaging", "google_pubsub_subscription", subscription.name);
      made.set("name", text(subscription.name)).set("topic", topicId(subscription.topic));
      made.set("ack_deadline_seconds", number(subscription.ackDeadlineS));
      made.set("message_retention_duration", text(fmt::format("{}s", subscription.retentionS)));
      if (subscription.ordered) made.set("enable_message_ordering", boolean(true));
      made.set("labels", labels(subscription.component));
      made.block("expiration_policy").set("ttl", text(""));
      if (!subscription.pushEndpoint.empty()) {
        Block& push = made.block("push_config");
        push.set("push_endpoint", valueOf(subscription.pushEndpoint));
        if (!subscription.identity.empty())
          push.block("oidc_token")
              .set("service_account_email", email(subscription.identity))
              .set("audience", valueOf(subscription.pushEndpoint));
      }
      if (!subscription.deadLetterTopic.empty())
        made.block("dead_letter_policy")
            .set("dead_letter_topic", topicId(subscription.deadLetterTopic))
            .set("max_delivery_attempts", number(std::int64_t{subscription.maxDeliveries}));
    }
  }

  void others() {
    for (const auto& told : plan_.notifications) {
      std::string bucket;
      for (const auto& candidate : plan_.buckets)
        if (candidate.name == told.bucket) bucket = candidate.component;
      Block& made =
          resource("stores", "google_storage_notification", bucket + "." + told.topic + "." + lower(told.eventType));
      made.set("bucket", "google_storage_bucket." + nameOf(bucket) + ".name").set("topic", topicId(told.topic));
      made.set("payload_format", text("JSON_API_V1")).set("event_types", terraform::texts({told.eventType}));
      for (const auto& grant : plan_.grants)
        if (grant.on == GrantOn::topic && grant.resource == told.topic &&
            grant.member.find("gs-project-accounts") != std::string::npos)
          after(made, {Expression("google_pubsub_topic_iam_member." + grantName(grant))});
    }
    for (const auto& trigger : plan_.triggers) {
      Block& made = resource("stores", "google_eventarc_trigger", trigger.name);
      made.set("name", text(trigger.name)).set("location", region());
      made.set("service_account", email(trigger.identity)).set("event_data_content_type", text("application/protobuf"));
      made.set("labels", labels(trigger.component));
      const auto matching = [&](const char* attribute, Expression value, bool pattern) {
        Block& criteria = made.block("matching_criteria");
        criteria.set("attribute", text(attribute)).set("value", std::move(value));
        if (pattern) criteria.set("operator", text("match-path-pattern"));
      };
      matching("type", text("google.cloud.firestore.document.v1.written"), false);
      matching("database", "google_firestore_database." + nameOf(trigger.database) + ".name", false);
      matching("document", text("items/{id}"), true);
      made.block("destination")
          .block("cloud_run_service")
          .set("service", "google_cloudfunctions2_function." + nameOf(trigger.service) + ".name")
          .set("region", region());
      after(made,
            {Expression("google_project_iam_member." + grantName({identityMember(trigger.identity),
                                                                  "roles/eventarc.eventReceiver", GrantOn::project, ""}))});
    }
    for (const auto& job : plan_.jobs) {
      Block& made = resource("schedules", "google_cloud_scheduler_job", job.name);
      made.set("name", text(job.name)).set("region", region());
      made.set("schedule", text(job.schedule)).set("time_zone", text(job.timeZone));
      const std::string body = "base64encode(" + text(job.body) + ")";
      if (!job.topic.empty()) {
        made.block("pubsub_target").set("topic_name", topicId(job.topic)).set("data", body);
      } else {
        made.set("attempt_deadline", text(fmt::format("{}s", job.deadlineS)));
        Block& target = made.block("http_target");
        target.set("uri", valueOf(job.url)).set("http_method", text("POST")).set("body", body);
        target.set("headers", object({{"content-type", text("application/json")}}));
        Block& token = target.block(job.oauth ? "oauth_token" : "oidc_token");
        token.set("service_account_email", email(job.identity));
        if (!job.oauth) token.set("audience", valueOf(job.url));
      }
      after(made);
    }
  }

  const GooglePlan& plan_;
  terraform::Project project_;
  std::map<std::string, std::string> values_;  // name of a mark → expression
};

}  // namespace

terraform::Project googleTerraform(const GooglePlan& plan) {
  auto project = Renderer(plan).rendered();
  addGoogleAlarms(plan, project);
  return project;
}

std::string goSums(const GoogleFunction& function) {
  if (function.runtime.rfind("go", 0) != 0) return {};
  return fmt::format("(cd {} && {{ test -f go.sum || go mod tidy; }})\n", function.source);
}

std::string packageScript(const GooglePlan& plan) {
  std::string text =
      "#!/usr/bin/env bash\n# Packs the code of each function for Terraform.\nset -euo pipefail\n"
      "cd \"$(dirname \"${BASH_SOURCE[0]}\")\"\nmkdir -p build\n";
  for (const auto& function : plan.functions) {
    text += goSums(function);
    text += fmt::format(
        "rm -f build/{0}.zip\n(cd {1} && zip -q -r -X ../../build/{0}.zip . -x 'node_modules/*' 'test/*' 'tests/*' "
        "'target/*' 'src/test/*')\n",
        function.name, function.source);
  }
  return text;
}

}  // namespace virga::model
