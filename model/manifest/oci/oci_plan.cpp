#include "model/manifest/oci/oci_plan.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/cron_lines.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/terraform_name.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// Oracle, "Long-running functions", 2025-10-07: the least time limit of a detached invocation.
constexpr std::int64_t kLeastDetachedSeconds = 5;
// The least capacity and storage: Oracle, "Autonomous Database Serverless", 2026.
constexpr int kLeastEcpus = 2, kLeastDatabaseGb = 20;
constexpr std::int64_t kLeastCacheGb = 2;  // Oracle, "OCI Cache": memory for each node

class Planner {
 public:
  Planner(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans, Problems& notes)
      : architecture_(architecture), catalog_(catalog), plans_(plans), notes_(notes), plan_(architecture) {}

  OciPlan made() {
    plan_.region = architecture_.target.region.empty() || architecture_.target.provider != catalog_.provider
                       ? catalog_.defaultRegion
                       : architecture_.target.region;
    for (const Component& component : architecture_.components)
      std::visit([&](const auto& kind) { add(component.id, kind); }, component.kind);
    addFunctions();
    return std::move(plan_);
  }

 private:
  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {}) {
    notes_.push_back({severity, id, "", 0, 0, path, message, hint});
  }

  template <class Kind>
  void add(const ComponentId&, const Kind&) {}

  void add(const ComponentId& id, const Client& client) {
    note(Severity::info, "client-not-exported", id,
         fmt::format("'{}' is a client: it calls the deployed system and isn't part of it", id));
    for (std::size_t i = 0; i < client.sends.size(); ++i)
      if (!findKind<HttpApi>(architecture_, client.sends[i].to.id))
        note(Severity::warning, "client-permission", fmt::format("{}.sends.{}.to", id, i),
             fmt::format("'{}' reaches '{}' directly; the stack gives nobody outside that permission", id,
                         client.sends[i].to.id),
             "write a policy for the client's own group");
  }

  void add(const ComponentId& id, const HttpApi& api) {
    OciApi result;
    result.id = id;
    if (api.throttle) {
      result.requestsPerSecond = std::max<std::int64_t>(1, std::llround(api.throttle->rate.perSecond));
      note(Severity::info, "no-burst", id + ".throttle.burst",
           fmt::format(
               "API Gateway limits '{}' to {} requests a second in all, and has no bucket of {} that fills up meanwhile", id,
               result.requestsPerSecond, api.throttle->burst));
    }
    if (api.cors) {
      result.origins = api.cors->origins;
      result.credentials = api.cors->credentials == Credentials::include;
    }
    if (api.auth) {
      result.auth = api.auth->with.id;
      if (std::find(plan_.auths.begin(), plan_.auths.end(), *result.auth) == plan_.auths.end())
        plan_.auths.push_back(*result.auth);
    }
    for (const Route& route : api.routes) {
      const auto space = route.route.find(' ');
      result.routes.push_back({ociPath(route.route.substr(space + 1)), {route.route.substr(0, space)}, route.to.id});
    }
    if (api.timeout)
      note(Severity::warning, "no-gateway-timeout", id + ".timeout",
           fmt::format("API Gateway waits for a function as long as it runs; {} isn't deployed", toText(*api.timeout)),
           "set the timeout of the functions instead");
    plan_.apis.push_back(std::move(result));
  }

  void add(const ComponentId& id, const Auth&) {
    note(Severity::warning, "issuer-to-fill-in", id,
         fmt::format("the identity domain of '{}' is made apart: the stack asks for its issuer, audience and keys", id),
         "make an application in an identity domain and give the stack what it says");
  }

  void add(const ComponentId& id, const Queue& queue) {
    if (holdsDeadLettersAlone(architecture_, plans_, id)) {
      note(
          Severity::info, "dead-letters-inside", id,
          fmt::format("'{}' isn't a queue of its own: Queue keeps the dead letters inside the queue that they come from, as "
                      "long as its other messages",
                      id));
      return;
    }
    plan_.queues.push_back(
        {id, ceilSeconds(queue.visibility), ceilSeconds(queue.retention), queue.deadLetter ? queue.maxReceives : 0});
    for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
      const Consumer& consumer = queue.consumers[i];
      plan_.connectors.push_back({id, consumer.to.id, false, consumer.batch, ceilSeconds(consumer.window)});
      const std::string path = fmt::format("{}.consumers.{}", id, i);
      if (consumer.maxConcurrency)
        note(Severity::warning, "no-consumer-limit", path + ".max-concurrency",
             fmt::format("a connector has no limit on what it hands over at once; the {} of '{}' aren't deployed",
                         *consumer.maxConcurrency, id),
             "leave it out to simulate what is deployed");
      if (consumer.failures == ReportedFailures::perMessage)
        note(Severity::warning, "failures-per-batch", path,
             fmt::format("a connector hands a failed batch of '{}' over again as a whole", id),
             "leave 'failures' out to simulate what is deployed");
    }
  }

  void add(const ComponentId& id, const Stream& stream) {
    plan_.streams.push_back({id, stream.shards, (ceilSeconds(stream.retention) + 3599) / 3600});
    if (stream.billing == Capacity::onDemand)
      note(Severity::warning, "no-on-demand", id + ".billing",
           fmt::format("a stream of OCI has a fixed number of partitions; '{}' gets {}", id, stream.shards),
           "write billing: provisioned to simulate what is deployed");
    for (const StreamConsumer& consumer : stream.consumers)
      plan_.connectors.push_back({id, consumer.to.id, true, consumer.batch, ceilSeconds(consumer.window)});
  }

  template <class Edges, class ShareOf>
  void addTopic(const ComponentId& id, const Edges& edges, const char* key, const ShareOf& shareOf) {
    OciTopic topic{id, {}};
    for (std::size_t i = 0; i < edges.size(); ++i) {
      topic.subscribers.push_back(edges[i].to.id);
      if (findKind<External>(architecture_, edges[i].to.id)) askFor(edges[i].to.id);
      if (const Share share = shareOf(edges[i]); share.value < 1)
        note(Severity::warning, "no-filter", fmt::format("{}.{}.{}", id, key, i),
             fmt::format("Notifications hands every message of '{}' to '{}', not {} as simulated", id, edges[i].to.id,
                         toText(share)),
             "make a topic of its own for these messages, or let the function drop the others");
    }
    plan_.topics.push_back(std::move(topic));
  }

  void add(const ComponentId& id, const Topic& topic) {
    addTopic(id, topic.subscriptions, "subscriptions", [](const Subscription& edge) { return edge.filter; });
  }

  void add(const ComponentId& id, const EventBus& bus) {
    note(Severity::warning, "topic-for-bus", id,
         fmt::format("Events carries what Oracle's services report and no events of applications: a topic of Notifications "
                     "stands in for '{}'",
                     id),
         "write a topic to simulate what is deployed");
    addTopic(id, bus.rules, "rules", [](const Rule& edge) { return edge.match; });
  }

  void add(const ComponentId& id, const Schedule& schedule) {
    const auto lines = cronLines(schedule);
    if (!lines) return;
    for (const ScheduleTarget& target : schedule.targets) {
      nlohmann::ordered_json body = nlohmann::ordered_json::object();
      for (const auto& key : keysFor(architecture_, plans_, target.to.id)) body[key] = id;
      for (const std::string& line : *lines)
        plan_.schedules.push_back({id, target.to.id, line, schedule.every ? "UTC" : schedule.timeZone, body.dump()});
    }
  }

  void add(const ComponentId& id, const ObjectStore& store) {
    plan_.buckets.push_back({id, !store.notifications.empty(), store.exposure == Exposure::open});
    for (std::size_t i = 0; i < store.notifications.size(); ++i) {
      const Notification& notification = store.notifications[i];
      OciBucketRule rule{id, notification.to.id, {}};
      if (notification.on == ObjectEvent::write)
        rule.eventTypes = {"com.oraclecloud.objectstorage.createobject", "com.oraclecloud.objectstorage.updateobject"};
      else
        rule.eventTypes = {"com.oraclecloud.objectstorage.deleteobject"};
      plan_.bucketRules.push_back(std::move(rule));
      if (notification.filter.value < 1)
        note(Severity::warning, "no-filter", fmt::format("{}.notifications.{}", id, i),
             fmt::format("the rule tells '{}' of all objects of '{}', not of {} as simulated", notification.to.id, id,
                         toText(notification.filter)),
             "narrow the condition of the rule by resourceName in stores.tf");
    }
  }

  void add(const ComponentId& id, const NosqlDb& table) {
    OciTable result;
    result.id = id;
    result.name = OciNames::identifier(plan_.names.full(id));
    result.keyColumn = OciNames::identifier(table.partitionKey);
    result.onDemand = table.billing == Capacity::onDemand;
    result.readUnits = table.readUnits.value_or(0);
    result.writeUnits = table.writeUnits.value_or(0);
    result.storageGb = static_cast<int>(std::max<std::int64_t>(1, ceilGibibytes(table.storage)));
    if (result.keyColumn != table.partitionKey)
      note(Severity::info, "column-name", id + ".partition-key",
           fmt::format("the key '{}' of '{}' is the column {}", table.partitionKey, id, result.keyColumn));
    plan_.tables.push_back(std::move(result));
  }

  void add(const ComponentId& id, const SqlDb& database) {
    plan_.databases.push_back({id, std::max(kLeastEcpus, static_cast<int>(std::ceil(database.capacity))),
                               static_cast<int>(std::max<std::int64_t>(kLeastDatabaseGb, ceilGibibytes(database.storage)))});
    if (database.pool)
      note(Severity::warning, "no-pool", id + ".pool",
           fmt::format("OCI has no proxy that pools connections to '{}'; each instance holds one of its own", id),
           "leave 'pool' out to simulate what is deployed");
  }

  void add(const ComponentId& id, const Cache& cache) {
    plan_.caches.push_back({id, std::max(kLeastCacheGb, ceilGibibytes(cache.storage))});
  }

  void add(const ComponentId& id, const SecretStore& store) {
    plan_.secrets.push_back(id);
    if (store.secrets > 1)
      note(Severity::info, "one-secret", id,
           fmt::format("'{}' holds {} secrets; the stack has one, which takes them as one JSON text", id, store.secrets));
  }

  void askFor(const ComponentId& external) {
    if (std::find(plan_.externals.begin(), plan_.externals.end(), external) == plan_.externals.end())
      plan_.externals.push_back(external);
  }

  void addFunctions() {
    bool x86 = false, arm = false;
    for (const FunctionPlan& plan : plans_) {
      const Function& function = *plan.function;
      (function.architecture == CpuArchitecture::arm64 ? arm : x86) = true;
      OciFunction result;
      result.plan = &plan;
      result.memoryMib = ceilMebibytes(function.memory);
      result.timeoutSeconds = ceilSeconds(function.timeout);
      const bool detached = std::any_of(plans_.begin(), plans_.end(), [&](const FunctionPlan& other) {
        return std::any_of(other.uses.begin(), other.uses.end(),
                           [&](const Use& use) { return use.target == plan.component->id && use.access == Access::start; });
      });
      if (detached) result.detachedSeconds = std::max(kLeastDetachedSeconds, result.timeoutSeconds);
      if (function.provisionedConcurrency) {
        const int units = catalog_.provisioned(function.memory, *function.provisionedConcurrency);
        result.provisionedConcurrency = units;
        if (units != *function.provisionedConcurrency)
          note(Severity::warning, "provisioned-units", plan.component->id + ".provisioned-concurrency",
               fmt::format("at {} provisioned concurrency comes in steps, so that {} become {}", toText(function.memory),
                           *function.provisionedConcurrency, units),
               fmt::format("write {}", units));
      }
      for (const Use& use : plan.uses) addUse(result, use);
      plan_.functions.push_back(std::move(result));
    }
    plan_.shape = x86 && arm ? "GENERIC_X86_ARM" : arm ? "GENERIC_ARM" : "GENERIC_X86";
    if (x86 && arm)
      note(Severity::warning, "one-shape", "components",
           "all functions of an application have one shape: it gets GENERIC_X86_ARM, and all images have to be built for "
           "both",
           "give all functions the same architecture");
  }

  void tell(OciFunction& function, const ComponentId& id, const std::string& suffix, const std::string& expression) {
    const std::string name = environmentName(id, suffix);
    for (const auto& [known, value] : function.config)
      if (known == name) return;
    function.config.emplace_back(name, expression);
  }

  static void grant(OciFunction& function, const ComponentId& target, const std::string& action,
                    const std::string& attribute, const std::string& value) {
    const OciGrant grant{target, action, attribute, value};
    if (std::find(function.grants.begin(), function.grants.end(), grant) == function.grants.end())
      function.grants.push_back(grant);
  }

  void addUse(OciFunction& function, const Use& use) {
    const ComponentId& id = use.target;
    const std::string name = terraformName(id);
    const auto attribute = [&](const std::string& type, const std::string& field) {
      return fmt::format("{}.{}.{}", type, name, field);
    };
    const auto inText = [](const std::string& expression) { return "${" + expression + "}"; };
    const ComponentKind& kind = architecture_.find(id)->kind;
    if (std::holds_alternative<Queue>(kind)) {
      tell(function, id, "QUEUE_ID", attribute("oci_queue_queue", "id"));
      tell(function, id, "QUEUE_ENDPOINT", attribute("oci_queue_queue", "messages_endpoint"));
      grant(function, id, "use queue-push", "target.queue.id", inText(attribute("oci_queue_queue", "id")));
    } else if (std::holds_alternative<Topic>(kind) || std::holds_alternative<EventBus>(kind)) {
      tell(function, id, std::holds_alternative<Topic>(kind) ? "TOPIC_ID" : "BUS_ID",
           attribute("oci_ons_notification_topic", "id"));
      grant(function, id, "{ONS_TOPIC_PUBLISH}", "target.topic.id", inText(attribute("oci_ons_notification_topic", "id")));
    } else if (std::holds_alternative<Stream>(kind)) {
      tell(function, id, "STREAM_ID", attribute("oci_streaming_stream", "id"));
      tell(function, id, "STREAM_ENDPOINT", attribute("oci_streaming_stream", "messages_endpoint"));
      grant(function, id, "{STREAM_PRODUCE}", "target.stream.id", inText(attribute("oci_streaming_stream", "id")));
    } else if (std::holds_alternative<Function>(kind)) {
      tell(function, id, "FUNCTION_ID", attribute("oci_functions_function", "id"));
      tell(function, id, "FUNCTION_ENDPOINT", attribute("oci_functions_function", "invoke_endpoint"));
      grant(function, id, "use fn-invocation", "target.function.id", inText(attribute("oci_functions_function", "id")));
    } else if (std::holds_alternative<NosqlDb>(kind)) {
      tell(function, id, "TABLE", attribute("oci_nosql_table", "name"));
      tell(function, id, "TABLE_COMPARTMENT", "var.compartment_ocid");
      const char* action = use.access == Access::write    ? "{NOSQL_ROWS_INSERT}"
                           : use.access == Access::remove ? "{NOSQL_ROWS_DELETE}"
                                                          : "{NOSQL_ROWS_READ}";
      grant(function, id, action, "target.nosql-table.name", inText(attribute("oci_nosql_table", "name")));
    } else if (std::holds_alternative<ObjectStore>(kind)) {
      tell(function, id, "BUCKET", attribute("oci_objectstorage_bucket", "name"));
      tell(function, id, "BUCKET_NAMESPACE", "var.object_storage_namespace");
      const char* action = use.access == Access::write    ? "{OBJECT_CREATE, OBJECT_OVERWRITE}"
                           : use.access == Access::query  ? "{OBJECT_INSPECT}"
                           : use.access == Access::remove ? "{OBJECT_DELETE}"
                                                          : "{OBJECT_READ}";
      grant(function, id, action, "target.bucket.name", inText(attribute("oci_objectstorage_bucket", "name")));
    } else if (std::holds_alternative<SqlDb>(kind)) {
      tell(function, id, "DATABASE_CONNECTION",
           fmt::format(
               "one([for profile in oci_database_autonomous_database.{}.connection_strings[0].profiles : profile.value if "
               "profile.consumer_group == \"TP\" && profile.tls_authentication == \"SERVER\"])",
               name));
      tell(function, id, "DATABASE_SECRET_ID", attribute("oci_vault_secret", "id"));
      grant(function, id, "read secret-bundles", "target.secret.id", inText(attribute("oci_vault_secret", "id")));
    } else if (std::holds_alternative<Cache>(kind)) {
      tell(function, id, "CACHE_HOST", attribute("oci_redis_redis_cluster", "primary_fqdn"));
    } else if (std::holds_alternative<SecretStore>(kind)) {
      tell(function, id, "SECRET_ID", attribute("oci_vault_secret", "id"));
      grant(function, id, "read secret-bundles", "target.secret.id", inText(attribute("oci_vault_secret", "id")));
    } else if (std::holds_alternative<External>(kind)) {
      askFor(id);
      if (std::find(plan_.secrets.begin(), plan_.secrets.end(), id) == plan_.secrets.end()) plan_.secrets.push_back(id);
      tell(function, id, "ENDPOINT", "var." + name + "_endpoint");
      tell(function, id, "SECRET_ID", attribute("oci_vault_secret", "id"));
      grant(function, id, "read secret-bundles", "target.secret.id", inText(attribute("oci_vault_secret", "id")));
    } else if (std::holds_alternative<HttpApi>(kind)) {
      tell(function, id, "API_URL", fmt::format("\"https://${{oci_apigateway_gateway.{}.hostname}}\"", name));
    }
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& plans_;
  Problems& notes_;
  OciPlan plan_;
};

}  // namespace

bool holdsDeadLettersAlone(const Architecture& architecture, const std::vector<FunctionPlan>& plans, const ComponentId& id) {
  const auto* own = findKind<Queue>(architecture, id);
  if (!own || !own->consumers.empty() || own->deadLetter) return false;
  const auto& all = architecture.components;
  const bool named = std::any_of(all.begin(), all.end(), [&](const Component& other) {
    const auto* queue = std::get_if<Queue>(&other.kind);
    return queue && queue->deadLetter && queue->deadLetter->id == id;
  });
  const bool sent = std::any_of(plans.begin(), plans.end(), [&](const FunctionPlan& plan) {
    return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) { return use.target == id; });
  });
  return named && !sent;
}

std::string ociPath(const std::string& path) {
  std::string result;
  for (std::size_t i = 0; i < path.size(); ++i)
    result += path[i] == '+' && i + 1 < path.size() && path[i + 1] == '}' ? '*' : path[i];
  return result;
}

OciPlan planOci(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                Problems& notes) {
  return Planner(architecture, catalog, plans, notes).made();
}

}  // namespace virga::model
