#include "model/manifest/azure/azure_planner.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/calendar/cron.h"
#include "model/manifest/cron_lines.h"
#include "model/manifest/slug.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// Event Hubs Standard. (learn.microsoft.com/azure/event-hubs/event-hubs-quotas, 2026.)
constexpr std::int64_t kPartitionsMax = 32, kRetentionHoursMax = 7 * 24;

// A start for names in all services: a letter first, 3 to 29 characters.
std::string nameOf(const ComponentId& id) {
  std::string name = slug(id, 28);
  if (name.empty() || std::isalpha(static_cast<unsigned char>(name[0])) == 0) name = "c" + name;
  while (name.size() < 3) name += 'x';
  return name;
}

std::vector<std::string> fieldsOf(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

// The minutes of an hour in UTC at which a minute of the expression may come in some zone: offsets of zones are quarters of
// an hour.
std::string quarterMinutes(const Cron& cron) {
  std::vector<std::size_t> minutes;
  for (std::size_t minute = 0; minute < 60; ++minute)
    if (cron.minutes[minute % 15] || cron.minutes[minute % 15 + 15] || cron.minutes[minute % 15 + 30] ||
        cron.minutes[minute % 15 + 45])
      minutes.push_back(minute);
  return minutes.size() == 60 ? "*" : fmt::format("{}", fmt::join(minutes, ","));
}

}  // namespace

std::string startQueue(const AzurePlan& plan, const ComponentId& function) { return plan.names.at(function) + "-starts"; }

