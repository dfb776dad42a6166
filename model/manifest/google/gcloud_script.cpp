#include "model/manifest/google/gcloud_script.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/google/google_terraform.h"
#include "model/manifest/google/google_text.h"

namespace virga::model {

namespace {

using Words = std::vector<std::string>;

std::string commandText(const Words& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + shellWord(word);
  return text;
}

Words joined(Words first, const Words& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

std::string inRegion() { return "--region=" + regionMark(); }
std::string inLocation() { return "--location=" + regionMark(); }

// "^~^A=1~B=2": gcloud's own way to part entries at '~' instead of ',' (gcloud topic escaping).
std::string dictionary(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string text = "^~^";
  for (const auto& [name, value] : entries) text += (text.size() == 3 ? "" : "~") + name + "=" + value;
  return text;
}

// A comment of one line.
std::string oneLine(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return text;
}

class Script {
 public:
  explicit Script(const GooglePlan& plan) : plan_(plan) {}

  std::string written() {
    head();
    services();
    for (const auto& identity : plan_.identities)
      create({"gcloud", "iam", "service-accounts", "describe", identityEmail(identity.name)},
             {"gcloud", "iam", "service-accounts", "create", identity.name, "--display-name=" + identity.component});
    secrets();
    topics();
    stores();
    caches();
    buses();
    gateways();
    workflows();
    functions();
    containers();
    grants();
    subscriptions();
    notifications();
    triggers();
    jobs();
    rules();
    tail();
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  void title(const std::string& text) { text_ += "\n# " + text + "\n"; }
  void run(const Words& words) { line(commandText(words)); }

  void create(const Words& describe, const Words& create) {
    line(fmt::format("exists {} ||\n  {}", commandText(describe), commandText(create)));
  }

  void createOrUpdate(const Words& describe, const Words& create, const Words& update) {
    line("if exists " + commandText(describe) + "; then");
    line("  " + commandText(update));
    line("else");
    line("  " + commandText(create));
    line("fi");
  }

  std::string labels(const ComponentId& id) const {
    return fmt::format("component={},project={}", labelValue(id), plan_.label);
  }

  void head() {
    line("#!/usr/bin/env bash");
    line("# Deploys " + (plan_.title.empty() ? std::string("the design") : oneLine(plan_.title)) + " to Google Cloud.");
    line("# PROJECT_ID=my-project ./deploy.sh");
    line("set -euo pipefail");
    line("cd \"$(dirname \"${BASH_SOURCE[0]}\")\"");
    line("");
    line(": \"${PROJECT_ID:?state the id of the Google Cloud project}\"");
    line("REGION=\"${REGION:-" + plan_.region + "}\"");
    line("LOG_RETENTION_DAYS=\"${LOG_RETENTION_DAYS:-30}\"");
    line("refuse() { printf '%s\\n' \"$1\" >&2; exit 2; }");
    line("[[ $PROJECT_ID =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || refuse 'PROJECT_ID: this is no id of a project'");
    line("[[ $REGION =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || refuse 'REGION: this is no region'");
    line("[[ $LOG_RETENTION_DAYS =~ ^[0-9]{1,4}$ ]] || refuse 'LOG_RETENTION_DAYS: this is no number of days'");
    for (const auto& setting : plan_.settings) {
      line(fmt::format(": \"${{{}:?state the {}}}\"", setting.name, setting.description));
      line(fmt::format("[[ ${} =~ ^https://[A-Za-z0-9./_~:%-]+$ ]] || refuse '{}: this is no HTTPS URL'", setting.name,
                       setting.name));
    }
    line("export CLOUDSDK_CORE_PROJECT=\"$PROJECT_ID\" CLOUDSDK_CORE_DISABLE_PROMPTS=1");
    line("");
    line("exists() { \"$@\" >/dev/null 2>&1; }");
    line("# A new service account isn't known everywhere at once.");
    line("grant() {");
    line("  local try");
    line("  for try in 1 2 3 4 5; do");
    line("    if \"$@\" --format=none; then return 0; fi");
    line("    sleep \"$((try * 3))\"");
    line("  done");
    line("  return 1");
    line("}");
    line("");
    line("PROJECT_NUMBER=\"$(gcloud projects describe \"$PROJECT_ID\" '--format=value(projectNumber)')\"");
  }

  void services() {
    title("Services");
    Words words = {"gcloud", "services", "enable"};
    words.insert(words.end(), plan_.apis.begin(), plan_.apis.end());
    run(words);
    line("gcloud logging buckets update _Default --location=global --retention-days=\"$LOG_RETENTION_DAYS\"");
    if (!plan_.identities.empty()) title("Identities");
    if (usesAgent("gcp-sa-pubsub"))
      run({"gcloud", "beta", "services", "identity", "create", "--service=pubsub.googleapis.com"});
    if (usesAgent("gs-project-accounts")) run({"gcloud", "storage", "service-agent"});
  }

  bool usesAgent(std::string_view name) const {
    return std::any_of(plan_.grants.begin(), plan_.grants.end(),
                       [&](const GoogleGrant& grant) { return grant.member.find(name) != std::string::npos; });
  }

  void secrets() {
    if (plan_.secrets.empty()) return;
    title("Secrets: their values are put in by hand");
    for (const auto& secret : plan_.secrets)
      create({"gcloud", "secrets", "describe", secret.name},
             {"gcloud", "secrets", "create", secret.name, "--replication-policy=automatic",
              "--labels=" + labels(secret.component)});
  }

  void topics() {
    if (plan_.topics.empty()) return;
    title("Topics");
    for (const auto& topic : plan_.topics)
      create({"gcloud", "pubsub", "topics", "describe", topic.name},
             {"gcloud", "pubsub", "topics", "create", topic.name, "--labels=" + labels(topic.component)});
  }

  void stores() {
    if (!plan_.buckets.empty()) title("Buckets");
    for (const auto& bucket : plan_.buckets) {
      const std::string url = "gs://" + bucket.name;
      const Words safe = {"--uniform-bucket-level-access",
                          bucket.open ? "--no-public-access-prevention" : "--public-access-prevention"};
      createOrUpdate(
          {"gcloud", "storage", "buckets", "describe", url},
          joined({"gcloud", "storage", "buckets", "create", url, inLocation()}, safe),
          joined({"gcloud", "storage", "buckets", "update", url, "--update-labels=" + labels(bucket.component)}, safe));
    }
    if (!plan_.databases.empty()) title("Firestore");
    for (const auto& database : plan_.databases)
      create({"gcloud", "firestore", "databases", "describe", "--database=" + database.name},
             {"gcloud", "firestore", "databases", "create", "--database=" + database.name, inLocation(),
              "--type=firestore-native", "--delete-protection"});
    if (!plan_.sqls.empty()) title("Cloud SQL");
    for (const auto& sql : plan_.sqls) {
      Words settings = {
          "--tier=" + sql.tier, "--edition=enterprise",
          fmt::format("--database-flags=cloudsql.iam_authentication=on,max_connections={}", sql.maxConnections),
          fmt::format("--storage-size={}GB", sql.storageGb)};
      if (sql.open) settings.emplace_back("--authorized-networks=0.0.0.0/0");
      const std::string ssl = sql.plain ? "ALLOW_UNENCRYPTED_AND_ENCRYPTED" : "ENCRYPTED_ONLY";
      createOrUpdate(
          {"gcloud", "sql", "instances", "describe", sql.name},
          joined({"gcloud", "sql", "instances", "create", sql.name, inRegion(), "--database-version=POSTGRES_16",
                  "--storage-type=SSD", "--availability-type=zonal", "--ssl-mode=" + ssl, "--deletion-protection"},
                 settings),
          joined({"gcloud", "sql", "instances", "patch", sql.name}, settings));
      create({"gcloud", "sql", "databases", "describe", "app", "--instance=" + sql.name},
             {"gcloud", "sql", "databases", "create", "app", "--instance=" + sql.name});
      for (const auto& user : sql.users)
        create({"gcloud", "sql", "users", "describe", user + "@" + projectMark() + ".iam", "--instance=" + sql.name},
               {"gcloud", "sql", "users", "create", user + "@" + projectMark() + ".iam", "--instance=" + sql.name,
                "--type=cloud_iam_service_account"});
    }
  }

  void caches() {
    if (plan_.connector) {
      title("Network: the default one");
      create({"gcloud", "compute", "networks", "vpc-access", "connectors", "describe", "virga", inRegion()},
             {"gcloud", "compute", "networks", "vpc-access", "connectors", "create", "virga", inRegion(),
              "--network=default", "--range=10.8.0.0/28", "--min-instances=2", "--max-instances=3"});
    }
    if (!plan_.caches.empty()) title("Memorystore for Redis");
    for (const auto& cache : plan_.caches) {
      const Words describe = {"gcloud", "redis", "instances", "describe", cache.name, inRegion()};
      const std::string size = fmt::format("--size={}", cache.sizeGb);
      createOrUpdate(describe,
                     {"gcloud", "redis", "instances", "create", cache.name, inRegion(), size, "--tier=basic",
                      "--redis-version=redis_7_2", "--network=default", "--enable-auth",
                      "--transit-encryption-mode=SERVER_AUTHENTICATION", "--labels=" + labels(cache.component)},
                     {"gcloud", "redis", "instances", "update", cache.name, inRegion(), size});
      const auto field = [&](const std::string& name) {
        return "\"$(" + commandText(joined(describe, {"--format=value(" + name + ")"})) + ")\"";
      };
      line(cache.hostValue + "=" + field("host"));
      line(cache.portValue + "=" + field("port"));
      // Through pipes, so that neither stands in a process list.
      const auto keep = [&](const std::string& secret, const std::string& source) {
        line("exists " + commandText({"gcloud", "secrets", "versions", "describe", "latest", "--secret=" + secret}) + " ||");
        line("  " + source + " | " + commandText({"gcloud", "secrets", "versions", "add", secret, "--data-file=-"}));
      };
      keep(cache.authSecret, commandText({"gcloud", "redis", "instances", "get-auth-string", cache.name, inRegion(),
                                          "--format=value(authString)"}) +
                                 " | tr -d '\\n'");
      keep(cache.authorityName, commandText(joined(describe, {"--format=value(serverCaCerts[0].cert)"})));
    }
  }

  void buses() {
    if (plan_.buses.empty()) return;
    title("Event buses (Eventarc Advanced)");
    for (const auto& bus : plan_.buses)
      create({"gcloud", "beta", "eventarc", "message-buses", "describe", bus.name, inLocation()},
             {"gcloud", "beta", "eventarc", "message-buses", "create", bus.name, inLocation(),
              "--labels=" + labels(bus.component)});
  }

  void gateways() {
    if (plan_.identityPlatform) {
      title("Identity Platform: gcloud has no command for it");
      line("curl --silent --show-error --output /dev/null --request POST \\");
      line(
          "  --header \"authorization: Bearer $(gcloud auth print-access-token)\" --header \"x-goog-user-project: "
          "$PROJECT_ID\" \\");
      line("  \"https://identitytoolkit.googleapis.com/v2/projects/$PROJECT_ID/identityPlatform:initializeAuth\"");
    }
    if (plan_.gateways.empty()) return;
    title("Gateways: a changed document is a new config");
    line("mkdir -p build");
    for (const auto& gateway : plan_.gateways) {
      const std::string file = "build/" + gateway.name + ".yaml";
      std::string edits = "-e \"s|\\${PROJECT_ID}|$PROJECT_ID|g\" -e \"s|\\${REGION}|$REGION|g\"";
      for (const auto& setting : plan_.settings)
        edits += fmt::format(" -e \"s|\\${{{}}}|${}|g\"", setting.name, setting.name);
      line("sed " + edits + " gateway/" + gateway.name + ".yaml > " + file);
      line("CONFIG=" + gateway.name + "-\"$(sha256sum " + file + " | cut -c1-12)\"");
      create({"gcloud", "api-gateway", "apis", "describe", gateway.name},
             {"gcloud", "api-gateway", "apis", "create", gateway.name, "--labels=" + labels(gateway.component)});
      create({"gcloud", "api-gateway", "api-configs", "describe", valueMark("CONFIG"), "--api=" + gateway.name},
             {"gcloud", "api-gateway", "api-configs", "create", valueMark("CONFIG"), "--api=" + gateway.name,
              "--openapi-spec=" + file, "--backend-auth-service-account=" + identityEmail(gateway.identity)});
      const Words settings = {gateway.name, inLocation(), "--api=" + gateway.name, "--api-config=" + valueMark("CONFIG")};
      createOrUpdate({"gcloud", "api-gateway", "gateways", "describe", gateway.name, inLocation()},
                     joined({"gcloud", "api-gateway", "gateways", "create"}, settings),
                     joined({"gcloud", "api-gateway", "gateways", "update"}, settings));
      line(gateway.hostValue + "=\"$(" +
           commandText({"gcloud", "api-gateway", "gateways", "describe", gateway.name, inLocation(),
                        "--format=value(defaultHostname)"}) +
           ")\"");
    }
  }

  void workflows() {
    if (plan_.workflows.empty()) return;
    title("Workflows");
    for (const auto& workflow : plan_.workflows) {
      Words words = {"gcloud",
                     "workflows",
                     "deploy",
                     workflow.name,
                     inLocation(),
                     "--source=workflows/" + workflow.name + ".yaml",
                     "--service-account=" + identityEmail(workflow.identity),
                     "--call-log-level=log-errors-only",
                     "--labels=" + labels(workflow.component)};
      if (!workflow.environment.empty()) words.push_back("--set-env-vars=" + dictionary(workflow.environment));
      run(words);
    }
  }

  // They are read at the start, so the identity must be allowed to before.
  void addSecrets(Words& words, const GoogleFunction& code) {
    if (code.secretEnvironment.empty()) return;
    std::string secrets;
    for (const auto& [name, secret] : code.secretEnvironment) {
      secrets += fmt::format("{}{}={}:latest", secrets.empty() ? "" : ",", name, secret);
      for (const auto& grant : plan_.grants)
        if (grant.on == GrantOn::secret && grant.resource == secret && grant.member == identityMember(code.identity))
          give(grant);
    }
    words.push_back("--set-secrets=" + secrets);
  }

  void functions() {
    if (plan_.functions.empty()) return;
    title("Functions");
    for (const auto& function : plan_.functions) {
      text_ += goSums(function);
      Words words = {"gcloud",
                     "functions",
                     "deploy",
                     function.name,
                     plan_.firstGeneration ? "--no-gen2" : "--gen2",
                     inRegion(),
                     "--runtime=" + function.runtime,
                     "--source=" + function.source,
                     "--entry-point=" + function.entryPoint,
                     "--trigger-http",
                     "--no-allow-unauthenticated",
                     fmt::format("--memory={}{}", function.memoryMib, plan_.firstGeneration ? "MB" : "Mi")};
      if (!plan_.firstGeneration) {
        words.push_back("--cpu=" + function.cpu);
        words.push_back(fmt::format("--concurrency={}", function.concurrency));
      }
      words.push_back(fmt::format("--timeout={}s", function.timeoutS));
      words.push_back(fmt::format("--min-instances={}", function.minInstances));
      words.push_back(fmt::format("--max-instances={}", function.maxInstances));
      words.push_back((plan_.firstGeneration ? "--service-account=" : "--run-service-account=") +
                      identityEmail(function.identity));
      if (plan_.firstGeneration) words.push_back("--security-level=secure-always");
      words.push_back("--update-labels=" + labels(function.component));
      words.push_back(function.environment.empty() ? "--clear-env-vars"
                                                   : "--set-env-vars=" + dictionary(function.environment));
      addSecrets(words, function);
      if (function.connector) {
        words.push_back("--vpc-connector=virga");
        words.push_back("--egress-settings=private-ranges-only");
      }
      run(words);
    }
  }

  void containers() {
    if (plan_.services.empty()) return;
    title("Container services, whose images Cloud Build makes of their Dockerfiles");
    for (const auto& service : plan_.services) {
      const GoogleFunction& code = service.code;
      Words words = {"gcloud", "run", "deploy", code.name, inRegion()};
      words.push_back("--source=" + code.source);
      words.push_back("--service-account=" + identityEmail(code.identity));
      words.push_back("--no-allow-unauthenticated");
      words.push_back("--ingress=all");
      words.push_back(fmt::format("--memory={}Mi", code.memoryMib));
      words.push_back("--cpu=" + code.cpu);
      words.push_back("--no-cpu-throttling");
      words.push_back(fmt::format("--concurrency={}", code.concurrency));
      words.push_back(fmt::format("--timeout={}s", code.timeoutS));
      words.push_back(fmt::format("--min-instances={}", code.minInstances));
      words.push_back(fmt::format("--max-instances={}", code.maxInstances));
      words.push_back("--labels=" + labels(code.component));
      words.push_back("--set-env-vars=" + dictionary(code.environment));
      addSecrets(words, code);
      if (code.connector) {
        words.push_back("--vpc-connector=virga");
        words.push_back("--vpc-egress=private-ranges-only");
      }
      run(words);
    }
  }

  bool isContainer(const std::string& name) const {
    return std::any_of(plan_.services.begin(), plan_.services.end(),
                       [&](const GoogleService& service) { return service.code.name == name; });
  }

  void give(const GoogleGrant& grant) {
    Words words;
    switch (grant.on) {
      case GrantOn::project: words = {"gcloud", "projects", "add-iam-policy-binding", projectMark()}; break;
      case GrantOn::topic: words = {"gcloud", "pubsub", "topics", "add-iam-policy-binding", grant.resource}; break;
      case GrantOn::subscription:
        words = {"gcloud", "pubsub", "subscriptions", "add-iam-policy-binding", grant.resource};
        break;
      case GrantOn::bucket:
        words = {"gcloud", "storage", "buckets", "add-iam-policy-binding", "gs://" + grant.resource};
        break;
      case GrantOn::secret: words = {"gcloud", "secrets", "add-iam-policy-binding", grant.resource}; break;
      case GrantOn::service:
        if (plan_.firstGeneration && !isContainer(grant.resource))
          words = {"gcloud", "functions", "add-iam-policy-binding", grant.resource, "--no-gen2", inRegion()};
        else
          words = {"gcloud", "run", "services", "add-iam-policy-binding", grant.resource, inRegion()};
        break;
    }
    words.push_back("--member=" + grant.member);
    words.push_back("--role=" + grant.role);
    if (grant.on == GrantOn::project)
      words.push_back(grant.condition.empty()
                          ? "--condition=None"
                          : fmt::format("--condition=^~^title={}~expression={}", grant.conditionTitle, grant.condition));
    line("grant " + commandText(words));
  }

  void grants() {
    if (plan_.grants.empty()) return;
    title("Permissions: what the design draws, and nothing else");
    for (const auto& grant : plan_.grants)
      if (grant.on != GrantOn::subscription) give(grant);
  }

  void subscriptions() {
    if (plan_.subscriptions.empty()) return;
    title("Subscriptions");
    for (const auto& subscription : plan_.subscriptions) {
      Words settings = {fmt::format("--ack-deadline={}", subscription.ackDeadlineS),
                        fmt::format("--message-retention-duration={}s", subscription.retentionS),
                        "--expiration-period=never"};
      if (!subscription.pushEndpoint.empty()) settings.push_back("--push-endpoint=" + subscription.pushEndpoint);
      if (!subscription.identity.empty()) {
        settings.push_back("--push-auth-service-account=" + identityEmail(subscription.identity));
        settings.push_back("--push-auth-token-audience=" + subscription.pushEndpoint);
      }
      if (!subscription.deadLetterTopic.empty()) {
        settings.push_back("--dead-letter-topic=" + subscription.deadLetterTopic);
        settings.push_back(fmt::format("--max-delivery-attempts={}", subscription.maxDeliveries));
      }
      Words creation = {"gcloud",
                        "pubsub",
                        "subscriptions",
                        "create",
                        subscription.name,
                        "--topic=" + subscription.topic,
                        "--labels=" + labels(subscription.component)};
      if (subscription.ordered) creation.emplace_back("--enable-message-ordering");
      createOrUpdate({"gcloud", "pubsub", "subscriptions", "describe", subscription.name}, joined(creation, settings),
                     joined({"gcloud", "pubsub", "subscriptions", "update", subscription.name}, settings));
    }
    for (const auto& grant : plan_.grants)
      if (grant.on == GrantOn::subscription) give(grant);
  }

  void notifications() {
    if (plan_.notifications.empty()) return;
    title("Notifications of buckets: all are made anew");
    for (const auto& bucket : plan_.buckets) {
      const bool tells = std::any_of(plan_.notifications.begin(), plan_.notifications.end(),
                                     [&](const GoogleNotification& told) { return told.bucket == bucket.name; });
      if (!tells) continue;
      line("exists " + commandText({"gcloud", "storage", "buckets", "notifications", "delete", "gs://" + bucket.name}) +
           " || true");
    }
    for (const auto& told : plan_.notifications)
      run({"gcloud", "storage", "buckets", "notifications", "create", "gs://" + told.bucket, "--topic=" + told.topic,
           "--event-types=" + told.eventType, "--payload-format=json", "--skip-topic-setup"});
  }

  void triggers() {
    if (plan_.triggers.empty()) return;
    title("Changes of Firestore");
    for (const auto& trigger : plan_.triggers)
      create(
          {"gcloud", "eventarc", "triggers", "describe", trigger.name, inLocation()},
          {"gcloud", "eventarc", "triggers", "create", trigger.name, inLocation(),
           "--destination-run-service=" + trigger.service, "--destination-run-region=" + regionMark(),
           "--event-filters=type=google.cloud.firestore.document.v1.written", "--event-filters=database=" + trigger.database,
           "--event-filters-path-pattern=document=items/{id}", "--event-data-content-type=application/protobuf",
           "--service-account=" + identityEmail(trigger.identity), "--labels=" + labels(trigger.component)});
  }

  void jobs() {
    if (plan_.jobs.empty()) return;
    title("Schedules");
    for (const auto& job : plan_.jobs) {
      Words settings = {job.name, inLocation(), "--schedule=" + job.schedule, "--time-zone=" + job.timeZone,
                        "--message-body=" + job.body};
      const std::string kind = job.topic.empty() ? "http" : "pubsub";
      if (!job.topic.empty()) {
        settings.push_back("--topic=" + job.topic);
      } else {
        settings.push_back("--uri=" + job.url);
        settings.emplace_back("--http-method=post");
        settings.push_back(fmt::format("--attempt-deadline={}s", job.deadlineS));
        if (job.oauth) {
          settings.push_back("--oauth-service-account-email=" + identityEmail(job.identity));
        } else {
          settings.push_back("--oidc-service-account-email=" + identityEmail(job.identity));
          settings.push_back("--oidc-token-audience=" + job.url);
        }
      }
      Words create = settings, update = settings;
      if (job.topic.empty()) {
        create.emplace_back("--headers=content-type=application/json");
        update.emplace_back("--update-headers=content-type=application/json");
      }
      createOrUpdate({"gcloud", "scheduler", "jobs", "describe", job.name, inLocation()},
                     joined({"gcloud", "scheduler", "jobs", "create", kind}, create),
                     joined({"gcloud", "scheduler", "jobs", "update", kind}, update));
    }
  }

  void rules() {
    if (plan_.rules.empty()) return;
    title("Rules of event buses");
    for (const auto& rule : plan_.rules) {
      std::string destination;
      if (!rule.topic.empty())
        destination = "pubsub_topic=" + rule.topic;
      else if (!rule.workflow.empty())
        destination = "workflow=" + rule.workflow;
      else
        destination = "http_endpoint_uri=" + rule.url;
      if (rule.token) destination += ",google_oidc_authentication_service_account=" + identityEmail(rule.identity);
      if (rule.token && !rule.url.empty()) destination += ",google_oidc_authentication_audience=" + rule.url;
      const Words pipeline = {rule.name, inLocation(), "--destinations=" + destination};
      createOrUpdate({"gcloud", "beta", "eventarc", "pipelines", "describe", rule.name, inLocation()},
                     joined({"gcloud", "beta", "eventarc", "pipelines", "create"}, pipeline),
                     joined({"gcloud", "beta", "eventarc", "pipelines", "update"}, pipeline));
      create({"gcloud", "beta", "eventarc", "enrollments", "describe", rule.name, inLocation()},
             {"gcloud", "beta", "eventarc", "enrollments", "create", rule.name, inLocation(), "--message-bus=" + rule.bus,
              "--destination-pipeline=" + rule.name, "--cel-match=" + rule.match});
    }
  }

  void tail() {
    line("");
    for (const auto& gateway : plan_.gateways)
      line("printf '%s\\n' \"" + gateway.component + ": https://${" + gateway.hostValue + "}\"");
    line("printf '%s\\n' 'Deployed.'");
  }

  const GooglePlan& plan_;
  std::string text_;
};

}  // namespace

std::string gcloudScript(const GooglePlan& plan) { return Script(plan).written(); }

}  // namespace virga::model
