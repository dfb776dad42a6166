#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/manifest/function_plan.h"

// What a design comes to on Azure, apart from any notation: function apps on Flex Consumption, the services that they use
// and a role for each drawn edge.
namespace virga::model {

// Built-in roles by id. (learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026.) Those of Cosmos DB's
// data are its own (learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security).
namespace azure_role {
inline constexpr const char* blobOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
inline constexpr const char* blobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
inline constexpr const char* blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
inline constexpr const char* queueContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
inline constexpr const char* queueReader = "19e7f393-937e-4f77-808e-94535e297925";
inline constexpr const char* queueProcessor = "8a0f0c08-91a1-4084-bc3d-661d67233fed";
inline constexpr const char* queueSender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
inline constexpr const char* secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
inline constexpr const char* cosmosReader = "00000000-0000-0000-0000-000000000001";
inline constexpr const char* cosmosContributor = "00000000-0000-0000-0000-000000000002";
}  // namespace azure_role

// A role of a function on one queue, container, table or secret.
struct AzureGrant {
  ComponentId target;
  std::string role;
  auto operator<=>(const AzureGrant&) const = default;
};

struct AzureFunction {
  const FunctionPlan* plan = nullptr;
  std::vector<AzureGrant> grants;   // sorted, each once
  std::vector<ComponentId> uses;    // components that its settings tell of, sorted, each once
  std::vector<std::string> timers;  // when schedules start it, in NCRONTAB's six fields, UTC
  int batch = 16;                   // of its queues: host.json's batchSize
  int maxReceives = 5;              // host.json's maxDequeueCount
  Duration visibility;              // host.json's visibilityTimeout: the pause after a failure
};

struct AzurePlan {
  const Architecture* architecture = nullptr;
  std::string region;
  std::map<ComponentId, std::string> names;  // lower-case letters, digits and single hyphens; at most 40 characters
  std::vector<AzureFunction> functions;
  std::vector<ComponentId> queues, containers, tables, secrets, externals, apis;
  bool serverlessTables = true;
};

// The plan; what Azure or this format can't express is added to `problems`, with what stands in for a setting.
AzurePlan planAzure(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                    Problems& problems);

// The template of Azure Resource Manager that deploys a plan without errors, as JSON.
std::string azureTemplate(const AzurePlan& plan);

}  // namespace virga::model
