// Event subscriptions, operations of APIs, role assignments and application settings of Azure's templates.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/import/arm/azure_address.h"
#include "model/import/arm/azure_design.h"
#include "model/import/arm/azure_events.h"
#include "model/import/arm/azure_gateway.h"
#include "model/import/arm/azure_settings.h"
#include "model/import/arm/json_at.h"
#include "model/import/environment_credentials.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

struct Role {
  std::string_view guid;
  bool reads, writes, hands;
  bool takes = false;  // messages, which a function does by a trigger
};

// learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026.
constexpr std::array kRoles = {
    Role{"69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", false, false, true},         // Azure Service Bus Data Sender
    Role{"2b629674-e913-4c01-ae53-ef4638d8f975", false, false, true},         // Azure Event Hubs Data Sender
    Role{"d5a91429-5739-47e2-a06b-3470a27159e7", false, false, true},         // EventGrid Data Sender
    Role{"c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", false, false, true},         // Storage Queue Data Message Sender
    Role{"4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", false, false, false, true},  // Azure Service Bus Data Receiver
    Role{"a638d3c7-ab3a-418d-83e6-5f17a39d4fde", false, false, false, true},  // Azure Event Hubs Data Receiver
    Role{"8a0f0c08-91a1-4084-bc3d-661d67233fed", false, false, false, true},  // Storage Queue Data Message Processor
    Role{"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", true, false, false},         // Storage Blob Data Reader
    Role{"ba92f5b4-2d11-453d-a403-e96b0029c9fe", true, true, false},          // Storage Blob Data Contributor
    Role{"76199698-9eea-4c19-bc75-cec21354c6b6", true, false, false},         // Storage Table Data Reader
    Role{"0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", true, true, false},          // Storage Table Data Contributor
    Role{"4633458b-17de-408a-b874-0445c86b69e6", true, false, false},         // Key Vault Secrets User
    Role{"12cf5a90-567b-43ae-8102-96cf46c7d9b4", false, false, true},         // Web PubSub Service Owner
    Role{"00000000-0000-0000-0000-000000000001", true, false, false},         // Cosmos DB Built-in Data Reader
    Role{"00000000-0000-0000-0000-000000000002", true, true, false},          // Cosmos DB Built-in Data Contributor
};

constexpr std::string_view kEndpoint = "_ENDPOINT";

// What the settings of an app name: "PAYMENTS_ENDPOINT" by a parameter a system outside, URLs other apps, servers their
// databases.
void settingsOfApp(AzureDesign& azure, const ArmResource& app, const ComponentId& id) {
  if (!azure.design.stepsOf(id)) return;
  const Place place = AzureDesign::placeOf(app);
  const auto settings = azureSettings(app);
  for (const auto& [name, value] : settings) {
    reportCredential(azure.design, id, name, value, place);
    if (name.ends_with(kEndpoint) && value.starts_with("parameter:")) {
      const ComponentId external =
          azure.design.external(kebabId(name.substr(0, name.size() - kEndpoint.size())), place, "the system at " + name);
      azure.design.use(id, external, Operation::read, true, place);
    }
    if (name.ends_with("_URL"))
      if (const auto other = azureAppAt(azure, value)) azure.design.use(id, *other, Operation::read, true, place);
    if (!name.ends_with("_SERVER")) continue;
    const auto database = settings.find(name.substr(0, name.size() - std::string_view("_SERVER").size()));
    for (const std::string& server : armReferences(value)) {
      if (!inSmallLetters(server).starts_with("microsoft.sql/servers:") || database == settings.end()) continue;
      const auto known = azure.components.find(inSmallLetters(
          fmt::format("microsoft.sql/servers/databases:{}/{}", server.substr(server.find(':') + 1), database->second)));
      if (known != azure.components.end()) azure.design.use(id, known->second, Operation::read, true, place);
    }
  }
}

// The components whose identity a value names; one that users assign belongs to the apps that name it.
std::vector<ComponentId> holdersOf(const AzureDesign& azure, const Json& principal) {
  std::vector<ComponentId> holders = azure.named(principal);
  for (const std::string& identity : armReferences(principal))
    for (const ArmResource& app : azure.resources) {
      const auto component = azure.components.find(AzureDesign::keyOf(app));
      if (component != azure.components.end() &&
          inSmallLetters(jsonAt(app.body, "identity").dump()).find(inSmallLetters(identity)) != std::string::npos)
        holders.push_back(component->second);
    }
  return holders;
}

bool handsTo(const AzureDesign& azure, const ComponentId& from, const ComponentId& to) {
  const auto all = edges(azure.design.result.design);
  return std::any_of(all.begin(), all.end(), [&](const Edge& edge) { return edge.from == from && edge.to == to; });
}

void grant(AzureDesign& azure, const Role& role, const ComponentId& holder, const ComponentId& target, const Place& place) {
  if (holder == target || !azure.design.stepsOf(holder)) return;
  if (role.takes) {
    if (azure.design.is<Function>(holder) && !handsTo(azure, target, holder)) azure.design.connectTo(target, holder, place);
    return;
  }
  const ComponentKind& kind = azure.design.component(target).kind;
  if (canSend(kind) && !canCall(kind)) {
    if (role.hands) azure.design.use(holder, target, Operation::write, false, place);
    return;
  }
  if (role.reads) azure.design.use(holder, target, Operation::read, true, place);
  if (role.writes) azure.design.use(holder, target, Operation::write, true, place);
}

