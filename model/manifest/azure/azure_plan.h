#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/alarm/exported_alarms.h"
#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/manifest/azure/azure_lowering.h"
#include "model/manifest/function_plan.h"

// What a design comes to on Azure, apart from any notation: function apps on Flex Consumption, the services that they use
// and a role for each drawn edge.
namespace virga::model {

// Built-in roles by id. (learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026.) Those of Cosmos DB's
// data are its own (learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security), and so are those of the
// cache (learn.microsoft.com/azure/azure-cache-for-redis/cache-configure-role-based-access-control).
namespace azure_role {
inline constexpr const char* blobOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
inline constexpr const char* blobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
inline constexpr const char* blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
inline constexpr const char* queueContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
inline constexpr const char* queueReader = "19e7f393-937e-4f77-808e-94535e297925";
inline constexpr const char* queueProcessor = "8a0f0c08-91a1-4084-bc3d-661d67233fed";
inline constexpr const char* queueSender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
inline constexpr const char* storageTableContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
inline constexpr const char* secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
inline constexpr const char* eventGridSender = "d5a91429-5739-47e2-a06b-3470a27159e7";
inline constexpr const char* eventHubsReceiver = "a638d3c7-ab3a-418d-83e6-5f17a39d4fde";
inline constexpr const char* eventHubsSender = "2b629674-e913-4c01-ae53-ef4638d8f975";
inline constexpr const char* webPubSubOwner = "12cf5a90-567b-43ae-8102-96cf46c7d9b4";
inline constexpr const char* cosmosReader = "00000000-0000-0000-0000-000000000001";
inline constexpr const char* cosmosContributor = "00000000-0000-0000-0000-000000000002";
inline constexpr const char* cacheContributor = "Data Contributor";
inline constexpr const char* cacheReader = "Data Reader";
// Contributor, not of the queue but of the one that takes what failed, which the host else would have to make.
inline constexpr const char* poisonQueue = "poison";
inline constexpr const char* databaseReader = "db_datareader";
inline constexpr const char* databaseWriter = "db_datawriter";
}  // namespace azure_role

// A role of a function app or container app on what a component stands for. On a function: secretsUser reads the key that
// it is called with, queueSender starts it over the queue of its own.
struct AzureGrant {
  ComponentId target;
  std::string role;
  auto operator<=>(const AzureGrant&) const = default;
};

struct AzureTimer {
  std::string line;  // NCRONTAB's six fields, UTC
  std::string zone;  // not empty: the timer starts more often, and the code goes on where `cron` has come in the zone
  std::string cron;  // five fields
};

// A trigger on a stream's records or a table's changes.
struct AzureStreamUse {
  ComponentId source;
  bool changes = false;
  int batch = 100;
  Duration window;
  std::optional<int> retries;  // none: without end
  std::optional<ComponentId> onFailure;
};

struct AzureFunction {
  const FunctionPlan* plan = nullptr;
  ByteSize memory;                 // of an instance
  int maxInstances = 100;          // 1 … 1,000
  bool workflow = false;           // an app of Durable Functions
  bool http = false;               // takes requests
  bool started = false;            // over a queue of its own
  bool told = false;               // by Event Grid
  std::vector<AzureGrant> grants;  // sorted, each once
  std::vector<ComponentId> uses;   // components that its settings tell of, sorted, each once
  std::vector<AzureTimer> timers;  // when schedules start it
  std::vector<AzureStreamUse> streams;
  int batch = 16;       // of its queues: host.json's batchSize
  int maxReceives = 5;  // host.json's maxDequeueCount
  Duration visibility;  // host.json's visibilityTimeout: the pause after a failure
};

// Servers that run in Container Apps.
struct AzureServers {
  ComponentId id;
  std::vector<AzureGrant> grants;
  std::vector<ComponentId> uses;
};

// What Event Grid hands from a topic, bus or store to a function, queue, stream or external.
struct AzureSubscription {
  ComponentId source, to;
  std::string name;
  ObjectEvent on = ObjectEvent::write;  // of a store
  std::string role;                     // with which it delivers; empty where it needs none
};

struct AzurePlan {
  const Architecture* architecture = nullptr;
  std::string region;
  std::map<ComponentId, std::string> names;  // lower-case letters, digits and single hyphens; at most 40 characters
  std::vector<AzureFunction> functions;
  std::vector<AzureServers> servers;
  std::vector<ComponentId> queues, containers, tables, secrets, externals, apis, topics, streams, databases, caches, sockets,
      auths;
  std::vector<AzureSubscription> subscriptions;
  std::vector<ExportedAlarm> alarms;
  std::set<ComponentId> called;  // functions whose key others read
  bool serverlessTables = true;
  bool network = false;  // some function is attached to a virtual network
  int deliveryAttempts = 30;
  Duration deliveryMaxAge = days(1);
  Duration streamRetryWait;
  Duration changesPollInterval;

  const AzureFunction* find(const ComponentId& id) const {
    for (const AzureFunction& function : functions)
      if (function.plan->component->id == id) return &function;
    return nullptr;
  }
};

// The plan; what Azure or this format can't express is added to `problems`, with what stands in for a setting. The design
// and the plans of its functions must outlive it.
AzurePlan planAzure(const LoweredDesign& lowered, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                    Problems& problems);

// The queue that starts a function.
std::string startQueue(const AzurePlan& plan, const ComponentId& function);

// The name of a field of an item in Cosmos DB, whose paths to partition keys take letters, digits and '_' alone.
// (learn.microsoft.com/azure/cosmos-db/partitioning-overview, 2026.)
std::string cosmosField(const std::string& key);

}  // namespace virga::model