std::string cosmosField(const std::string& key) {
  std::string field = key;
  for (char& c : field)
    if (static_cast<unsigned char>(c) >= 0x80 || (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_')) c = '_';
  return field;
}

AzurePlanner::AzurePlanner(const LoweredDesign& lowered, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                           Problems& problems)
    : lowered_(lowered), architecture_(lowered.design), catalog_(catalog), plans_(plans), problems_(problems) {
  plan_.architecture = &architecture_;
  plan_.region = architecture_.target.provider == catalog.provider && !architecture_.target.region.empty()
                     ? architecture_.target.region
                     : catalog.region;
  if (plan_.region.empty()) plan_.region = catalog.defaultRegion;
  std::set<std::string> taken;
  for (const Component& component : architecture_.components) {
    const std::string plain = nameOf(component.id);
    std::string name = plain;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", plain, number);
    plan_.names[component.id] = name;
  }
  plan_.deliveryAttempts = static_cast<int>(catalog.number("topic.delivery-retries")) + 1;
  plan_.deliveryMaxAge = catalog.duration("topic.delivery-max-age");
  plan_.streamRetryWait = catalog.duration("stream.retry-wait");
  plan_.changesPollInterval = catalog.duration("nosql-db.changes-poll-interval");
}

AzurePlan AzurePlanner::made() {
  for (const Component& component : architecture_.components)
    std::visit([&](const auto& kind) { add(component.id, kind); }, component.kind);
  nameDeadLetters();
  refuseEqualNames();
  chooseTableBilling();
  for (const FunctionPlan& plan : plans_)
    for (const Use& use : plan.uses) {
      if (use.access == Access::invoke && findKind<Function>(architecture_, use.target)) plan_.called.insert(use.target);
      if (use.access == Access::start) started_.insert(use.target);
    }
  addServers();
  for (const FunctionPlan& plan : plans_) addFunction(plan);
  return std::move(plan_);
}

void AzurePlanner::refuse(const std::string& path, const std::string& message, const std::string& hint) {
  problems_.push_back({Severity::error, "not-expressible", "", 0, 0, path, message, hint});
}

void AzurePlanner::note(const std::string& id, const std::string& path, const std::string& message,
                        const std::string& hint) {
  problems_.push_back({Severity::warning, id, "", 0, 0, path, message, hint});
}

void AzurePlanner::noteFilter(const std::string& path, Share share, const ComponentId& from, const ComponentId& to) {
  if (share.value >= 1) return;
  note("filter-to-write", path,
       fmt::format("the design says that {} of what '{}' tells goes to '{}', not which; all of it goes there", toText(share),
                   from, to),
       "write the filter of the event subscription");
}

std::int64_t AzurePlanner::clamped(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max,
                                   const std::string& what) {
  const std::int64_t taken = std::clamp(value, min, max);
  if (taken != value)
    note("rounded", path, fmt::format("{} is {} to {}; {} becomes {}", what, min, max, value, taken),
         "choose a value within that to simulate what is deployed");
  return taken;
}

void AzurePlanner::add(const ComponentId& id, const Client& client) {
  for (std::size_t i = 0; i < client.sends.size(); ++i) {
    const ComponentId& to = client.sends[i].to.id;
    if (findKind<HttpApi>(architecture_, to) || findKind<WebsocketApi>(architecture_, to)) continue;
    note("client-permission", fmt::format("{}.sends.{}.to", id, i),
         fmt::format("'{}' reaches '{}' directly; nobody outside is given that permission", id, to),
         findKind<Function>(architecture_, to) ? "give the client the key of the function app"
                                               : "grant the client's own identity the role on that resource");
  }
}

void AzurePlanner::add(const ComponentId& id, const ContainerService& service) {
  // Consumption takes 0.25 to 4 vCPUs, with 2 GiB for each. (learn.microsoft.com/azure/container-apps/containers, 2026.)
  const double wanted = std::max(service.vcpus, static_cast<double>(service.memory.bytes) / (2.0 * 1024 * 1024 * 1024));
  if (wanted > 4)
    refuse(id + ".vcpus", "a replica of Container Apps has up to 4 vCPUs and 8 GiB", "use more and smaller servers");
  note("image-to-build", id, fmt::format("the image of '{}' is nowhere yet; the template takes its name", id),
       "build the image and push it to a registry that the app may pull from");
  if (service.queueLimit)
    note("no-queue-limit", id + ".queue-limit", "the ingress of Container Apps has no limit on requests that wait",
         "refuse requests in the server itself");
  plan_.servers.push_back({id, {}, {}});
}

void AzurePlanner::add(const ComponentId& id, const Schedule& schedule) {
  const auto lines = cronLines(schedule);
  if (!lines) return refuse(id, lines.error(), "choose an interval that divides the day");
  for (const std::string& line : *lines) {
    const auto fields = fieldsOf(line);
    const bool utc = schedule.timeZone == "UTC" || schedule.every;
    if (utc && fields.size() == 5 && fields[2] != "*" && fields[4] != "*")
      refuse(id + ".cron", "where both days are restricted, cron takes either and NCRONTAB wants both",
             "use two schedules, one for each");
    else if (utc)
      timers_[id].push_back({"0 " + line, "", ""});
    else if (const auto cron = parseCron(schedule.cron))
      timers_[id].push_back({fmt::format("0 {} * * * *", quarterMinutes(*cron)), schedule.timeZone, line});
  }
  if (schedule.timeZone != "UTC" && !schedule.every)
    note("zone-in-code", id + ".time-zone",
         fmt::format("timers on Flex Consumption know no time zone but UTC; the timer starts at each hour and the code goes "
                     "on where the time has come in {}",
                     schedule.timeZone),
         "write the times in UTC to start only then");
}

void AzurePlanner::add(const ComponentId& id, const HttpApi& api) {
  plan_.apis.push_back(id);
  if (api.throttle)
    note("throttle-by-key", id + ".throttle",
         "the Consumption tier of API Management limits the calls of a subscription, not those of all callers: all callers "
         "have the key of the one subscription 'callers' in common, and a burst beyond the rate of a second is refused",
         "give the key to the callers; set 'burst' to the rate of a second to simulate what is deployed");
  if (api.cors)
    for (const std::string& origin : api.cors->origins)
      if (origin.find_first_of("<>&\"' \t\n") != std::string::npos || origin.empty())
        refuse(id + ".cors", fmt::format("'{}' is no origin", origin), "write it as https://shop.example");
  for (std::size_t i = 0; i < api.routes.size(); ++i) {
    const Route& route = api.routes[i];
    if (const auto plus = route.route.find("+}"); plus != std::string::npos && plus + 2 != route.route.size())
      refuse(fmt::format("{}.routes.{}", id, i), "an operation of API Management takes the rest of a path at its end alone",
             "put the greedy parameter at the end");
    for (const ComponentId& to : {route.to.id, route.split ? route.split->to.id : route.to.id})
      if (findKind<External>(architecture_, to)) external(to, false);
    if (route.split && route.split->shift)
      note("no-shift", fmt::format("{}.routes.{}.split.shift", id, i),
           "a policy of API Management doesn't change by itself: the share at the start is deployed",
           "deploy the policy again with each new share");
  }
}

void AzurePlanner::add(const ComponentId& id, const WebsocketApi& api) {
  plan_.sockets.push_back(id);
  if (api.throttle)
    note("no-throttle", id + ".throttle", "Web PubSub has no limit on connects and messages but that of its units",
         "leave 'throttle' out to simulate what is deployed");
  if (api.timeout)
    note("no-timeout", id + ".timeout", "Web PubSub has a time limit of its own for the answer of an event handler",
         "leave 'timeout' out to simulate what is deployed");
  note("negotiate", id,
       fmt::format("connections to '{}' open with an address that the HTTP function 'negotiate' hands out{}", id,
                   api.auth ? "; put the verification of tokens in front of it" : ""),
       "fetch the address before the connection opens");
}

void AzurePlanner::add(const ComponentId& id, const SecretStore& store) {
  plan_.secrets.push_back(id);
  if (store.secrets > 1)
    note("one-secret", id,
         fmt::format("'{}' holds {} secrets; there is one, which takes them as one JSON text", id, store.secrets),
         "split it into several secret stores to have their own permissions and rotations");
}

void AzurePlanner::external(const ComponentId& id, bool token) {
  const auto once = [&](std::vector<ComponentId>& list) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
  };
  once(plan_.externals);
  if (token) once(plan_.secrets);
}

void AzurePlanner::add(const ComponentId& id, const ObjectStore& store) {
  plan_.containers.push_back(id);
  for (std::size_t i = 0; i < store.notifications.size(); ++i) {
    const Notification& told = store.notifications[i];
    subscribe(fmt::format("{}.notifications.{}", id, i), id, told.to.id, told.on, told.filter);
  }
}

void AzurePlanner::add(const ComponentId& id, const NosqlDb& table) {
  plan_.tables.push_back(id);
  if (cosmosField(table.partitionKey) != table.partitionKey)
    note("renamed-key", id + ".partition-key",
         fmt::format("Cosmos DB's path takes letters, digits and '_': the key '{}' is kept as '{}', too", table.partitionKey,
                     cosmosField(table.partitionKey)),
         "use letters, digits and '_'");
  if (!table.changes.empty())
    note("no-removals", id + ".changes", "Cosmos DB's change feed tells of writes, and of no removals",
         "mark items as removed instead");
  if (!table.changes.empty() && table.changeShards > 1)
    note("no-shards", id + ".change-shards", "Cosmos DB chooses the number of partitions by itself",
         "set 'change-shards' to 1 to simulate what is deployed at first");
  for (std::size_t i = 0; i < table.changes.size(); ++i)
    addConsumer(fmt::format("{}.changes.{}", id, i), id, true, table.changes[i]);
}

void AzurePlanner::add(const ComponentId& id, const SqlDb& database) {
  plan_.databases.push_back(id);
  if (database.pool)
    note("no-pool", id + ".pool", "Azure SQL Database has no proxy that pools connections; each instance keeps its own",
         "leave 'pool' out to simulate what is deployed");
}

void AzurePlanner::add(const ComponentId& id, const Cache& cache) {
  plan_.caches.push_back(id);
  if (cache.origin)
    if (findKind<External>(architecture_, cache.origin->id)) external(cache.origin->id, true);
}

void AzurePlanner::add(const ComponentId& id, const Queue& queue) {
  plan_.queues.push_back(id);
  // A queue that Event Grid, a trigger of another or the host fills has no other reader, either.
  if (queue.consumers.size() > 1)
    refuse(id + ".consumers", "a Storage queue hands each message to one reader", "give each consumer a queue of its own");
  for (const Consumer& consumer : queue.consumers)
    if (consumer.batch > 1 || consumer.window.nanoseconds > 0)
      note("one-message", id + ".consumers",
           fmt::format("the trigger fetches up to {} messages of '{}' at once and starts the function for each; it doesn't "
                       "wait for more",
                       consumer.batch, id),
           "set 'batch' to 1 and leave 'window' out to simulate what is deployed");
  if (!queue.consumers.empty() && !queue.deadLetter)
    note("poison-queue", id,
         fmt::format("after {} attempts a message of '{}' goes to the queue '{}-poison'", queue.maxReceives, id,
                     plan_.names[id]),
         "draw a dead-letter queue to simulate what is deployed");
}

void AzurePlanner::add(const ComponentId& id, const Topic& topic) {
  plan_.topics.push_back(id);
  for (std::size_t i = 0; i < topic.subscriptions.size(); ++i)
    subscribe(fmt::format("{}.subscriptions.{}", id, i), id, topic.subscriptions[i].to.id, ObjectEvent::write,
              topic.subscriptions[i].filter);
}

void AzurePlanner::add(const ComponentId& id, const EventBus& bus) {
  plan_.topics.push_back(id);
  for (std::size_t i = 0; i < bus.rules.size(); ++i)
    subscribe(fmt::format("{}.rules.{}", id, i), id, bus.rules[i].to.id, ObjectEvent::write, bus.rules[i].match);
}

void AzurePlanner::subscribe(const std::string& path, const ComponentId& source, const ComponentId& to, ObjectEvent on,
                             Share share) {
  AzureSubscription made{source, to, fmt::format("{}-{}", plan_.names.at(source), plan_.names.at(to)), on, ""};
  if (on == ObjectEvent::remove) made.name += "-gone";
  for (const AzureSubscription& other : plan_.subscriptions)
    if (other.name == made.name)
      return problems_.push_back({Severity::error, "double-subscription", "", 0, 0, path,
                                  fmt::format("'{}' has subscribed twice", to), "leave one of them"});
  if (findKind<Queue>(architecture_, to))
    made.role = azure_role::queueSender;
  else if (findKind<Stream>(architecture_, to))
    made.role = azure_role::eventHubsSender;
  else if (findKind<External>(architecture_, to)) {
    external(to, false);
    note("handshake", path, fmt::format("'{}' must answer the handshake with which Event Grid validates a webhook", to),
         "put a function between where it can't");
  }
  noteFilter(path, share, source, to);
  plan_.subscriptions.push_back(made);
}

void AzurePlanner::add(const ComponentId& id, const Stream& stream) {
  plan_.streams.push_back(id);
  clamped(id + ".shards", stream.shards, 1, kPartitionsMax, "the number of partitions of an event hub");
  clamped(id + ".retention", (ceilSeconds(stream.retention) + 3599) / 3600, 1, kRetentionHoursMax,
          "the retention of an event hub in hours");
  if (stream.billing == Capacity::onDemand)
    note("no-on-demand", id + ".billing", "Event Hubs sells nothing on demand; there is a throughput unit for each shard",
         "set 'billing' to provisioned to simulate what is deployed");
  for (std::size_t i = 0; i < stream.consumers.size(); ++i)
    addConsumer(fmt::format("{}.consumers.{}", id, i), id, false, stream.consumers[i]);
}

void AzurePlanner::addConsumer(const std::string& path, const ComponentId& source, bool changes,
                               const StreamConsumer& consumer) {
  const std::string trigger = changes ? "the Cosmos DB trigger" : "the Event Hubs trigger";
  if (consumer.parallelization > 1)
    note("no-parallelization", path + ".parallelization",
         fmt::format("{} takes one batch of a partition at a time", trigger),
         "leave 'parallelization' out to simulate what is deployed");
  if (consumer.maxAge)
    note("no-max-age", path + ".max-age",
         fmt::format("{} gives up records of '{}' by the number of retries alone", trigger, source),
         "leave 'max-age' out to simulate what is deployed");
  if (consumer.onError == BatchFailure::bisect)
    note("no-bisect", path + ".on-error", fmt::format("{} tries a failed batch again whole", trigger),
         "set 'on-error' to retry to simulate what is deployed");
  if (!consumer.maxRetries && consumer.onFailure)
    note("never-given-up", path + ".on-failure", "without 'max-retries' a batch is tried again without end",
         "state 'max-retries'");
}

// The host fixes the name of the queue that takes what failed: "<queue>-poison".
void AzurePlanner::nameDeadLetters() {
  std::set<ComponentId> named;
  for (const Component& component : architecture_.components) {
    const auto* queue = std::get_if<Queue>(&component.kind);
    if (!queue || !queue->deadLetter) continue;
    const std::string path = component.id + ".dead-letter";
    const ComponentId& dead = queue->deadLetter->id;
    if (queue->consumers.empty())
      note("no-dead-letter", path, "a Storage queue without a consumer has no dead-letter queue",
           "leave 'dead-letter' out to simulate what is deployed");
    else if (!named.insert(dead).second)
      note("poison-queue", path,
           fmt::format("the host has a dead-letter queue for each queue: that of '{}' is '{}-poison'", component.id,
                       plan_.names[component.id]),
           "give it a dead-letter queue that no other names");
    else if (const auto* next = findKind<Queue>(architecture_, dead); next && next->deadLetter)
      refuse(dead + ".dead-letter", "this format doesn't cover a dead-letter queue of a dead-letter queue", "leave it out");
    else
      plan_.names[dead] = plan_.names[component.id] + "-poison";
  }
}

void AzurePlanner::refuseEqualNames() {
  std::map<std::string, ComponentId> owners;
  for (const auto& [id, name] : plan_.names)
    if (const auto [owner, fresh] = owners.emplace(name, id); !fresh)
      refuse(id, fmt::format("'{}' and '{}' would both be named '{}' on Azure", id, owner->second, name),
             "rename one of them");
}

// An account of Cosmos DB is serverless or has provisioned throughput, not both.
void AzurePlanner::chooseTableBilling() {
  for (const ComponentId& id : plan_.tables)
    plan_.serverlessTables &= findKind<NosqlDb>(architecture_, id)->billing == Capacity::onDemand;
  if (plan_.serverlessTables) return;
  for (const ComponentId& id : plan_.tables)
    if (findKind<NosqlDb>(architecture_, id)->billing == Capacity::onDemand)
      note("autoscale", id + ".billing",
           fmt::format("the account has provisioned throughput, so '{}' is scaled from 100 to 1,000 request units", id),
           "give all tables the same 'billing' to simulate what is deployed");
}

AzurePlan planAzure(const LoweredDesign& lowered, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                    Problems& problems) {
  return AzurePlanner(lowered, catalog, plans, problems).made();
}

}  // namespace virga::model
