#include "model/manifest/azure/azure_plan.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "model/manifest/cron_lines.h"

namespace virga::model {

namespace {

// Storage queues: names of 3 to 63 characters; the trigger takes up to 32 messages at once.
constexpr int kBatchMax = 32;

std::string slug(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0)
      name += static_cast<char>(std::tolower(byte));
    else if (!name.empty() && name.back() != '-')
      name += '-';
    if (name.size() == 32) break;
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  if (name.empty() || std::isalpha(static_cast<unsigned char>(name[0])) == 0) name = "c" + name;
  while (name.size() < 3) name += 'x';
  return name;
}

bool isIdentifier(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && (std::isalnum(byte) != 0 || c == '_');
  });
}

std::vector<std::string> fieldsOf(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

class Planner {
 public:
  Planner(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
          Problems& problems)
      : architecture_(architecture), catalog_(catalog), plans_(plans), problems_(problems) {
    plan_.architecture = &architecture;
    plan_.region = architecture.target.region.empty() ? catalog.region : architecture.target.region;
    std::set<std::string> taken;
    for (const Component& component : architecture.components) {
      const std::string plain = slug(component.id);
      std::string name = plain;
      for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", plain, number);
      plan_.names[component.id] = name;
    }
  }

  AzurePlan made() {
    for (const Component& component : architecture_.components)
      std::visit([&](const auto& kind) { add(component.id, kind); }, component.kind);
    nameDeadLetters();
    refuseEqualNames();
    chooseTableBilling();
    for (const FunctionPlan& plan : plans_) addFunction(plan);
    return std::move(plan_);
  }

 private:
  void refuse(const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, "not-expressible", "", 0, 0, path, message, hint});
  }
  void note(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::warning, id, "", 0, 0, path, message, hint});
  }

  template <class Kind>
  void add(const ComponentId& id, const Kind& kind) {
    problems_.push_back({Severity::error, "not-covered", "", 0, 0, id,
                         fmt::format("this format doesn't cover '{}' ({}) yet", id, kindName(ComponentKind(kind))),
                         "put an external in its place, and deploy it apart"});
  }
  void add(const ComponentId&, const Client&) {}
  void add(const ComponentId&, const Function&) {}
  void add(const ComponentId& id, const Schedule& schedule) {
    if (schedule.timeZone != "UTC")
      refuse(id + ".time-zone", "timers on Flex Consumption know no time zone but UTC", "write the times in UTC");
    for (const ScheduleTarget& target : schedule.targets)
      if (!findKind<Function>(architecture_, target.to.id))
        refuse(id + ".targets", fmt::format("a timer starts functions, and '{}' is none", target.to.id),
               "start a function that hands it on");
    const auto lines = cronLines(schedule);
    if (!lines) return refuse(id, lines.error(), "choose an interval that divides the day");
    for (const std::string& line : *lines) {
      const auto fields = fieldsOf(line);
      if (fields.size() == 5 && fields[2] != "*" && fields[4] != "*")
        refuse(id + ".cron", "where both days are restricted, cron takes either and NCRONTAB wants both",
               "use two schedules, one for each");
      else
        timers_[id].push_back("0 " + line);
    }
  }
  void add(const ComponentId& id, const HttpApi& api) {
    plan_.apis.push_back(id);
    if (api.auth)
      problems_.push_back({Severity::error, "not-covered", "", 0, 0, id + ".auth",
                           "this format doesn't cover the verification of tokens in API Management yet",
                           "leave 'auth' out, and add validate-jwt to the policy once it is deployed"});
    if (api.timeout)
      refuse(id + ".timeout", "the Consumption tier of API Management has its own time limit", "leave 'timeout' out");
    if (api.throttle)
      refuse(id + ".throttle", "the Consumption tier of API Management has no limit on the calls of all callers together",
             "leave 'throttle' out to simulate what is deployed");
    if (api.cors)
      for (const std::string& origin : api.cors->origins)
        if (origin.find_first_of("<>&\"' \t\n") != std::string::npos || origin.empty())
          refuse(id + ".cors", fmt::format("'{}' is no origin", origin), "write it as https://shop.example");
    for (const Route& route : api.routes) {
      if (route.split) refuse(id + ".routes", "this format doesn't cover the split of a route", "leave 'split' out");
      if (!findKind<Function>(architecture_, route.to.id))
        refuse(id + ".routes", fmt::format("this format leads routes to functions, and '{}' is none", route.to.id),
               "put a function between");
      if (route.route.find('+') != std::string::npos)
        refuse(id + ".routes",
               fmt::format("'{}' has a greedy parameter, which an operation of API Management hasn't", route.route),
               "name the parts of the path");
    }
  }
  void add(const ComponentId& id, const SecretStore&) { plan_.secrets.push_back(id); }
  void add(const ComponentId& id, const External&) {
    const bool used = std::any_of(plans_.begin(), plans_.end(), [&](const FunctionPlan& plan) {
      return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) { return use.target == id; });
    });
    if (!used) return;
    plan_.externals.push_back(id);
    plan_.secrets.push_back(id);
  }
  void add(const ComponentId& id, const ObjectStore& store) {
    plan_.containers.push_back(id);
    if (!store.notifications.empty())
      refuse(id + ".notifications", "this format doesn't cover what a container tells of its blobs yet",
             "let the function that writes send a message to a queue");
  }
  void add(const ComponentId& id, const NosqlDb& table) {
    plan_.tables.push_back(id);
    if (!table.changes.empty())
      refuse(id + ".changes", "this format doesn't cover Cosmos DB's change feed yet",
             "let the function that writes send a message to a queue");
    if (!isIdentifier(table.partitionKey))
      refuse(id + ".partition-key",
             fmt::format("'{}' is no name of a field that Cosmos DB's path takes", table.partitionKey),
             "use letters, digits and '_'");
  }
  void add(const ComponentId& id, const Queue& queue) {
    plan_.queues.push_back(id);
    if (queue.consumers.size() > 1)
      refuse(id + ".consumers", "a Storage queue hands each message to one reader", "give each consumer a queue of its own");
    for (const Consumer& consumer : queue.consumers) {
      if (consumer.batch > kBatchMax)
        refuse(id + ".consumers", fmt::format("a queue trigger takes at most {} messages at once", kBatchMax),
               fmt::format("set 'batch' to {} or less", kBatchMax));
      if (consumer.maxConcurrency)
        refuse(id + ".consumers", "a queue trigger has no limit on executions at once over all instances",
               "leave 'max-concurrency' out");
      if (consumer.batch > 1 || consumer.window.nanoseconds > 0)
        note(
            "one-message", id + ".consumers",
            fmt::format("the trigger fetches up to {} messages of '{}' at once and starts the function for each; it doesn't "
                        "wait for more",
                        consumer.batch, id),
            "set 'batch' to 1 and leave 'window' out to simulate what is deployed");
    }
    if (!queue.consumers.empty() && !queue.deadLetter)
      note("poison-queue", id,
           fmt::format("after {} attempts a message of '{}' goes to a queue '{}-poison', which the host makes",
                       queue.maxReceives, id, plan_.names[id]),
           "draw a dead-letter queue to simulate what is deployed");
  }

  // The host fixes the name of the queue that takes what failed: "<queue>-poison".
  void nameDeadLetters() {
    std::set<ComponentId> named;
    for (const Component& component : architecture_.components) {
      const auto* queue = std::get_if<Queue>(&component.kind);
      if (!queue || !queue->deadLetter) continue;
      if (queue->consumers.empty() || !named.insert(queue->deadLetter->id).second)
        refuse(component.id + ".dead-letter",
               "on Azure each queue with a consumer has a dead-letter queue of its own, and others have none",
               "give it a dead-letter queue that no other names");
      else if (const auto* next = findKind<Queue>(architecture_, queue->deadLetter->id); next && next->deadLetter)
        refuse(queue->deadLetter->id + ".dead-letter",
               "this format doesn't cover a dead-letter queue of a dead-letter queue", "leave it out");
      else
        plan_.names[queue->deadLetter->id] = plan_.names[component.id] + "-poison";
    }
  }

  void refuseEqualNames() {
    std::map<std::string, ComponentId> owners;
    for (const auto& [id, name] : plan_.names)
      if (const auto [owner, fresh] = owners.emplace(name, id); !fresh)
        refuse(id, fmt::format("'{}' and '{}' would both be named '{}' on Azure", id, owner->second, name),
               "rename one of them");
  }

  void chooseTableBilling() {
    bool onDemand = false, provisioned = false;
    for (const ComponentId& id : plan_.tables)
      (findKind<NosqlDb>(architecture_, id)->billing == Capacity::onDemand ? onDemand : provisioned) = true;
    plan_.serverlessTables = !provisioned;
    if (onDemand && provisioned)
      refuse("components", "an account of Cosmos DB is serverless or has provisioned throughput, not both",
             "give all tables the same 'billing'");
  }

  void addFunction(const FunctionPlan& plan) {
    const Function& function = *plan.function;
    const std::string& id = plan.component->id;
    const auto& sizes = catalog_.instanceSizes;
    if (std::none_of(sizes.begin(), sizes.end(), [&](const InstanceSize& size) { return size.memory == function.memory; }))
      refuse(id + ".memory", fmt::format("{} is no size of an instance of Flex Consumption", toText(function.memory)),
             fmt::format("write {}", toText(catalog_.instanceMemory(function.memory))));
    if (function.architecture == CpuArchitecture::arm64)
      refuse(id + ".architecture", "Azure Functions has no arm64 instances", "write x86_64");
    if (function.start == InstanceStart::snapshot)
      refuse(id + ".start", "Azure Functions doesn't restore instances from snapshots", "leave 'start' out");
    if (function.network == Network::vpc)
      refuse(id + ".network", "this format doesn't cover virtual networks yet", "leave 'network' out");
    if (function.reservedConcurrency)
      refuse(id + ".reserved-concurrency", "Flex Consumption limits instances, and not the executions of one function",
             "leave it out");
    if (plan.invoked)
      refuse(id, fmt::format("'{}' is called by others, which this format doesn't cover yet", id),
             "send it a message over a queue");
    AzureFunction result;
    result.plan = &plan;
    bool first = true;
    for (const ConsumerUse& use : plan.consumers) {
      const auto& queue = *findKind<Queue>(architecture_, use.queue);
      const bool same = result.batch == use.consumer.batch && result.maxReceives == queue.maxReceives &&
                        result.visibility == queue.visibility;
      if (!first && !same)
        refuse(id,
               fmt::format("all queues of '{}' have one batch, one number of attempts and one visibility in host.json", id),
               "give them the same, or each a function of its own");
      first = false;
      result.batch = use.consumer.batch;
      result.maxReceives = queue.maxReceives;
      result.visibility = queue.visibility;
      result.uses.push_back(use.queue);
      result.grants.push_back({use.queue, azure_role::queueReader});
      result.grants.push_back({use.queue, azure_role::queueProcessor});
      if (queue.deadLetter) result.grants.push_back({queue.deadLetter->id, azure_role::queueContributor});
    }
    for (const ComponentId& schedule : plan.schedules)
      for (const std::string& line : timers_[schedule]) result.timers.push_back(line);
    for (const Use& use : plan.uses) addUse(result, use);
    std::sort(result.uses.begin(), result.uses.end());
    result.uses.erase(std::unique(result.uses.begin(), result.uses.end()), result.uses.end());
    std::sort(result.grants.begin(), result.grants.end());
    result.grants.erase(std::unique(result.grants.begin(), result.grants.end()), result.grants.end());
    plan_.functions.push_back(std::move(result));
  }

  void addUse(AzureFunction& function, const Use& use) {
    if (findKind<HttpApi>(architecture_, use.target))
      refuse(use.target, fmt::format("'{}' is called by a function, which this format doesn't cover yet", use.target),
             "send a message over a queue");
    const ComponentKind& kind = architecture_.find(use.target)->kind;
    const bool changes = use.access == Access::write || use.access == Access::remove;
    function.uses.push_back(use.target);
    if (std::holds_alternative<Queue>(kind))
      function.grants.push_back({use.target, azure_role::queueSender});
    else if (std::holds_alternative<ObjectStore>(kind))
      function.grants.push_back({use.target, changes ? azure_role::blobContributor : azure_role::blobReader});
    else if (std::holds_alternative<NosqlDb>(kind))
      function.grants.push_back({use.target, changes ? azure_role::cosmosContributor : azure_role::cosmosReader});
    else if (std::holds_alternative<SecretStore>(kind) || std::holds_alternative<External>(kind))
      function.grants.push_back({use.target, azure_role::secretsUser});
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& plans_;
  Problems& problems_;
  AzurePlan plan_;
  std::map<ComponentId, std::vector<std::string>> timers_;
};

}  // namespace

AzurePlan planAzure(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                    Problems& problems) {
  return Planner(architecture, catalog, plans, problems).made();
}

}  // namespace virga::model
