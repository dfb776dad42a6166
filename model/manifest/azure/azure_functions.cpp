#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/azure/azure_planner.h"
#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/handlers/csharp_services.h"

namespace virga::model {

namespace {

// Most messages that the trigger of a Storage queue fetches at once.
// (learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue, host.json, 2026.)
constexpr int kBatchMax = 32;
// Most instances of an app on Flex Consumption. (learn.microsoft.com/azure/azure-functions/flex-consumption-plan, 2026.)
constexpr int kInstancesMax = 1000;

template <class Value>
void sortOnce(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

void AzurePlanner::addFunction(const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  AzureFunction result;
  result.plan = &plan;
  result.workflow = lowered_.workflows.count(id) != 0;
  result.started = started_.count(id) != 0;
  // A client calls the function itself.
  const bool direct = std::any_of(architecture_.components.begin(), architecture_.components.end(), [&](const Component& c) {
    const auto* client = std::get_if<Client>(&c.kind);
    return client && std::any_of(client->sends.begin(), client->sends.end(), [&](const Flow& f) { return f.to.id == id; });
  });
  result.http = !plan.routes.empty() || plan_.called.count(id) != 0 || direct;
  result.told = !plan.topics.empty() || !plan.buses.empty() || !plan.stores.empty();
  fitFunction(plan, result);
  addQueues(plan, result);
  addStreams(plan, result);
  for (const ComponentId& schedule : plan.schedules)
    for (const AzureTimer& timer : timers_[schedule]) result.timers.push_back(timer);
  if (!result.http && azureTriggers(result).empty()) {
    result.http = true;  // an app without a trigger isn't deployed
    note("no-trigger", id, "nothing starts the function: it can be called over HTTP with its key",
         "lead a route, a queue or a schedule to it");
  }
  limitInstances(plan, result);
  for (const Use& use : plan.uses) addUse(use, result.grants, result.uses);
  for (const SocketUse& socket : plan.sockets) {
    result.uses.push_back(socket.api);
    result.grants.push_back({socket.api, azure_role::webPubSubOwner});
  }
  sortOnce(result.uses);
  sortOnce(result.grants);
  plan_.functions.push_back(std::move(result));
}

void AzurePlanner::fitFunction(const FunctionPlan& plan, AzureFunction& result) {
  const Function& function = *plan.function;
  const std::string& id = plan.component->id;
  result.memory = catalog_.instanceMemory(function.memory);
  if (result.memory < function.memory)
    refuse(id + ".memory",
           fmt::format("the largest instance of Flex Consumption has {}, which is less than {}", toText(result.memory),
                       toText(function.memory)),
           fmt::format("write {}", toText(result.memory)));
  else if (result.memory != function.memory)
    note("instance-size", id + ".memory",
         fmt::format("instances of Flex Consumption come in sizes; {} becomes {}", toText(function.memory),
                     toText(result.memory)),
         fmt::format("write {} to simulate what is deployed", toText(result.memory)));
  if (const Feature* lacking = catalog_.lacks("function.arm64"); lacking && function.architecture == CpuArchitecture::arm64)
    note("no-arm64", id + ".architecture", withoutFullStop(lacking->what) + ": it is deployed on x86_64",
         "set 'architecture' to x86_64 to simulate what is deployed");
  if (const Feature* lacking = catalog_.lacks("function.snapshot"); lacking && function.start == InstanceStart::snapshot)
    note("no-snapshot", id + ".start", withoutFullStop(lacking->what), "nearest: " + lacking->nearest);
  if (function.packaging == Packaging::image)
    note("no-image", id + ".packaging", "Flex Consumption runs no container images: the code is deployed as a package",
         "leave 'packaging' out to simulate what is deployed");
  if (function.network == Network::vpc) plan_.network = true;
  const bool csharp = isCsharp(function.runtime);
  if (function.runtime.rfind("java", 0) != 0 && !csharp) return;
  const bool zoned = std::any_of(plan.schedules.begin(), plan.schedules.end(), [&](const ComponentId& schedule) {
    return std::any_of(timers_[schedule].begin(), timers_[schedule].end(),
                       [](const AzureTimer& t) { return !t.zone.empty(); });
  });
  const bool pushes = std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) {
    return findKind<Cache>(architecture_, use.target) || findKind<WebsocketApi>(architecture_, use.target);
  });
  const bool givesUp = std::any_of(plan.streams.begin(), plan.streams.end(),
                                   [](const StreamUse& use) { return use.consumer.onFailure.has_value(); });
  if (zoned || pushes || givesUp || !plan.sockets.empty())
    problems_.push_back({Severity::error, "no-handler", "", 0, 0, id + ".runtime",
                         fmt::format("the handlers in {} have no caches, connections, time zones and queues for records "
                                     "given up",
                                     csharp ? "C#" : "Java"),
                         "choose nodejs22 or python3.12"});
}

void AzurePlanner::limitInstances(const FunctionPlan& plan, AzureFunction& result) {
  const Function& function = *plan.function;
  const std::string& id = plan.component->id;
  std::optional<int> least;
  const auto limit = [&](const std::string& path, int executions, int each) {
    const int instances = std::clamp((executions + each - 1) / each, 1, kInstancesMax);
    least = std::min(least.value_or(instances), instances);
    note("limited-instances", path,
         fmt::format("Flex Consumption limits instances, not executions: at most {} with {} at once each", instances, each),
         "see whether the limit suits the instances that it comes to");
  };
  if (function.reservedConcurrency == 0)
    return refuse(id + ".reserved-concurrency", "a function app isn't switched off by a limit", "leave the function out");
  if (function.reservedConcurrency) {
    double each = result.batch;
    if (plan.consumers.empty()) {
      each = 1;
      if (result.http)
        for (const InstanceSize& size : catalog_.instanceSizes)
          if (size.memory == result.memory && size.concurrency) each = *size.concurrency;
      if (result.http && function.instanceConcurrency) each = *function.instanceConcurrency;
    }
    limit(id + ".reserved-concurrency", *function.reservedConcurrency, static_cast<int>(each));
  }
  for (const ConsumerUse& use : plan.consumers)
    if (use.consumer.maxConcurrency) limit(use.queue + ".consumers", *use.consumer.maxConcurrency, result.batch);
  result.maxInstances = least.value_or(static_cast<int>(catalog_.number("function.max-instances")));
}

void AzurePlanner::addQueues(const FunctionPlan& plan, AzureFunction& result) {
  const std::string& id = plan.component->id;
  bool first = true;
  // Nothing tries an asynchronous start again. (catalog: function.async-retries)
  if (result.started) {
    result.batch = 1;
    result.maxReceives = static_cast<int>(catalog_.number("function.async-retries")) + 1;
    for (const char* role : {azure_role::queueReader, azure_role::queueProcessor, azure_role::poisonQueue})
      result.grants.push_back({id, role});
    note("started-by-queue", id,
         fmt::format("Azure Functions has no asynchronous invocation: a Storage queue of its own starts '{}'", id),
         "draw a queue between to choose its settings");
  }
  for (const ConsumerUse& use : plan.consumers) {
    const auto& queue = *findKind<Queue>(architecture_, use.queue);
    const int batch = static_cast<int>(
        clamped(use.queue + ".consumers", use.consumer.batch, 1, kBatchMax, "the batch of a queue trigger"));
    const bool same =
        result.batch == batch && result.maxReceives == queue.maxReceives && result.visibility == queue.visibility;
    if ((!first || result.started) && !same)
      note("one-host", use.queue,
           fmt::format("all queues of '{}' have one batch, one number of attempts and one visibility in host.json: those of "
                       "the last one",
                       id),
           "give them the same, or each a function of its own");
    first = false;
    result.batch = batch;
    result.maxReceives = queue.maxReceives;
    result.visibility = queue.visibility;
    result.uses.push_back(use.queue);
    result.grants.push_back({use.queue, azure_role::queueReader});
    result.grants.push_back({use.queue, azure_role::queueProcessor});
    if (queue.deadLetter && plan_.names.at(queue.deadLetter->id) == plan_.names.at(use.queue) + "-poison")
      result.grants.push_back({queue.deadLetter->id, azure_role::queueContributor});
    else
      result.grants.push_back({use.queue, azure_role::poisonQueue});
  }
}

void AzurePlanner::addStreams(const FunctionPlan& plan, AzureFunction& result) {
  std::optional<AzureStreamUse> records;
  for (const StreamUse& use : plan.streams) {
    AzureStreamUse made{use.source, use.changes, use.consumer.batch, use.consumer.window, use.consumer.maxRetries, {}};
    if (use.consumer.onFailure) made.onFailure = use.consumer.onFailure->id;
    if (!use.changes && records && (records->batch != made.batch || records->window != made.window))
      note("one-host", use.source,
           fmt::format("all event hubs of '{}' have one batch and one window in host.json: those of the first one",
                       plan.component->id),
           "give them the same, or each a function of its own");
    result.streams.push_back(made);
    if (!use.changes && !records) records = made;
    result.uses.push_back(use.source);
    result.grants.push_back({use.source, use.changes ? azure_role::cosmosReader : azure_role::eventHubsReceiver});
    if (made.onFailure) {
      result.uses.push_back(*made.onFailure);
      result.grants.push_back({*made.onFailure, azure_role::queueSender});
    }
  }
}

void AzurePlanner::addUse(const Use& use, std::vector<AzureGrant>& grants, std::vector<ComponentId>& uses) {
  const ComponentKind& kind = architecture_.find(use.target)->kind;
  const bool changes = use.access == Access::write || use.access == Access::remove;
  uses.push_back(use.target);
  const auto grant = [&](const char* role) { grants.push_back({use.target, role}); };
  if (std::holds_alternative<Queue>(kind)) {
    grant(azure_role::queueSender);
  } else if (std::holds_alternative<ObjectStore>(kind)) {
    grant(changes ? azure_role::blobContributor : azure_role::blobReader);
  } else if (std::holds_alternative<NosqlDb>(kind)) {
    grant(changes ? azure_role::cosmosContributor : azure_role::cosmosReader);
  } else if (std::holds_alternative<SecretStore>(kind)) {
    grant(azure_role::secretsUser);
  } else if (std::holds_alternative<External>(kind)) {
    external(use.target, true);
    grant(azure_role::secretsUser);
  } else if (std::holds_alternative<Topic>(kind) || std::holds_alternative<EventBus>(kind)) {
    grant(azure_role::eventGridSender);
  } else if (std::holds_alternative<Stream>(kind)) {
    grant(azure_role::eventHubsSender);
  } else if (std::holds_alternative<WebsocketApi>(kind)) {
    grant(azure_role::webPubSubOwner);
  } else if (const auto* cache = std::get_if<Cache>(&kind)) {
    // A cache in front of something is filled by who reads it.
    grant(changes || cache->origin ? azure_role::cacheContributor : azure_role::cacheReader);
  } else if (std::holds_alternative<SqlDb>(kind)) {
    grant(azure_role::databaseReader);  // a change looks for its row, too
    if (changes) grant(azure_role::databaseWriter);
  } else if (std::holds_alternative<Function>(kind)) {
    grant(use.access == Access::start ? azure_role::queueSender : azure_role::secretsUser);
  }
}

// Servers do steps as functions do, so they are planned as such.
void AzurePlanner::addServers() {
  if (plan_.servers.empty()) return;
  Architecture asFunctions = architecture_;
  for (const AzureServers& servers : plan_.servers) {
    Function function;
    function.steps = findKind<ContainerService>(architecture_, servers.id)->steps;
    asFunctions.find(servers.id)->kind = function;
  }
  Problems known;  // told of functions before
  const auto plans = planFunctions(asFunctions, catalog_, known);
  for (AzureServers& servers : plan_.servers)
    for (const FunctionPlan& plan : plans) {
      if (plan.component->id != servers.id) continue;
      for (const Use& use : plan.uses) {
        if (use.access == Access::start && findKind<Function>(architecture_, use.target))
          refuse(servers.id + ".steps",
                 fmt::format("'{}' starts '{}', which this format covers for functions alone", servers.id, use.target),
                 "send a message over a queue");
        if (use.access == Access::invoke && findKind<Function>(architecture_, use.target)) plan_.called.insert(use.target);
        addUse(use, servers.grants, servers.uses);
      }
      sortOnce(servers.grants);
      sortOnce(servers.uses);
    }
}

}  // namespace virga::model