// Who may write the container of leases follows the changes of the tables that it reads
// (learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger, 2026).
std::set<ComponentId> followersOfChanges(const AzureDesign& azure) {
  std::set<ComponentId> followers;
  for (const ArmResource& resource : azure.resources)
    if (inSmallLetters(resource.type) == "microsoft.documentdb/databaseaccounts/sqlroleassignments")
      if (inSmallLetters(jsonTextAt(resource.body, "properties.scope")).ends_with("/colls/leases"))
        for (const ComponentId& id : holdersOf(azure, jsonAt(resource.body, "properties.principalId"))) followers.insert(id);
  return followers;
}

void assignment(AzureDesign& azure, const ArmResource& resource, const std::set<ComponentId>& followers,
                std::set<ComponentId>& ofCredentials) {
  const std::string named = inSmallLetters(jsonAt(resource.body, "properties.roleDefinitionId").dump());
  const auto role =
      std::find_if(kRoles.begin(), kRoles.end(), [&](const Role& r) { return named.find(r.guid) != std::string::npos; });
  if (role == kRoles.end()) return;
  const Json scopes = Json::array({jsonAt(resource.body, "scope"), jsonAt(resource.body, "properties.scope")});
  std::string secret;
  for (const std::string& scope : armReferences(scopes))
    if (inSmallLetters(scope).starts_with("microsoft.keyvault/vaults/secrets:")) secret = scope.substr(scope.rfind('/') + 1);
  for (const ComponentId& holder : holdersOf(azure, jsonAt(resource.body, "properties.principalId")))
    for (const ComponentId& target : azure.named(scopes)) {
      if (!secret.empty() && isAzureCredential(azure.resources, secret))
        ofCredentials.insert(target);
      else if (followers.contains(holder) && azure.design.is<NosqlDb>(target) && role->reads && !role->writes)
        azure.design.connectTo(target, holder, AzureDesign::placeOf(resource));
      else
        grant(azure, *role, holder, target, AzureDesign::placeOf(resource));
    }
}

// "Data Reader", "Data Contributor" and "Data Owner" of Azure Cache for Redis.
// (learn.microsoft.com/azure/azure-cache-for-redis/cache-configure-role-based-access-control, 2026)
void cacheAssignment(AzureDesign& azure, const ArmResource& resource) {
  const bool writes = jsonTextAt(resource.body, "properties.accessPolicyName") != "Data Reader";
  const Role role{"", true, writes, false};
  const auto cache =
      azure.components.find(inSmallLetters("Microsoft.Cache/redis:" + resource.name.substr(0, resource.name.find('/'))));
  if (cache == azure.components.end()) return;
  for (const ComponentId& holder : holdersOf(azure, jsonAt(resource.body, "properties.objectId")))
    grant(azure, role, holder, cache->second, AzureDesign::placeOf(resource));
}

// A secret that is nothing but a credential is no store of its own.
void foldVaults(AzureDesign& azure, const std::set<ComponentId>& ofCredentials) {
  for (const ComponentId& vault : ofCredentials) {
    const Architecture& design = azure.design.result.design;
    const auto all = edges(design);
    if (std::any_of(all.begin(), all.end(), [&](const Edge& edge) { return edge.to == vault; })) continue;
    std::erase_if(azure.design.result.design.components, [&](const Component& part) { return part.id == vault; });
    std::erase_if(azure.components, [&](const auto& entry) { return entry.second == vault; });
    std::erase_if(azure.byName, [&](const auto& entry) { return entry.second == vault; });
  }
}

bool isSurroundings(const std::string& type) {
  for (const char* part :
       {"microsoft.insights/", "microsoft.operationalinsights/", "microsoft.managedidentity/", "microsoft.network/",
        "microsoft.web/serverfarms", "microsoft.web/sites/", "microsoft.storage/storageaccounts",
        "microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces", "microsoft.documentdb/",
        "microsoft.apimanagement/", "microsoft.authorization/", "microsoft.sql/", "microsoft.keyvault/",
        "microsoft.eventgrid/systemtopics", "microsoft.app/managedenvironments", "microsoft.containerregistry/"})
    if (type.rfind(part, 0) == 0) return true;
  return false;
}

}  // namespace

void addAzureEdges(AzureDesign& azure) {
  std::set<ComponentId> ofCredentials;
  const auto followers = followersOfChanges(azure);
  for (const ArmResource& resource : azure.resources) {
    const std::string type = inSmallLetters(resource.type);
    if (const auto app = azure.components.find(AzureDesign::keyOf(resource)); app != azure.components.end())
      settingsOfApp(azure, resource, app->second);
    if (type.ends_with("eventsubscriptions")) {
      addEventSubscription(azure, resource);
    } else if (type == "microsoft.apimanagement/service/apis/operations") {
      addApiOperation(azure, resource);
    } else if (type == "microsoft.apimanagement/service/apis/policies") {
      addApiPolicy(azure, resource);
    } else if (type == "microsoft.signalrservice/webpubsub/hubs") {
      addPubsubHub(azure, resource);
    } else if (type == "microsoft.authorization/roleassignments" ||
               type == "microsoft.documentdb/databaseaccounts/sqlroleassignments") {
      assignment(azure, resource, followers, ofCredentials);
    } else if (type == "microsoft.cache/redis/accesspolicyassignments") {
      cacheAssignment(azure, resource);
    } else if (!azure.components.contains(AzureDesign::keyOf(resource)) && !isSurroundings(type)) {
      azure.design.leftOut(AzureDesign::placeOf(resource),
                           fmt::format("{} '{}' isn't understood", resource.type, resource.name));
    }
  }
  foldVaults(azure, ofCredentials);
}

}  // namespace virga::model
