#include "model/manifest/google/google_planner.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/api/input_schema.h"
#include "model/manifest/google/google_names.h"
#include "model/manifest/google/google_schedule.h"
#include "model/manifest/google/google_text.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

// Pub/Sub, "Subscription properties", 2026: acknowledgement deadline 10 s to 600 s, message retention 10 min to 31 days,
// delivery attempts 5 to 100.
constexpr std::int64_t kAckMin = 10, kAckMax = 600, kRetentionMin = 600, kRetentionMax = 31 * 86'400;
constexpr std::int64_t kAttemptsMin = 5, kAttemptsMax = 100;

std::int64_t wholeSeconds(Duration duration) { return (duration.nanoseconds + 999'999'999) / 1'000'000'000; }

std::string jsonOf(const std::vector<std::string>& keys, const std::string& value) {
  nlohmann::ordered_json body = nlohmann::ordered_json::object();
  for (const auto& key : keys) body[key] = value;
  return body.dump();
}

}  // namespace

std::string identityEmail(const std::string& name) { return name + "@" + projectMark() + ".iam.gserviceaccount.com"; }
std::string identityMember(const std::string& name) { return "serviceAccount:" + identityEmail(name); }

GooglePlanner::GooglePlanner(const Architecture& architecture, const Catalog& catalog,
                             const std::vector<FunctionPlan>& functions, const std::vector<FunctionPlan>& services,
                             Problems& problems)
    : architecture_(architecture), catalog_(catalog), functions_(functions), services_(services), problems_(problems) {
  for (const auto& settings : architecture.providers)
    if (settings.provider == catalog.provider) settings_ = settings;
}

void GooglePlanner::error(const std::string& id, const std::string& path, const std::string& message,
                          const std::string& hint) {
  problems_.push_back({Severity::error, id, "", 0, 0, path, message, hint});
}

void GooglePlanner::note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
                         const std::string& hint) {
  problems_.push_back({severity, id, "", 0, 0, path, message, hint});
}

std::int64_t GooglePlanner::clamped(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max,
                                    const std::string& unit, const std::string& taker) {
  const std::int64_t taken = std::clamp(value, min, max);
  if (taken != value)
    note(Severity::warning, "rounded", path,
         fmt::format("{} takes {}{} to {}{}; {}{} becomes {}{}", taker, min, unit, max, unit, value, unit, taken, unit),
         fmt::format("choose a value from {}{} to {}{} to simulate what is deployed", min, unit, max, unit));
  return taken;
}

std::int64_t GooglePlanner::seconds(const std::string& path, Duration value, std::int64_t min, std::int64_t max,
                                    const std::string& taker) {
  const std::int64_t whole = wholeSeconds(value);
  if (Duration{whole * 1'000'000'000} != value)
    note(Severity::warning, "rounded", path,
         fmt::format("{} takes whole seconds; {} becomes {} s", taker, toText(value), whole),
         "choose whole seconds to deploy what is simulated");
  return clamped(path, whole, min, max, " s", taker);
}

void GooglePlanner::noteFilter(const std::string& path, Share share, const ComponentId& from, const ComponentId& to) {
  if (share.value >= 1) return;
  note(Severity::warning, "filter-to-write", path,
       fmt::format("the design says that {} of what '{}' tells goes to '{}', not which; all of it goes there", toText(share),
                   from, to),
       "write the filter on attributes before the first deployment: Pub/Sub keeps a subscription's filter");
}

std::string GooglePlanner::identityOf(const ComponentId& id) {
  for (const auto& identity : plan_.identities)
    if (identity.component == id) return identity.name;
  std::string name = googleName(id, 6, 28);  // IAM: 6 to 30 characters
  for (int number = 2; !names_.insert(name).second; ++number) name = fmt::format("{}-{}", googleName(id, 6, 27), number);
  plan_.identities.push_back({id, name});
  return name;
}

void GooglePlanner::grant(GoogleGrant grant) {
  const auto place = std::lower_bound(plan_.grants.begin(), plan_.grants.end(), grant);
  if (place == plan_.grants.end() || *place != grant) plan_.grants.insert(place, std::move(grant));
}

void GooglePlanner::allowPublish(const std::string& member, const std::string& topic) {
  grant({member, "roles/pubsub.publisher", GrantOn::topic, topic});
}

std::string GooglePlanner::functionUrl(const ComponentId& id) const {
  // Cloud Run, "Deterministic URL", 2026.
  if (isService(id)) return "https://" + functionName(id) + "-" + numberMark() + "." + regionMark() + ".run.app";
  return "https://" + regionMark() + "-" + projectMark() + ".cloudfunctions.net/" + functionName(id);
}

bool GooglePlanner::isService(const ComponentId& id) const {
  return findKind<ContainerService>(architecture_, id) != nullptr;
}

std::string GooglePlanner::workflowPath(const ComponentId& id) const {
  return "projects/" + projectMark() + "/locations/" + regionMark() + "/workflows/" + workflowName(id);
}

std::string GooglePlanner::allowInvoke(const ComponentId& caller, const ComponentId& function) {
  const bool first = plan_.firstGeneration && !isService(function);
  const char* role = first ? "roles/cloudfunctions.invoker" : "roles/run.invoker";
  grant({identityMember(identityOf(caller)), role, GrantOn::service, functionName(function)});
  return functionUrl(function);
}

void GooglePlanner::allowStart(const ComponentId& caller) {
  grant({identityMember(identityOf(caller)), "roles/workflows.invoker", GrantOn::project, ""});
}

std::string GooglePlanner::pubsubAgent() const {
  return "serviceAccount:service-" + numberMark() + "@gcp-sa-pubsub.iam.gserviceaccount.com";
}

std::string GooglePlanner::topicOf(const ComponentId& id) const { return topicName(id); }

std::string GooglePlanner::endpointOf(const ComponentId& external) {
  const std::string name = environmentName(external, "ENDPOINT");
  const auto known = std::any_of(plan_.settings.begin(), plan_.settings.end(),
                                 [&](const GoogleSetting& setting) { return setting.name == name; });
  if (!known) plan_.settings.push_back({name, fmt::format("HTTPS URL of {}", external)});
  return valueMark(name);
}

std::string GooglePlanner::secretOf(const ComponentId& id) {
  for (const auto& secret : plan_.secrets)
    if (secret.component == id) return secret.name;
  plan_.secrets.push_back({id, id, false});
  note(Severity::info, "secret-value", id,
       fmt::format("the secret of '{}' has no value until one is put in after the deployment", id),
       fmt::format("gcloud secrets versions add {} --data-file=-", id));
  return id;
}

void GooglePlanner::addTopic(const ComponentId& component, const std::string& name) {
  for (const auto& topic : plan_.topics)
    if (topic.name == name) return;
  plan_.topics.push_back({component, name});
}

GoogleSubscription GooglePlanner::pushTo(const ComponentId& deliverer, const std::string& name, const std::string& topic,
                                         const ComponentId& function) {
  GoogleSubscription subscription;
  subscription.component = deliverer;
  subscription.name = name;
  subscription.topic = topic;
  subscription.pushEndpoint = allowInvoke(deliverer, function);
  subscription.identity = identityOf(deliverer);
  const auto* target = findKind<Function>(architecture_, function);
  subscription.ackDeadlineS =
      clamped(function + ".timeout", wholeSeconds(target->timeout), kAckMin, kAckMax, " s", "Pub/Sub's wait for an answer");
  subscription.retentionS = wholeSeconds(catalog_.duration("topic.delivery-max-age"));
  return subscription;
}

std::string GooglePlanner::startsOf(const ComponentId& function) {
  const std::string name = startTopic(function);
  for (const auto& topic : plan_.topics)
    if (topic.name == name) return name;
  addTopic(function, name);
  auto subscription = pushTo(function, name, name, function);
  subscription.retentionS = wholeSeconds(catalog_.duration("function.async-max-age"));
  plan_.subscriptions.push_back(subscription);
  note(Severity::info, "started-by-topic", function,
       fmt::format(
           "'{}' is started asynchronously: Google Cloud has no such invocation, so a Pub/Sub topic of its own stands "
           "in for it; what fails is logged and not tried again, as simulated",
           function));
  return name;
}

void GooglePlanner::deadLetter(GoogleSubscription& subscription, const ComponentId& queue, std::int64_t attempts,
                               const std::string& path) {
  subscription.deadLetterTopic = topicOf(queue);
  subscription.maxDeliveries =
      static_cast<int>(clamped(path, attempts, kAttemptsMin, kAttemptsMax, "", "Pub/Sub's count of deliveries"));
  allowPublish(pubsubAgent(), subscription.deadLetterTopic);
  grant({pubsubAgent(), "roles/pubsub.subscriber", GrantOn::subscription, subscription.name});
}

void GooglePlanner::feedQueue(const ComponentId& id, const std::string& topic, const std::string& name) {
  const auto& queue = *findKind<Queue>(architecture_, id);
  GoogleSubscription subscription;
  const auto* target = queue.consumers.empty() ? nullptr : findKind<Function>(architecture_, queue.consumers[0].to.id);
  if (target) subscription = pushTo(id, name, topic, queue.consumers[0].to.id);
  subscription.component = id;
  subscription.name = name;
  subscription.topic = topic;
  subscription.ackDeadlineS = std::clamp(wholeSeconds(queue.visibility), kAckMin, kAckMax);
  subscription.retentionS = std::clamp(wholeSeconds(queue.retention), kRetentionMin, kRetentionMax);
  if (queue.deadLetter && findKind<Queue>(architecture_, queue.deadLetter->id))
    deadLetter(subscription, queue.deadLetter->id, queue.maxReceives, id + ".max-receives");
  plan_.subscriptions.push_back(subscription);
}

void GooglePlanner::addQueue(const ComponentId& id, const Queue& queue) {
  addTopic(id, topicOf(id));
  seconds(id + ".visibility", queue.visibility, kAckMin, kAckMax, "Pub/Sub's acknowledgement deadline");
  seconds(id + ".retention", queue.retention, kRetentionMin, kRetentionMax, "Pub/Sub's retention");
  if (queue.deadLetter && !findKind<Queue>(architecture_, queue.deadLetter->id))
    error("not-expressible", id + ".dead-letter", fmt::format("'{}' isn't a queue", queue.deadLetter->id), "name a queue");
  if (queue.consumers.size() > 1)
    error("not-expressible", id + ".consumers", "Pub/Sub pushes the messages of a subscription to one function",
          "use a topic with a queue for each function, or one consumer");
  for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
    const Consumer& consumer = queue.consumers[i];
    const std::string path = fmt::format("{}.consumers.{}", id, i);
    if (!findKind<Function>(architecture_, consumer.to.id))
      error("not-expressible", path + ".to", fmt::format("'{}' isn't a function", consumer.to.id), "name a function");
    if (consumer.batch > 1)
      note(Severity::warning, "one-message", path + ".batch",
           fmt::format("Pub/Sub pushes one message at a time; the batch of {} isn't gathered", consumer.batch),
           "set 'batch' to 1 to simulate what is deployed");
    if (consumer.window.nanoseconds > 0 && consumer.batch <= 1)
      note(Severity::warning, "one-message", path + ".window", "Pub/Sub pushes at once, without a window", "leave it out");
  }
  feedQueue(id, topicOf(id), topicOf(id));
}

void GooglePlanner::addTopicOf(const ComponentId& id, const Topic& topic) {
  addTopic(id, topicOf(id));
  std::set<ComponentId> known;
  for (std::size_t i = 0; i < topic.subscriptions.size(); ++i) {
    const auto& subscription = topic.subscriptions[i];
    const ComponentId& to = subscription.to.id;
    const std::string path = fmt::format("{}.subscriptions.{}", id, i);
    if (!known.insert(to).second) {
      error("double-subscription", path, fmt::format("'{}' has subscribed twice", to), "leave one of them");
      continue;
    }
    noteFilter(path + ".filter", subscription.filter, id, to);
    const std::string name = pairName(id, to);
    if (findKind<Function>(architecture_, to)) {
      plan_.subscriptions.push_back(pushTo(id, name, topicOf(id), to));
    } else if (findKind<Queue>(architecture_, to)) {
      feedQueue(to, topicOf(id), name);
    } else if (findKind<External>(architecture_, to)) {
      GoogleSubscription pushed;
      pushed.component = id;
      pushed.name = name;
      pushed.topic = topicOf(id);
      pushed.pushEndpoint = endpointOf(to);
      pushed.ackDeadlineS = std::clamp(wholeSeconds(catalog_.duration("topic.delivery-timeout")), kAckMin, kAckMax);
      pushed.retentionS = wholeSeconds(catalog_.duration("topic.delivery-max-age"));
      plan_.subscriptions.push_back(pushed);
    } else {
      error("not-expressible", path + ".to", fmt::format("'{}' can't subscribe here", to),
            "subscribe a function, queue or external");
    }
  }
}

void GooglePlanner::addStream(const ComponentId& id, const Stream& stream) {
  addTopic(id, topicOf(id));
  note(Severity::info, "no-shards", id + ".shards",
       "Pub/Sub has no shards: it keeps the order of each key and delivers keys side by side");
  seconds(id + ".retention", stream.retention, kRetentionMin, kRetentionMax, "Pub/Sub's retention");
  for (std::size_t i = 0; i < stream.consumers.size(); ++i) {
    const auto& consumer = stream.consumers[i];
    const std::string path = fmt::format("{}.consumers.{}", id, i);
    if (!findKind<Function>(architecture_, consumer.to.id)) {
      error("not-expressible", path + ".to", fmt::format("'{}' isn't a function", consumer.to.id), "name a function");
      continue;
    }
    auto subscription = pushTo(id, pairName(id, consumer.to.id), topicOf(id), consumer.to.id);
    subscription.ordered = true;
    const Duration kept = consumer.maxAge && *consumer.maxAge < stream.retention ? *consumer.maxAge : stream.retention;
    subscription.retentionS = std::clamp(wholeSeconds(kept), kRetentionMin, kRetentionMax);
    if (consumer.maxAge)
      clamped(path + ".max-age", wholeSeconds(*consumer.maxAge), kRetentionMin, kRetentionMax, " s", "Pub/Sub's retention");
    if (consumer.onFailure && findKind<Queue>(architecture_, consumer.onFailure->id))
      deadLetter(subscription, consumer.onFailure->id, consumer.maxRetries.value_or(99) + 1LL, path + ".max-retries");
    else if (consumer.maxRetries)
      note(Severity::warning, "retries-unbounded", path + ".max-retries",
           "Pub/Sub gives up after a number of deliveries only where there is a queue for what failed",
           "name a queue in 'on-failure'");
    if (consumer.batch > 1)
      note(Severity::warning, "one-message", path + ".batch",
           fmt::format("Pub/Sub pushes one message at a time; the batch of {} isn't gathered", consumer.batch),
           "set 'batch' to 1 to simulate what is deployed");
    plan_.subscriptions.push_back(subscription);
  }
}

void GooglePlanner::addBus(const ComponentId& id, const EventBus& bus) {
  plan_.buses.push_back({id, busName(id)});
  for (std::size_t i = 0; i < bus.rules.size(); ++i) {
    const ComponentId& to = bus.rules[i].to.id;
    const std::string path = fmt::format("{}.rules.{}", id, i);
    GoogleRule rule;
    rule.component = id;
    rule.name = ruleName(id, to);
    rule.bus = busName(id);
    rule.match = "true";
    rule.identity = identityOf(id);
    if (findKind<Function>(architecture_, to)) {
      rule.url = allowInvoke(id, to);
    } else if (findKind<Queue>(architecture_, to) || findKind<Topic>(architecture_, to) ||
               findKind<Stream>(architecture_, to)) {
      rule.topic = topicOf(to);
      allowPublish(identityMember(rule.identity), rule.topic);
    } else if (findKind<Workflow>(architecture_, to)) {
      rule.workflow = workflowName(to);
      allowStart(id);
    } else if (findKind<External>(architecture_, to)) {
      rule.url = endpointOf(to);
      rule.token = false;
    } else {
      error("not-expressible", path + ".to", fmt::format("a rule can't lead to '{}' here", to),
            "name a function, queue, topic, stream, workflow or external");
      continue;
    }
    noteFilter(path + ".match", bus.rules[i].match, id, to);
    plan_.rules.push_back(rule);
  }
}

void GooglePlanner::addSchedule(const ComponentId& id, const Schedule& schedule) {
  const auto text = googleSchedule(schedule);
  if (!text)
    error("not-expressible", id + (schedule.every ? ".every" : ".cron"),
          fmt::format("{} isn't possible: {}", schedule.every ? toText(*schedule.every) : "'" + schedule.cron + "'",
                      text.error()),
          schedule.every ? "choose whole minutes of at most a day" : "make two schedules of it");
  for (std::size_t i = 0; i < schedule.targets.size(); ++i) {
    const ComponentId& to = schedule.targets[i].to.id;
    GoogleJob job;
    job.component = id;
    job.name = pairName(id, to);
    std::replace(job.name.begin(), job.name.end(), '.', '_');
    job.schedule = text.value_or("");
    job.timeZone = schedule.timeZone;
    job.body = jsonOf(keysFor(architecture_, functions_, to), id);
    if (const auto* function = findKind<Function>(architecture_, to)) {
      job.url = allowInvoke(id, to);
      job.identity = identityOf(id);
      job.deadlineS = std::clamp<std::int64_t>(wholeSeconds(function->timeout), 15, 1800);
    } else if (findKind<Queue>(architecture_, to) || findKind<Topic>(architecture_, to) ||
               findKind<Stream>(architecture_, to)) {
      job.topic = topicOf(to);
    } else if (findKind<Workflow>(architecture_, to)) {
      job.url = "https://workflowexecutions.googleapis.com/v1/" + workflowPath(to) + "/executions";
      job.identity = identityOf(id);
      job.oauth = true;
      nlohmann::ordered_json body;
      body["argument"] = job.body;
      job.body = body.dump();
      allowStart(id);
    } else {
      error("not-expressible", fmt::format("{}.targets.{}.to", id, i),
            fmt::format("Cloud Scheduler can't reach '{}' by itself", to), "put a function in between");
      continue;
    }
    plan_.jobs.push_back(job);
  }
}

void GooglePlanner::addStore(const ComponentId& id, const ObjectStore& store) {
  const bool open = store.exposure == Exposure::open;
  plan_.buckets.push_back({id, bucketName(id), open});
  // Reads objects, and doesn't list them. (IAM roles for Cloud Storage, 2026.)
  if (open) grant({"allUsers", "roles/storage.legacyObjectReader", GrantOn::bucket, bucketName(id)});
  for (std::size_t i = 0; i < store.notifications.size(); ++i) {
    const auto& notification = store.notifications[i];
    const ComponentId& to = notification.to.id;
    const std::string path = fmt::format("{}.notifications.{}", id, i);
    std::string topic;
    if (findKind<Function>(architecture_, to)) {
      topic = pairName(id, to);
      const bool known = std::any_of(plan_.topics.begin(), plan_.topics.end(),
                                     [&](const GoogleTopic& candidate) { return candidate.name == topic; });
      addTopic(id, topic);
      if (!known) plan_.subscriptions.push_back(pushTo(id, topic, topic, to));
    } else if (findKind<Queue>(architecture_, to) || findKind<Topic>(architecture_, to)) {
      topic = topicOf(to);
    } else {
      error("not-expressible", path + ".to", fmt::format("Cloud Storage can't tell '{}' by itself", to),
            "tell a function, queue or topic");
      continue;
    }
    allowPublish("serviceAccount:service-" + numberMark() + "@gs-project-accounts.iam.gserviceaccount.com", topic);
    plan_.notifications.push_back(
        {bucketName(id), topic, notification.on == ObjectEvent::write ? "OBJECT_FINALIZE" : "OBJECT_DELETE"});
    noteFilter(path + ".filter", notification.filter, id, to);
  }
}

void GooglePlanner::addTable(const ComponentId& id, const NosqlDb& table) {
  plan_.databases.push_back({id, databaseName(id)});
  if (table.billing == Capacity::provisioned)
    note(Severity::warning, "no-provisioned-units", id + ".billing", "Firestore has no provisioned reads and writes",
         "set 'billing' to on-demand to simulate what is deployed");
  for (std::size_t i = 0; i < table.changes.size(); ++i) {
    const auto& consumer = table.changes[i];
    const std::string path = fmt::format("{}.changes.{}", id, i);
    if (!findKind<Function>(architecture_, consumer.to.id)) {
      error("not-expressible", path + ".to", fmt::format("'{}' isn't a function", consumer.to.id), "name a function");
      continue;
    }
    if (plan_.firstGeneration)
      error("not-expressible", path,
            "a function of the 1st generation with an HTTP trigger gets no changes of Firestore from Eventarc",
            "set providers.gcp.plan to cloud-run-functions");
    allowInvoke(id, consumer.to.id);
    grant({identityMember(identityOf(id)), "roles/eventarc.eventReceiver", GrantOn::project, ""});
    plan_.triggers.push_back(
        {id, triggerName(id, consumer.to.id), databaseName(id), functionName(consumer.to.id), identityOf(id)});
    if (consumer.batch > 1 || consumer.maxRetries || consumer.maxAge || consumer.onFailure)
      note(Severity::warning, "one-change", path,
           "Eventarc delivers one change at a time and tries for 24 h: batch, retries, age and on-failure aren't deployed",
           "leave them out to simulate what is deployed");
  }
}

void GooglePlanner::addSql(const ComponentId& id, const SqlDb& database) {
  GoogleSql sql;
  sql.component = id;
  sql.name = googleName(id, 1, 80);
  auto vcpus = static_cast<std::int64_t>(std::ceil(std::max(1.0, database.capacity)));
  if (vcpus > 1 && vcpus % 2 != 0) ++vcpus;  // Cloud SQL, custom machine types: 1 or an even number
  sql.tier = fmt::format("db-custom-{}-{}", vcpus, vcpus * 4096);
  sql.open = database.exposure == Exposure::open;
  sql.plain = database.transport == Transport::plain;
  sql.maxConnections = database.connectionLimit;
  sql.storageGb = std::max<std::int64_t>(10, (database.storage.bytes + 999'999'999) / 1'000'000'000);
  if (database.pool)
    note(Severity::warning, "no-pool", id + ".pool", "the deployment has no proxy between functions and Cloud SQL",
         "leave 'pool' out to simulate what is deployed, or run PgBouncer");
  plan_.sqls.push_back(sql);
}

void GooglePlanner::addCache(const ComponentId& id, const Cache& cache) {
  GoogleCache redis;
  redis.component = id;
  redis.name = googleName(id, 1, 40);
  redis.sizeGb = clamped(id + ".storage", (cache.storage.bytes + 1'073'741'823) / 1'073'741'824, 1, 300, " GiB",
                         "Memorystore for Redis");
  redis.hostValue = environmentName(id, "CACHE_HOST");
  redis.portValue = environmentName(id, "CACHE_PORT");
  redis.authSecret = id + "-redis-auth";
  redis.authorityName = id + "-redis-ca";
  plan_.secrets.push_back({id + "-redis-auth", redis.authSecret, true});
  plan_.secrets.push_back({id + "-redis-ca", redis.authorityName, true});
  plan_.caches.push_back(redis);
  if (cache.origin && !findKind<NosqlDb>(architecture_, cache.origin->id) &&
      !findKind<ObjectStore>(architecture_, cache.origin->id) && !findKind<External>(architecture_, cache.origin->id))
    error("not-expressible", id + ".origin", fmt::format("a cache can't be filled from '{}'", cache.origin->id),
          "name a nosql-db, object-store or external");
}

void GooglePlanner::grantTable(const ComponentId& caller, const ComponentId& table, bool writes) {
  grant({identityMember(identityOf(caller)), writes ? "roles/datastore.user" : "roles/datastore.viewer", GrantOn::project,
         "", fmt::format("resource.name == \"projects/{}/databases/{}\"", projectMark(), databaseName(table)),
         "database " + databaseName(table)});
}

void GooglePlanner::grantBucket(const ComponentId& caller, const ComponentId& bucket, bool writes) {
  grant({identityMember(identityOf(caller)), writes ? "roles/storage.objectUser" : "roles/storage.objectViewer",
         GrantOn::bucket, bucketName(bucket)});
}

void GooglePlanner::addWorkflow(const ComponentId& id, const Workflow& workflow) {
  GoogleWorkflow made;
  made.component = id;
  made.name = workflowName(id);
  made.identity = identityOf(id);
  made.definition = workflowDefinition(architecture_, id, workflow, problems_);
  for (const Use& use : workflowUses(architecture_, workflow)) {
    const std::string member = identityMember(made.identity);
    const bool writes = use.access == Access::write || use.access == Access::remove;
    switch (use.access) {
      case Access::invoke: allowInvoke(id, use.target); break;
      case Access::start:
        if (findKind<Workflow>(architecture_, use.target))
          allowStart(id);
        else
          allowPublish(member, startsOf(use.target));
        break;
      case Access::send:
        if (findKind<EventBus>(architecture_, use.target))
          grant({member, "roles/eventarc.messageBusUser", GrantOn::project, ""});
        else
          allowPublish(member, topicOf(use.target));
        break;
      case Access::request:
        made.environment.emplace_back(environmentName(use.target, "ENDPOINT"), endpointOf(use.target));
        grant({member, "roles/secretmanager.secretAccessor", GrantOn::secret, secretOf(use.target)});
        break;
      default:
        if (findKind<NosqlDb>(architecture_, use.target))
          grantTable(id, use.target, writes);
        else
          grantBucket(id, use.target, writes);
    }
  }
  plan_.workflows.push_back(std::move(made));
}

void GooglePlanner::addGateway(const ComponentId& id, const HttpApi& api) {
  std::map<ComponentId, std::string> addresses;
  for (std::size_t i = 0; i < api.routes.size(); ++i) {
    const ComponentId& to = api.routes[i].to.id;
    const std::string path = fmt::format("{}.routes.{}", id, i);
    if (api.routes[i].split)
      error("not-covered", path + ".split", "API Gateway doesn't split a route", "take the split out");
    if (findKind<Function>(architecture_, to) || isService(to))
      addresses[to] = allowInvoke(id, to);
    else if (findKind<External>(architecture_, to))
      addresses[to] = endpointOf(to);
    else
      error("not-covered", path + ".to", fmt::format("this format doesn't cover a route to '{}'", to),
            "name a function, container-service or external");
  }
  if (api.routes.empty()) error("no-routes", id + ".routes", "the API has no routes", "add a route to a function");
  if (api.auth && !findKind<Auth>(architecture_, api.auth->with.id))
    error("not-expressible", id + ".auth.with", fmt::format("'{}' isn't an auth component", api.auth->with.id),
          "name a component of the kind 'auth'");
  if (api.throttle)
    note(Severity::warning, "quota-by-key", id + ".throttle",
         fmt::format("API Gateway counts calls per minute and API key: {:g}/s becomes {} a minute for each key, callers "
                     "must send one, and the burst of {} can't be said",
                     api.throttle->rate.perSecond, std::llround(api.throttle->rate.perSecond * 60), api.throttle->burst),
         "leave 'throttle' out to let callers come without a key");
  GoogleGateway gateway;
  gateway.component = id;
  gateway.name = googleName(id, 2, 49);
  gateway.identity = identityOf(id);
  gateway.hostValue = environmentName(id, "GATEWAY_HOST");
  gateway.document = gatewayDocument(architecture_, catalog_, *architecture_.find(id), api, addresses, problems_);
  plan_.gateways.push_back(std::move(gateway));
}

void GooglePlanner::addInstances(const FunctionPlan& plan, GoogleFunction& function) {
  const ComponentId& id = plan.component->id;
  const Function& drawn = *plan.function;
  const ByteSize memory = catalog_.instanceMemory(drawn.memory);
  function.memoryMib = memory.bytes / 1'048'576;
  if (memory != drawn.memory)
    note(Severity::warning, "rounded", id + ".memory",
         fmt::format("{} isn't a size of instance; {} is simulated and deployed", toText(drawn.memory), toText(memory)),
         fmt::format("set it to {}", toText(memory)));
  if (drawn.memory > memory || drawn.memory < catalog_.size("function.memory-min"))
    error("out-of-range", id + ".memory", fmt::format("{} isn't possible on {}", toText(drawn.memory), catalog_.name),
          fmt::format("choose a value from {} to {}", toText(catalog_.size("function.memory-min")),
                      toText(catalog_.size("function.memory-max"))));
  const double vcpus = catalog_.vcpus(memory);
  if (!plan_.firstGeneration) function.cpu = fmt::format("{:g}", vcpus);
  const auto most = wholeSeconds(catalog_.duration("function.timeout-max"));
  function.timeoutS = wholeSeconds(drawn.timeout);
  if (function.timeoutS < 1 || function.timeoutS > most)
    error("out-of-range", id + ".timeout",
          fmt::format("{} isn't possible: {} takes 1 s to {} s", toText(drawn.timeout), catalog_.name, most),
          fmt::format("choose a value from 1 s to {} s", most));
  else if (Duration{function.timeoutS * 1'000'000'000} != drawn.timeout)
    note(Severity::warning, "rounded", id + ".timeout",
         fmt::format("{} takes whole seconds; {} becomes {} s", catalog_.name, toText(drawn.timeout), function.timeoutS),
         "choose whole seconds to deploy what is simulated");

  function.concurrency = drawn.instanceConcurrency       ? *drawn.instanceConcurrency
                         : settings_.instanceConcurrency ? *settings_.instanceConcurrency
                                                         : static_cast<int>(catalog_.instanceConcurrency(memory));
  if (function.concurrency > 1 && (plan_.firstGeneration || vcpus < 1))
    error("not-expressible", id + ".instance-concurrency",
          plan_.firstGeneration ? "an instance of the 1st generation takes one request at a time"
                                : "an instance with less than one vCPU takes one request at a time",
          plan_.firstGeneration ? "leave it out, or set providers.gcp.plan to cloud-run-functions"
                                : "set 'memory' to 2 GiB or more, or leave 'instance-concurrency' out");
  if (function.concurrency < 1 || function.concurrency > 1000)
    error("out-of-range", id + ".instance-concurrency", "an instance takes 1 to 1,000 requests at once",
          "choose a value from 1 to 1000");

  int max = settings_.maxInstances ? *settings_.maxInstances
                                   : static_cast<int>(catalog_.optionalNumber("function.max-instances").value_or(100));
  const auto atMost = [&](int invocations) {
    max = std::min(max, std::max(1, (invocations + function.concurrency - 1) / std::max(1, function.concurrency)));
  };
  if (drawn.reservedConcurrency) {
    if (*drawn.reservedConcurrency == 0)
      error("not-expressible", id + ".reserved-concurrency", "a function of Google Cloud can't be switched off by its limit",
            "leave the function out, or set 1 or more");
    atMost(*drawn.reservedConcurrency);
    note(Severity::info, "limit-not-reserve", id + ".reserved-concurrency",
         fmt::format("it becomes at most {} instances; nothing is reserved on Google Cloud", max));
  }
  const bool onlyQueue = plan.consumers.size() == 1 && plan.routes.empty() && plan.streams.empty() && plan.topics.empty() &&
                         plan.buses.empty() && plan.stores.empty() && plan.schedules.empty() && !plan.invoked;
  for (const ConsumerUse& use : plan.consumers) {
    if (!use.consumer.maxConcurrency) continue;
    if (onlyQueue)
      atMost(*use.consumer.maxConcurrency);
    else
      note(Severity::warning, "no-max-concurrency", use.queue + ".consumers",
           fmt::format("Pub/Sub has no limit on the deliveries at once to '{}', which others call too", id),
           "set 'reserved-concurrency' of the function");
  }
  const int ready =
      std::max(drawn.provisionedConcurrency.value_or(0),
               settings_.alwaysReady ? *settings_.alwaysReady : static_cast<int>(catalog_.number("function.always-ready")));
  function.minInstances = ready == 0 ? 0 : catalog_.provisioned(memory, ready);
  function.maxInstances = max;
  if (function.minInstances > function.maxInstances)
    error("out-of-range", id + ".provisioned-concurrency",
          fmt::format("{} instances that stay don't fit into at most {}", function.minInstances, function.maxInstances),
          "lower it, or raise 'reserved-concurrency' or providers.gcp.max-instances");
}

void GooglePlanner::addUse(const FunctionPlan& plan, const Use& use, GoogleFunction& function) {
  const ComponentId& id = plan.component->id;
  const ComponentId& to = use.target;
  const ComponentKind& kind = architecture_.find(to)->kind;
  const std::string member = identityMember(function.identity);
  const bool writes = use.access == Access::write || use.access == Access::remove;
  const auto tell = [&](const char* suffix, const std::string& value) {
    const auto entry = std::make_pair(environmentName(to, suffix), value);
    auto& known = function.environment;
    if (std::find(known.begin(), known.end(), entry) == known.end()) known.push_back(entry);
  };
  const auto accessor = [&](const std::string& secret) {
    grant({member, "roles/secretmanager.secretAccessor", GrantOn::secret, secret});
  };
  const auto secretPath = [&](const std::string& secret) {
    return "projects/" + projectMark() + "/secrets/" + secret + "/versions/latest";
  };
  if (std::holds_alternative<NosqlDb>(kind)) {
    tell("DATABASE", databaseName(to));
    grantTable(id, to, writes);
  } else if (std::holds_alternative<ObjectStore>(kind)) {
    tell("BUCKET", bucketName(to));
    grantBucket(id, to, writes);
  } else if (std::holds_alternative<Queue>(kind) || std::holds_alternative<Topic>(kind) ||
             std::holds_alternative<Stream>(kind)) {
    tell("TOPIC", topicOf(to));
    allowPublish(member, topicOf(to));
  } else if (std::holds_alternative<EventBus>(kind)) {
    tell("BUS", "projects/" + projectMark() + "/locations/" + regionMark() + "/messageBuses/" + busName(to));
    grant({member, "roles/eventarc.messageBusUser", GrantOn::project, ""});
  } else if (std::holds_alternative<Workflow>(kind)) {
    if (use.access == Access::invoke)
      error("not-expressible", id + ".steps", fmt::format("starting '{}' gives no answer on Google Cloud", to),
            "use 'send' instead of 'call'");
    tell("WORKFLOW", workflowPath(to));
    allowStart(id);
  } else if (std::holds_alternative<Function>(kind)) {
    if (use.access == Access::start) {
      tell("START_TOPIC", startsOf(to));
      allowPublish(member, startsOf(to));
    } else {
      tell("FUNCTION_URL", allowInvoke(id, to));
    }
  } else if (std::holds_alternative<ContainerService>(kind)) {
    tell("SERVICE_URL", allowInvoke(id, to));
  } else if (std::holds_alternative<External>(kind)) {
    tell("ENDPOINT", endpointOf(to));
    tell("SECRET", secretPath(secretOf(to)));
    accessor(secretOf(to));
  } else if (const auto* store = std::get_if<SecretStore>(&kind)) {
    tell("SECRET", secretPath(secretOf(to)));
    accessor(secretOf(to));
    (void)store;
  } else if (std::holds_alternative<HttpApi>(kind)) {
    for (const auto& gateway : plan_.gateways)
      if (gateway.component == to) tell("API_URL", "https://" + valueMark(gateway.hostValue));
    if (const auto& api = std::get<HttpApi>(kind); api.auth || api.throttle)
      note(
          Severity::warning, "token-missing", id,
          fmt::format("'{}' calls '{}', which wants a user's token or a key; the handler has none and will get 401", id, to),
          "call the function behind the API instead");
  } else if (std::holds_alternative<Cache>(kind)) {
    for (const auto& cache : plan_.caches) {
      if (cache.component != to) continue;
      tell("CACHE_HOST", valueMark(cache.hostValue));
      tell("CACHE_PORT", valueMark(cache.portValue));
      for (const auto& [suffix, secret] : {std::pair{"CACHE_AUTH", cache.authSecret}, {"CACHE_CA", cache.authorityName}}) {
        const auto entry = std::make_pair(environmentName(to, suffix), secret);
        auto& known = function.secretEnvironment;
        if (std::find(known.begin(), known.end(), entry) == known.end()) known.push_back(entry);
        accessor(secret);
      }
    }
    function.connector = true;
  } else if (std::holds_alternative<SqlDb>(kind)) {
    for (auto& sql : plan_.sqls) {
      if (sql.component != to) continue;
      tell("DATABASE_INSTANCE", projectMark() + ":" + regionMark() + ":" + sql.name);
      tell("DATABASE_USER", function.identity + "@" + projectMark() + ".iam");
      if (std::find(sql.users.begin(), sql.users.end(), function.identity) == sql.users.end())
        sql.users.push_back(function.identity);
      const std::string condition = fmt::format(
          "resource.name == \"projects/{}/instances/{}\" && resource.type == \"sqladmin.googleapis.com/Instance\"",
          projectMark(), sql.name);
      for (const char* role : {"roles/cloudsql.client", "roles/cloudsql.instanceUser"})
        grant({member, role, GrantOn::project, "", condition, "instance " + sql.name});
    }
  }
}

void GooglePlanner::addFunction(const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  const Function& drawn = *plan.function;
  GoogleFunction function;
  function.component = id;
  function.name = functionName(id);
  function.identity = identityOf(id);
  function.runtime = drawn.runtime;
  for (const auto& runtime : catalog_.runtimes)
    if (runtime.id == drawn.runtime && !runtime.name.empty()) function.runtime = runtime.name;
  function.source = "src/" + id;
  function.entryPoint = drawn.runtime.rfind("java", 0) == 0 ? kGoogleJavaEntry : "handle";
  function.tests = testCommand(drawn.runtime);
  if (drawn.runtime.empty())
    error("no-runtime", id + ".runtime", "the function has no runtime", "set 'runtime', for example nodejs22");
  if (drawn.packaging == Packaging::image)
    error("not-expressible", id + ".packaging", "this format deploys the handlers from source", "leave 'packaging' out");
  if (const auto* lacking = catalog_.lacks("function.arm64"); lacking && drawn.architecture == CpuArchitecture::arm64)
    note(Severity::warning, "no-arm64", id + ".architecture", lacking->what + " It is deployed on x86_64.",
         "set 'architecture' to x86_64 to simulate what is deployed");
  if (const auto* lacking = catalog_.lacks("function.snapshot"); lacking && drawn.start == InstanceStart::snapshot)
    note(Severity::warning, "no-snapshot", id + ".start", lacking->what, lacking->nearest);
  function.connector = drawn.network == Network::vpc;
  addInstances(plan, function);
  function.environment.emplace_back("GOOGLE_CLOUD_PROJECT", projectMark());
  for (const Use& use : plan.uses) addUse(plan, use, function);
  std::set<std::string> origins;
  for (const RouteUse& route : plan.routes)
    if (const auto* api = findKind<HttpApi>(architecture_, route.api); api && api->cors)
      origins.insert(api->cors->origins.begin(), api->cors->origins.end());
  if (!origins.empty()) function.environment.emplace_back("CORS_ORIGINS", fmt::format("{}", fmt::join(origins, " ")));
  if (function.connector) plan_.connector = true;
  plan_.functions.push_back(std::move(function));
}

void GooglePlanner::checkComponent(const Component& component) {
  const ComponentId& id = component.id;
  if (std::holds_alternative<WebsocketApi>(component.kind)) {
    const auto* lacking = catalog_.lacks("trigger.websocket-api");
    error("not-expressible", id, lacking ? lacking->what : std::string("Google Cloud has no gateway for WebSockets"),
          lacking ? "nearest: " + lacking->nearest : std::string("use an http-api"));
  }
  if (const auto* workflow = std::get_if<Workflow>(&component.kind); workflow && workflow->type == WorkflowType::express)
    note(Severity::warning, "no-workflow", id + ".type",
         "Workflows has no express workflows: a workflow of its one kind is "
         "deployed",
         "set 'type' to standard to simulate what is deployed");
  if (const auto* store = std::get_if<SecretStore>(&component.kind)) {
    secretOf(id);
    if (store->secrets > 1)
      note(Severity::info, "one-secret", id,
           fmt::format("'{}' holds {} secrets; there is one, which takes them as one JSON text", id, store->secrets),
           "split it into several secret stores to have their own permissions and rotations");
  }
  if (std::holds_alternative<Auth>(component.kind)) plan_.identityPlatform = true;
  if (const auto* api = std::get_if<HttpApi>(&component.kind);
      api && api->cors && api->cors->credentials == Credentials::include)
    note(Severity::warning, "no-cors-credentials", id + ".cors.credentials",
         fmt::format("API Gateway has no CORS of its own, and the handlers behind '{}' don't let browsers send cookies", id),
         "add the header access-control-allow-credentials in the handlers, or leave 'credentials' out");
  if (const auto* api = std::get_if<HttpApi>(&component.kind); api && api->cors)
    for (std::size_t i = 0; i < api->cors->origins.size(); ++i) {
      const std::string& origin = api->cors->origins[i];
      const bool plain =
          origin == "*" || std::all_of(origin.begin(), origin.end(), [](unsigned char c) {
            return std::isalnum(c) || std::string_view(":/.-").find(static_cast<char>(c)) != std::string_view::npos;
          });
      if (!plain)
        error("not-expressible", fmt::format("{}.cors.origins.{}", id, i), "this isn't an origin",
              "write it as https://shop.example");
    }
}

void GooglePlanner::noteClients() {
  for (const Component& component : architecture_.components) {
    const auto* client = std::get_if<Client>(&component.kind);
    if (!client) continue;
    note(Severity::info, "client-not-exported", component.id,
         fmt::format("'{}' is a client: it calls the deployed system and isn't part of it", component.id));
    for (std::size_t i = 0; i < client->sends.size(); ++i)
      if (const ComponentId& to = client->sends[i].to.id; !findKind<HttpApi>(architecture_, to) && !isService(to))
        note(Severity::warning, "client-permission", fmt::format("{}.sends.{}.to", component.id, i),
             fmt::format("'{}' reaches '{}' directly; nobody outside is given that permission", component.id, to),
             "grant the client's own identity the role on that resource");
  }
}

void GooglePlanner::enableApis() {
  auto& apis = plan_.apis;
  apis = {"iam.googleapis.com", "logging.googleapis.com"};
  const auto need = [&](bool needed, std::initializer_list<const char*> names) {
    if (needed) apis.insert(names.begin(), names.end());
  };
  need(!plan_.functions.empty(),
       {"cloudfunctions.googleapis.com", "cloudbuild.googleapis.com", "artifactregistry.googleapis.com"});
  need(!plan_.functions.empty() && !plan_.firstGeneration, {"run.googleapis.com"});
  need(!plan_.services.empty(), {"run.googleapis.com", "cloudbuild.googleapis.com", "artifactregistry.googleapis.com"});
  need(!plan_.topics.empty(), {"pubsub.googleapis.com"});
  need(!plan_.buckets.empty(), {"storage.googleapis.com"});
  need(!plan_.databases.empty(), {"firestore.googleapis.com"});
  need(!plan_.triggers.empty(), {"eventarc.googleapis.com"});
  need(!plan_.buses.empty(), {"eventarc.googleapis.com", "eventarcpublishing.googleapis.com"});
  need(!plan_.sqls.empty(), {"sqladmin.googleapis.com"});
  need(!plan_.caches.empty(), {"redis.googleapis.com", "compute.googleapis.com"});
  need(plan_.connector, {"vpcaccess.googleapis.com", "compute.googleapis.com"});
  need(!plan_.secrets.empty(), {"secretmanager.googleapis.com"});
  need(!plan_.jobs.empty(), {"cloudscheduler.googleapis.com"});
  need(!plan_.workflows.empty(), {"workflows.googleapis.com", "workflowexecutions.googleapis.com"});
  need(!plan_.gateways.empty(),
       {"apigateway.googleapis.com", "servicemanagement.googleapis.com", "servicecontrol.googleapis.com"});
  need(plan_.identityPlatform, {"identitytoolkit.googleapis.com"});
}

// Who may write may read: the lesser role on the same resource says nothing more.
void GooglePlanner::dropCoveredGrants() {
  const auto all = plan_.grants;
  const auto covered = [&](const GoogleGrant& lesser) {
    const std::string greater = lesser.role == "roles/datastore.viewer"       ? "roles/datastore.user"
                                : lesser.role == "roles/storage.objectViewer" ? "roles/storage.objectUser"
                                                                              : "";
    GoogleGrant wanted = lesser;
    wanted.role = greater;
    return !greater.empty() && std::find(all.begin(), all.end(), wanted) != all.end();
  };
  plan_.grants.erase(std::remove_if(plan_.grants.begin(), plan_.grants.end(), covered), plan_.grants.end());
}

GooglePlan GooglePlanner::made() {
  plan_.title = architecture_.name;
  plan_.label = labelValue(architecture_.name.empty() ? "virga" : architecture_.name);
  plan_.region = regionOf(architecture_, catalog_);
  plan_.firstGeneration = catalog_.plan == "1st-gen";
  noteClients();
  for (const Component& component : architecture_.components) checkComponent(component);
  if (hasErrors(problems_)) return std::move(plan_);
  for (const Component& component : architecture_.components) {
    const ComponentId& id = component.id;
    if (const auto* queue = std::get_if<Queue>(&component.kind)) addQueue(id, *queue);
    if (const auto* topic = std::get_if<Topic>(&component.kind)) addTopicOf(id, *topic);
    if (const auto* stream = std::get_if<Stream>(&component.kind)) addStream(id, *stream);
    if (const auto* bus = std::get_if<EventBus>(&component.kind)) addBus(id, *bus);
    if (const auto* schedule = std::get_if<Schedule>(&component.kind)) addSchedule(id, *schedule);
    if (const auto* store = std::get_if<ObjectStore>(&component.kind)) addStore(id, *store);
    if (const auto* table = std::get_if<NosqlDb>(&component.kind)) addTable(id, *table);
    if (const auto* sql = std::get_if<SqlDb>(&component.kind)) addSql(id, *sql);
    if (const auto* cache = std::get_if<Cache>(&component.kind)) addCache(id, *cache);
    if (const auto* workflow = std::get_if<Workflow>(&component.kind)) addWorkflow(id, *workflow);
    if (const auto* api = std::get_if<HttpApi>(&component.kind)) addGateway(id, *api);
  }
  for (const FunctionPlan& plan : functions_) addFunction(plan);
  for (const FunctionPlan& plan : services_) addService(plan);
  dropCoveredGrants();
  enableApis();
  return std::move(plan_);
}

GooglePlan planGoogle(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& functions,
                      const std::vector<FunctionPlan>& services, Problems& problems) {
  return GooglePlanner(architecture, catalog, functions, services, problems).made();
}

}  // namespace virga::model
